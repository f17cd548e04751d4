"""A small lab, for tests to run, change and damage."""

LAB = """\
# %% [markdown]
# # Squares
#
# The square of $x$ ([source](../sources.md#someone-2018), [web](https://example.org/)).

# %%
from figures_src._helper import square

with open(LOG, "a") as file:
    file.write("run\\n")

# %%
print("three:", square(3))
square(4)

# %% [markdown]
# ## Exercise
#
# Show a table.

# %% tags=["solution"]
from IPython.display import Markdown, display

display(Markdown("| x | square |\\n|---|---|\\n| 2 | 4 |"))
"""

HELPER = """\
def square(x):
    return x**2
"""


def lab(log):
    return LAB.replace("LOG", repr(str(log)))
