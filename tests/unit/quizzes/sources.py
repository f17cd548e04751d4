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

FILL = """\
//// quiz
    id: bn-lacks
    type: fill
    concept: parameters
    answer: beta | β

Which one is missing?

> RMSNorm has γ alone.

- [ ] gamma | γ

    > It keeps that one.
////
"""

MATCH = """\
//// quiz
    id: bn-pairs
    type: match
    concept: axes

Which axes?

- [x] BatchNorm -> N, H, W

    > One mean per channel.

- [x] LayerNorm -> C, H, W

    > One mean per sample.

- [ ] BatchNorm -> C

    > The channels stay apart.
////
"""

ORDER = """\
//// quiz
    id: bn-steps
    type: order
    concept: forward-pass

Put them in order.

> Each needs the one before.

- [x] mean

    > It needs the input.

- [x] variance

    > It needs the mean.

- [x] `x_hat`

    > It needs both.

- [ ] median

    > Nothing needs it.
////
"""

PREDICT = """\
//// quiz
    id: bn-predicted
    type: predict
    concept: batch-size
    figure: f01
    series: squares
    low: 0
    high: 100
    given: 1

How large?

> So large.
////
"""
