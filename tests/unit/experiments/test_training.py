"""The sweep against the same network written in the plainest numpy, one run at a time."""

import numpy as np
import pytest

from course_build.experiments.digits import digits
from course_build.experiments.networks import Mlp
from course_build.experiments.training import SMOOTHING, train
from tests.bench import plain


@pytest.mark.parametrize("technique", ["none", "batch"])
def test_a_sweep_trains_each_run_as_the_plain_network_does(technique):
    # Few steps: training is chaotic, and the two round differently.
    seeds, steps, rates = 2, 8, [0.03, 0.3]
    swept = train(Mlp(technique, 3, 32), rates, seeds=seeds, steps=steps)
    weights = plain.initial_weights(Mlp(technique, 3, 32), seeds)
    for row, rate in enumerate(rates):
        for seed in range(seeds):
            order = plain.batches_of(digits(), seed, steps)
            losses = plain.train_one(weights[seed], digits(), order, rate, normalized=technique == "batch")
            smoothed = losses[0]
            for loss in losses[1:]:
                smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * loss
            np.testing.assert_allclose(swept.final_loss[row, seed], smoothed, rtol=1e-4)
