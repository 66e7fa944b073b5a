"""The palettes: contrast by computation, and the style sheet that is made of them."""

from __future__ import annotations

import doctest
import re
import tomllib

import koyomi
import pytest
import seasons.colours
from seasons.colours import contrast, toward
from seasons.palettes import palettes, season_css

from tests.conftest import ROOT

CSS = ROOT / "theme" / "static" / "css"
TABLE = tomllib.loads((ROOT / "plugins/seasons/palettes.toml").read_text("utf-8"))
LEAST = {"ink": 7.0, "sub": 4.5, "accent": 4.5, "line": 3.0}
THEMES = [(key, theme) for key in TABLE for theme in ("light", "dark")]


def _theme_tokens() -> dict[str, dict[str, str]]:
    """Colours of tokens.css: what a season stands on where it sets nothing."""
    light, dark = (CSS / "tokens.css").read_text("utf-8").split("prefers-color-scheme: dark")
    first, second = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", t)) for t in (light, dark))
    return {"light": first, "dark": first | second}


TOKENS = _theme_tokens()


@pytest.mark.parametrize(("key", "theme"), THEMES)
@pytest.mark.parametrize("token", LEAST)
def test_a_colour_of_a_season_has_its_contrast_on_every_ground(
    key: str, theme: str, token: str
) -> None:
    colours = TOKENS[theme] | dict(getattr(palettes()[key], theme))
    ratios = [contrast(colours[token], colours[ground]) for ground in ("bg", "surface", "paper")]
    assert min(ratios) >= LEAST[token]


@pytest.mark.parametrize("key", TABLE)
def test_the_light_page_has_the_grounds_and_accent_of_the_table(key: str) -> None:
    kept = {name: palettes()[key].light[name] for name in ("bg", "surface", "accent")}
    assert kept == {name: TABLE[key][name] for name in kept}


def test_there_is_a_palette_for_each_sekki_in_order() -> None:
    assert list(palettes()) == [sekki.key for sekki in koyomi.all_sekki()]


def test_no_two_seasons_look_the_same() -> None:
    assert len({tuple(palette.light.values()) for palette in palettes().values()}) == 24


def test_the_style_sheet_of_the_theme_is_the_one_that_is_made() -> None:
    """Where this fails: PYTHONPATH=plugins python -m seasons > theme/static/css/season.css."""
    assert (CSS / "season.css").read_text("utf-8") == season_css()


@pytest.mark.parametrize("key", TABLE)
def test_the_style_sheet_has_each_season_once_a_theme(key: str) -> None:
    assert season_css().count(f':root[data-season="{key}"] {{') == 2


def test_a_colour_that_can_not_be_made_plain_enough_is_refused() -> None:
    with pytest.raises(ValueError, match="#777777"):
        toward("#777777", "#888888", ["#808080"], 4.5)


def test_examples_in_docstrings_hold() -> None:
    result = doctest.testmod(seasons.colours)
    assert (result.failed, result.attempted) == (0, 2)


def test_the_pages_of_seasons_use_tokens_alone() -> None:
    css = re.sub(r"/\*.*?\*/", "", (CSS / "seasons.css").read_text("utf-8"), flags=re.S)
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb", css)
