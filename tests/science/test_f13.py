"""f13: only BatchNorm in training leaks between samples; the others by exactly 0."""

from collections.abc import Callable

import pytest

from course_build.experiments.figure import FigureData

LAYOUTS = ("images", "sequences")


@pytest.fixture(scope="module")
def data(figure_data: Callable[[str], FigureData]) -> FigureData:
    return figure_data("f13")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_batch_norm_in_training_leaks_between_samples(data: FigureData, layout: str) -> None:
    assert data.scalars[f"{layout}_batch"] > 1e-3


@pytest.mark.parametrize("technique", ["batch_evaluation", "layer", "rms", "group", "instance"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_else_does(data: FigureData, layout: str, technique: str) -> None:
    assert data.scalars[f"{layout}_{technique}"] == 0


@pytest.mark.parametrize("technique", ["batch", "group", "instance"])
def test_padding_reaches_earlier_tokens_where_tokens_share_statistics(data: FigureData, technique: str) -> None:
    assert data.scalars[f"same_sequences_{technique}"] > 1e-3


@pytest.mark.parametrize("technique", ["batch_evaluation", "layer", "rms"])
def test_padding_reaches_nothing_where_each_token_is_alone(data: FigureData, technique: str) -> None:
    assert data.scalars[f"same_sequences_{technique}"] == 0


@pytest.mark.parametrize("technique", ["layer", "rms", "group"])
def test_channels_of_one_image_share_statistics_in_these(data: FigureData, technique: str) -> None:
    assert data.scalars[f"same_images_{technique}"] > 1e-3


@pytest.mark.parametrize("technique", ["batch", "batch_evaluation", "instance"])
def test_channels_of_one_image_keep_to_themselves_in_those(data: FigureData, technique: str) -> None:
    assert data.scalars[f"same_images_{technique}"] == 0


def test_what_readers_predict_is_what_the_figure_found(data: FigureData) -> None:
    series = data["other tokens of the sequence"]
    found = dict(zip(series.x, series.y, strict=True))
    assert len(found) == 5
    assert found["GroupNorm"] == data.scalars["same_sequences_group"]
    assert found["BatchNorm"] == data.scalars["same_sequences_batch"]
