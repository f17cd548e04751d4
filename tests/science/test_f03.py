"""F3 against the shape of Wu & He 2018: BatchNorm's error grows as its batch shrinks."""

import pytest


@pytest.fixture(scope="module")
def data(figure_data):
    return figure_data("f03")


def test_the_error_is_flat_from_8_samples(data):
    assert data.scalars["spread_from_8"] < 0.3  # what 360 test images cannot resolve


def test_it_is_worse_at_4_and_collapses_at_2(data):
    assert data.scalars["batch_4"] > 1.2 * data.scalars["batch_8"]
    assert data.scalars["batch_2"] > 5 * data.scalars["batch_4"]


def test_group_and_layer_norm_stay_near_the_best(data):
    for technique in ("group", "layer"):
        assert data.scalars[technique] < data.scalars["batch_4"]


def test_it_ran_what_was_promised(data):
    assert data.params["norm_batches"] == [64, 32, 16, 8, 4, 2]
    assert (data.params["seeds"], data.params["steps"]) == (8, 400)
