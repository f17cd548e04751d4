"""F2 against De & Smith 2020 and Fixup: why deep residual nets need a norm."""

import pytest


@pytest.fixture(scope="module")
def data(figure_data):
    return figure_data("f02")


def test_a_norm_opens_rates_a_hundred_times_as_large_at_depth_16(data):
    assert data.scalars["max_rate_ratio"] >= 100


def test_skip_init_needs_no_norm_to_be_as_fast(data):
    assert data.scalars["skip_init_ratio"] <= 1.3


def test_without_a_norm_the_deep_net_also_ends_worse(data):
    assert data.scalars["none_16_accuracy"] < 90
    assert data.scalars["batch_16_accuracy"] > 97


def test_at_depth_4_no_norm_is_as_good(data):
    assert data.scalars["shallow_steps_ratio"] < 1.3


def test_it_ran_what_was_promised(data):
    assert data.params["depths"] == [4, 16]
    assert len(data.params["techniques"]) == 6
    assert (len(data.params["rates"]), data.params["seeds"], data.params["steps"]) == (16, 3, 300)
    assert len(data.series) == 12
