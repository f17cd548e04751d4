# A comment may stand first.

# %% setup
import numpy as np

# %% starter
double = ...

# %% solution
double = 2

# %% visible
def is_two():
    """It is two."""
    same(yours("double"), 2)

# %% hidden
def is_even():
    """It is even."""
    same(yours("double") % 2, 0)

# %% wrong: one
# earns: It is two.
# Expected: the result = 2
# Got: 1

double = 1
