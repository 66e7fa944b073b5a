"""The contrast that tokens.css promises, computed from the style sheets themselves."""

import re
from pathlib import Path

import pytest
from seasons import palettes

CSS = Path(__file__).parents[2] / "theme" / "static" / "css"
DARK = "prefers-color-scheme: dark"
GROUNDS = ("bg", "surface", "paper")
PROMISES = {"ink": 7, "sub": 4.5, "accent": 4.5, "leaf": 4.5, "bad": 4.5, "line": 3, "focus": 3}


def _block(css: str, start: int) -> str:
    """The text between the brace that opens at or after start and its own closing one."""
    opening = css.index("{", start)
    depth = 0
    for place in range(opening, len(css)):
        depth += {"{": 1, "}": -1}.get(css[place], 0)
        if depth == 0:
            return css[opening + 1 : place]
    raise AssertionError("a brace stays open")


def _colours(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", text))


def _tokens(file: str) -> tuple[dict[str, str], dict[str, str]]:
    """Light and dark colours of one style sheet; dark holds only what it sets anew."""
    css = (CSS / file).read_text(encoding="utf-8")
    dark = _block(css, css.index(DARK))
    return _colours(css.replace(dark, "")), _colours(dark)


def _themes() -> dict[str, dict[str, str]]:
    light, dark = _tokens("tokens.css")
    themes = {"no season, light": light, "no season, dark": light | dark}
    for key, palette in palettes().items():  # what season.css holds: tests/seasons
        themes[f"{key}, light"] = {**light, **palette.light}
        themes[f"{key}, dark"] = {**light, **dark, **palette.dark}
    return themes


THEMES = _themes()


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("token", PROMISES)
def test_a_token_is_readable_on_every_ground(theme: str, ground: str, token: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours[token], colours[ground]) >= PROMISES[token]


@pytest.mark.parametrize("theme", THEMES)
def test_text_on_the_accent_is_readable(theme: str) -> None:
    assert contrast(THEMES[theme]["accent-ink"], THEMES[theme]["accent"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "ground", ["art-sky", "art-sky-low", "art-mountain", "art-hill-far", "art-hill-near"]
)
def test_ink_is_readable_on_the_picture_it_stands_on(theme: str, ground: str) -> None:
    assert contrast(THEMES[theme]["ink"], THEMES[theme][ground]) >= 4.5


def test_a_season_sets_only_tokens_that_exist() -> None:
    known, _ = _tokens("tokens.css")
    set_by_seasons = {name for one in palettes().values() for name in (*one.light, *one.dark)}
    assert set_by_seasons <= known.keys()


def test_a_season_sets_nothing_but_tokens() -> None:
    css = re.sub(r"/\*.*?\*/", "", (CSS / "season.css").read_text(encoding="utf-8"), flags=re.S)
    assert set(re.findall(r"([\w-]+)\s*:[^;{}]+;", css)) <= set(re.findall(r"--[\w-]+", css))


@pytest.mark.parametrize("file", sorted(path.name for path in CSS.glob("*.css")))
def test_a_style_sheet_asks_nothing_of_the_network(file: str) -> None:
    assert not re.search(r"url\(|@import", (CSS / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", sorted(path.name for path in CSS.glob("*.css")))
def test_what_moves_moves_only_for_those_who_have_not_asked_for_less(file: str) -> None:
    css = (CSS / file).read_text(encoding="utf-8")
    for calm in ("prefers-reduced-motion: no-preference", "prefers-reduced-motion: reduce"):
        if calm in css:
            css = css.replace(_block(css, css.index(calm)), "")
    assert not re.search(r"animation|transition|scroll-behavior", css)
