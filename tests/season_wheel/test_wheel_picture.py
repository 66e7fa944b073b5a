"""The wheel's geometry: the year runs clockwise from 立春, the moon is lit on its right side."""

from __future__ import annotations

import math
import re

import pytest
from explainer_kit.figure import scene_of
from season_wheel import explainer
from season_wheel.geometry import MIDDLE, RING, arc, lit, point
from season_wheel.scene import draw


@pytest.mark.parametrize(
    ("degrees", "side"), [(315, (0, -1)), (45, (1, 0)), (135, (0, 1)), (225, (-1, 0))]
)
def test_the_four_beginnings_stand_up_right_down_and_left(degrees, side) -> None:
    x, y = MIDDLE
    assert point(degrees * 3600) == (x + side[0] * RING, y + side[1] * RING)


def lit_area(moon: int, radius: int = 100) -> tuple[float, float]:
    """The lit area left and right of the middle, as parts of the disc, from the path's own arcs."""
    found = re.fullmatch(
        r"M0 -100A100 100 0 0 ([01]) 0 100A(\d+) 100 0 0 ([01]) 0 -100Z", lit(moon, 0, 0, radius)
    )
    assert found
    rim, across, edge = int(found[1]), int(found[2]), int(found[3])
    half, ellipse = 0.5, across / radius / 2
    # Downwards, sweep 1 bulges right; upwards, sweep 1 bulges left.
    right = half if rim else 0.0
    left = 0.0 if rim else half
    if edge:
        left, right = (left + ellipse, right) if rim else (left - ellipse, right)
    else:
        left, right = (left, right - ellipse) if rim else (left, right + ellipse)
    return left, right


@pytest.mark.parametrize("degrees", range(0, 360, 15))
def test_as_much_of_the_moon_is_lit_as_the_suns_light_reaches(degrees) -> None:
    left, right = lit_area(degrees * 60)
    assert left + right == pytest.approx((1 - math.cos(math.radians(degrees))) / 2, abs=0.01)


@pytest.mark.parametrize("degrees", range(15, 180, 15))
def test_a_waxing_moon_is_lit_from_the_right_and_a_waning_one_from_the_left(degrees) -> None:
    left, right = lit_area(degrees * 60)
    assert right > left
    left, right = lit_area((360 - degrees) * 60)
    assert left > right


def test_the_way_past_half_a_round_is_the_long_one() -> None:
    assert " 0 1 1 " in arc(315 * 3600, 240 * 3600)
    assert " 0 0 1 " in arc(315 * 3600, 0)


@pytest.mark.parametrize(
    "day", ["2025-02-03", "2026-02-03", "2026-02-04", "2026-11-22", "2032-12-31", "1952-01-01"]
)
def test_every_step_has_its_frame(day) -> None:
    story = explainer.run({"date": day})
    assert len(scene_of(explainer, story).frames) == len(story.steps)


def test_the_moon_is_not_given_away_before_its_step() -> None:
    scene = draw(explainer.run({"date": "2026-09-25"}))
    shown = [frame.step for frame in scene.frames if "sw-lit" in "".join(map(str, frame.layer))]
    assert shown == ["quarter-before", "moon", "quarter-after"]


def test_the_knob_stands_on_the_day_and_says_it() -> None:
    knob = draw(explainer.run({"date": "2026-09-25"})).knob
    assert knob is not None
    assert knob.at == point(182 * 3600 + 6 * 60)  # two days and three hours after the equinox
    assert knob.words == "2026年9月25日、秋分"
