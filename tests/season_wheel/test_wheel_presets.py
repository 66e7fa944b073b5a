"""Every named day is what its name says, and ends as it promises."""

from __future__ import annotations

from datetime import date

import koyomi
import pytest
from explainer_kit.figure import hero_svg
from season_wheel import explainer
from season_wheel.controls import LAST

# The minute of each 節気 is 国立天文台's; 中秋の名月 as its page of 2026 has it.
PROMISED = {
    "shousetsu": ("小雪", "2026-11-22"),
    "shunbun": ("春分", "2026-03-20"),
    "touji": ("冬至", "2026-12-22"),
}


@pytest.mark.parametrize("preset", explainer.presets, ids=lambda preset: preset.id)
def test_a_preset_ends_as_it_promises(preset) -> None:
    assert explainer.run(preset.settings).outcome.id == preset.outcome


@pytest.mark.parametrize(("name", "promise"), PROMISED.items())
def test_a_presets_day_is_the_published_day_of_its_sekki(name, promise) -> None:
    (preset,) = [one for one in explainer.presets if one.id == name]
    sekki, day = promise
    span = koyomi.sekki_on(date.fromisoformat(day))
    assert explainer.settings(preset.settings)["date"] == day
    assert (span.name, str(span.start), span.begins.published) == (sekki, day, True)


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2030-09-12", "meigetsu"),  # full on that day, too
        ("2026-06-21", "solstice"),
        ("2026-09-23", "equinox"),
        ("2026-11-07", "begins"),
        ("2026-11-24", "full"),
        ("2026-11-09", "new"),
        ("2026-11-26", "within"),
    ],
)
def test_a_day_ends_as_the_first_of_what_it_is(day, outcome) -> None:
    assert explainer.run({"date": day}).outcome.id == outcome


def test_the_last_day_that_can_be_chosen_is_the_last_whose_meigetsu_is_known() -> None:
    assert koyomi.meigetsu_in(int(LAST[:4]))
    with pytest.raises(koyomi.YearError):
        koyomi.meigetsu_in(int(LAST[:4]) + 1)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-09-27", "まんまる"),
        ("2026-09-25", "左がわがすこし欠けて"),
        ("2026-09-19", "右半分"),
        ("2026-09-15", "右がわがほそく"),
        ("2026-09-11", "見えません"),
        ("2026-10-04", "左半分"),
        ("2026-10-07", "左がわがほそく"),
        ("2026-09-30", "右がわがすこし欠けて"),
    ],
)
def test_the_moons_shape_is_said_as_it_is_seen_from_japan(day, words) -> None:
    assert words in explainer.run({"date": day}).hero_step.say


def test_the_hero_frame_alone_tells_day_sekki_and_moon() -> None:
    svg = hero_svg(explainer, explainer.run({"date": "2026-09-25"}))
    assert all(words in svg for words in ("9月25日", "秋分", "満月の2日前"))


def test_the_buttons_lead_to_the_days_that_they_name() -> None:
    (panel,) = explainer.hands(explainer.run({"date": "2026-11-26"}))
    assert {deed.label: deed.sets["date"] for deed in panel.deeds} == {
        "前の日": "2026-11-25",
        "次の日": "2026-11-27",
        "次の満月": "2026-12-24",
        "前の節気": "2026-11-22",
        "次の節気": "2026-12-07",
    }


def test_a_button_that_would_leave_the_years_is_off() -> None:
    (panel,) = explainer.hands(explainer.run({"date": LAST}))
    assert [deed.label for deed in panel.deeds if deed.sets is None] == [
        "次の日",
        "次の満月",
        "次の節気",
    ]


def test_the_table_has_the_rounds_24_days_and_marks_the_one_that_is_now() -> None:
    (table,) = explainer.tables(explainer.run({"date": "2026-11-26"}))
    text = str(table)
    assert text.count("<tr") == 25
    assert text.count('aria-current="date"') == 1
    assert "16:23＊" in text
    assert "虹蔵不見（にじかくれてみえず）" in text
