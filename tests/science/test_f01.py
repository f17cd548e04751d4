"""F1 against what was published and what course measurements found: how much faster does a norm train?"""

import pytest


@pytest.fixture(scope="module")
def data(figure_data):
    return figure_data("f01")


def test_batch_norm_raises_the_largest_reliable_rate(data):
    assert data.scalars["a_max_rate_ratio"] >= 3  # Bjorck et al. 2018


def test_best_against_best_it_gains_little_in_a_well_scaled_net(data):
    assert 1.0 <= data.scalars["a_best_ratio"] <= 1.6


def test_batch_norm_is_slower_at_small_rates(data):
    assert data.scalars["a_ratio_up_to_0_1"] < 1


def test_it_gains_two_to_four_times_in_a_sigmoid_net(data):
    assert 2 <= data.scalars["b_best_ratio"] <= 4


def test_a_badly_scaled_net_stays_at_chance_without_a_norm(data):
    assert data.scalars["c_none_learned"] == 0
    assert data.scalars["c_none_lowest_loss"] > data.scalars["chance_loss"] - 0.05
    assert all(value is None for value in data["A badly scaled ReLU net, no norm"].y)
    assert data.scalars["c_batch_hit"] < 400


def test_it_ran_what_was_promised(data):
    settings = data.params["settings"]
    assert [len(one["rates"]) for one in settings.values()] == [13, 13, 16]
    assert [one["seeds"] for one in settings.values()] == [8, 8, 4]
    assert [one["steps"] for one in settings.values()] == [400, 900, 400]
    # Of each network and technique all seeds together, and the first one alone.
    assert len(data.series) == 3 * 4 * 2
