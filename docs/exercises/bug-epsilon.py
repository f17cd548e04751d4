# %% setup
import numpy as np

# %% starter
# s is what a norm divides by, slope how s changes with each entry.
# Outputs look fine. A constant feature turns the slope into nan.
def divisor(x, eps=1e-5):
    # x has the shape (N,): one feature of a batch.
    distances = x - x.mean()
    root = np.sqrt((distances**2).mean())
    s = root + eps
    slope = distances / (len(x) * root)
    return s, slope

# %% solution
def divisor(x, eps=1e-5):
    distances = x - x.mean()
    s = np.sqrt((distances**2).mean() + eps)
    slope = distances / (len(x) * s)
    return s, slope

# %% visible
X = np.array([1.0, 2.0, 4.0, 5.0])


def _divisor(x, **options):
    given = call("divisor", x, **options)
    require(isinstance(given, tuple) and len(given) == 2, expected="two values, s and slope", got=type(given).__name__)
    return given


def a_constant_feature_has_slope_0():
    """For a constant feature, the slope is 0, and no nan."""
    same(
        _divisor(np.full(4, 3.0))[1],
        np.zeros(4),
        what="the slope",
        mistakes=[(np.full(4, np.nan), "A root of 0 stands below the division. With ε under the root it is never 0.")],
    )


def a_constant_feature_has_the_divisor_root_of_eps():
    """For a constant feature, s is √ε: ε stands under the root."""
    same(
        _divisor(np.full(4, 3.0), eps=0.01)[0],
        0.1,
        what="s",
        mistakes=[(0.01, "s is ε itself: it is still added to the root, outside of it.")],
    )


def the_slope_belongs_to_s():
    """The slope is how s changes when one entry moves a little."""
    step, numerical = 1e-6, np.zeros(4)
    for place in range(4):
        move = np.eye(4)[place] * step
        numerical[place] = (_divisor(X + move, eps=0.5)[0] - _divisor(X - move, eps=0.5)[0]) / (2 * step)
    distances = X - X.mean()
    same(
        _divisor(X, eps=0.5)[1],
        numerical,
        what="the slope",
        within=1e-6,
        mistakes=[(distances / (4 * X.std()), "The slope still divides by the root without ε. It divides by s.")],
    )

# %% hidden
def ordinary_values_are_right():
    """For an ordinary feature, s is √(σ² + ε)."""
    same(_divisor(X, eps=0.5)[0], np.sqrt(X.var() + 0.5), what="s")

# %% wrong: hides-nan
# earns: For a constant feature, s is √ε: ε stands under the root.
# s is ε itself: it is still added to the root, outside of it.
# Input: divisor(x, eps=eps) with x = [3. 3. 3. 3.] and eps = 0.01
# Expected: s = 0.1
# Got: 0.01
def divisor(x, eps=1e-5):
    distances = x - x.mean()
    root = np.sqrt((distances**2).mean())
    return root + eps, np.nan_to_num(distances / (len(x) * root))

# %% wrong: divides-by-s
# earns: For a constant feature, s is √ε: ε stands under the root.
# s is ε itself: it is still added to the root, outside of it.
# Input: divisor(x, eps=eps) with x = [3. 3. 3. 3.] and eps = 0.01
# Expected: s = 0.1
# Got: 0.01
def divisor(x, eps=1e-5):
    distances = x - x.mean()
    s = np.sqrt((distances**2).mean()) + eps
    return s, distances / (len(x) * s)

# %% wrong: slope-forgotten
# earns: For a constant feature, the slope is 0, and no nan.
# A root of 0 stands below the division. With ε under the root it is never 0.
# Input: divisor(x) with x = [3. 3. 3. 3.]
# Expected: the slope = [0. 0. 0. 0.]
# Got: [nan nan nan nan]
def divisor(x, eps=1e-5):
    distances = x - x.mean()
    root = np.sqrt((distances**2).mean())
    return np.sqrt(root**2 + eps), distances / (len(x) * root)

# %% wrong: eps-in-both
# earns: The slope is how s changes when one entry moves a little.
# Input: divisor(x, eps=eps) with x = [1. 2. 4. 5.] and eps = 0.5
# Expected: the slope = [-0.2887 -0.1443 0.1443 0.2887]
# Got: [-0.2673 -0.1336 0.1336 0.2673]
def divisor(x, eps=1e-5):
    distances = x - x.mean()
    s = np.sqrt((distances**2).mean() + eps)
    return s, distances / (len(x) * np.sqrt(s**2 + eps))

# %% wrong: another-eps
# earns: For a constant feature, s is √ε: ε stands under the root.
# Input: divisor(x, eps=eps) with x = [3. 3. 3. 3.] and eps = 0.01
# Expected: s = 0.1
# Got: 0.0032
def divisor(x, eps=1e-5):
    distances = x - x.mean()
    s = np.sqrt((distances**2).mean() + 1e-5)
    return s, distances / (len(x) * s)
