"""A day as a setting: one canonical text, in the form, in a block and in an address."""

import json
from datetime import date

import pytest
from explainer_kit import ControlError, Date
from hypothesis import given
from hypothesis import strategies as st

DAY = Date("day", "日", "2026-11-26", "2024-01-01", "2030-12-31")


@pytest.mark.parametrize(
    "raw", ["2026-03-01", " 2026-3-1 ", "2026/3/1", "2026.3.1", "2026年3月1日", "２０２６－３－１"]
)
def test_a_day_is_read_in_all_its_usual_forms(raw):
    assert DAY.parse(raw) == "2026-03-01"


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_a_canonical_day_stays_as_it_is(day):
    assert DAY.parse(day.isoformat()) == day.isoformat()


@pytest.mark.parametrize(
    "raw", ["", "2026", "2026-02-30", "2026-13-01", "きのう", "26-11-26", True]
)
def test_what_is_no_day_is_refused_in_words(raw):
    with pytest.raises(ControlError, match="day"):
        DAY.parse(raw)


@pytest.mark.parametrize(
    ("raw", "hint"), [("2023-12-31", "2024-01-01"), ("2031-1-1", "2030-12-31")]
)
def test_a_day_outside_its_limits_names_the_nearest(raw, hint):
    with pytest.raises(ControlError) as caught:
        DAY.parse(raw)
    assert caught.value.hint == hint


@pytest.mark.parametrize(("day", "near"), [("2024-01-01", 1), ("2026-11-26", 2), ("2030-12-31", 1)])
def test_the_days_beside_an_articles_own_are_at_hand(day, near):
    assert len(DAY.beside(day)) == near


def test_a_day_is_described_by_its_limits():
    told = DAY.describe()
    assert (told["kind"], told["min"], told["max"]) == ("date", "2024-01-01", "2030-12-31")


@pytest.mark.parametrize(
    ("default", "least", "most"),
    [("2026-1-1", "2024-01-01", "2030-12-31"), ("2023-01-01", "2024-01-01", "2030-12-31")],
)
def test_a_default_that_its_own_limits_refuse_is_the_explainers_fault(default, least, most):
    with pytest.raises(ValueError, match=r"day|month|limits|written|format"):
        Date("day", "日", default, least, most)


def test_an_address_may_name_any_day_between_the_limits():
    from explainer_embed.bake import _packed
    from season_wheel import explainer

    packed = json.loads(_packed(explainer, []))
    assert packed["discrete"] == {"date": {"from": "1952-01-01", "to": "2032-12-31"}}
