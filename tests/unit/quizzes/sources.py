"""A good source of each kind, for tests to damage."""

CHOICE = """\
//// quiz
    id: bn-axes
    type: choice
    concept: axes

Which axes?

- [ ] C, H, W

    > That is LayerNorm.

- [x] N, H, W

    > One mean per channel is left.

/// hint
Which axis stays?
///
////
"""

NUMERIC = """\
//// quiz
    id: bn-means
    type: numeric
    concept: axes
    answer: 64
    tolerance: 0.5

How many means?

> One per channel.

- [ ] 32

    > One per sample is LayerNorm.
////
"""
