"""Style sheets out of the scene's tables: one source for the page and for the stand-alone picture.

The page's half is written with custom properties (`--px-TOKEN`), so that a season or a foreign
theme may set the colours; the stand-alone half resolves the same tables to fixed colours. The
site's policy allows no style attribute, so everything that would need one (where a label stands,
from which lifeline to which an arrow goes) is a class from here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from explainer_kit.scene import COLOURS, STYLE, SceneError, Style, wrong_style

__all__ = ["presentation", "stylesheet"]

MAX_LANES = 8

# What the blog's theme calls the same thing, where it has a word for it. In a theme without these
# the colours of `COLOURS` stand.
_THEME: Mapping[str, str] = {
    "sky": "--bg",
    "sky-low": "--surface",
    "paper": "--paper",
    "ink": "--ink",
    "sub": "--sub",
    "accent": "--accent",
    "on-accent": "--accent-ink",
    "line": "--line",
    "bad": "--bad",
}
# The hills take the season's colour too, mixed from two tokens.
_MIXED: Mapping[str, str] = {
    "hill": "color-mix(in oklab,var(--px-line) 26%,var(--px-paper))",
    "hill-low": "color-mix(in oklab,var(--px-line) 44%,var(--px-paper))",
}


def stylesheet(*tables: Style) -> str:
    """Write the scene's half of the figure's style sheet, with the tables of explainers appended.

    Raises SceneError for a table that would break out of the sheet.
    """
    problems = [problem for table in tables for problem in wrong_style(table)]
    if problems:
        raise SceneError("; ".join(problems))
    rules = [
        # Tokens lie in a layer, so that a theme may set any of them; the rules do not, since any
        # theme without layers would then win over them.
        "@layer px-tokens{",
        *_tokens(),
        "}",
        *(rule for table in (STYLE, *tables) for rule in _classes(table)),
        *(f".px-x{percent}{{--px-x:{percent}}}" for percent in range(101)),
        *(f".px-y{percent}{{top:{percent}%}}" for percent in range(101)),
        *_lanes(),
    ]
    return "\n".join(rules) + "\n"


def presentation(classes: str, table: Style) -> dict[str, str]:
    """Give the SVG presentation attributes that stand for class names, in fixed light colours.

    >>> presentation("f-paper w-2", STYLE)
    {'fill': '#fffdf9', 'stroke-width': '2'}
    """
    found: dict[str, str] = {}
    for name in classes.split():
        for prop, value in table.get(name, {}).items():
            found[prop] = COLOURS[value][0] if value in COLOURS else value
    return found


def _tokens() -> Iterable[str]:
    # Support: light-dark() needs Chrome 123, Firefox 120, Safari 17.5; older ones stay light.
    yield "py-explainer{"
    yield from (f"--px-{token}:{_themed(token, light)};" for token, (light, _) in COLOURS.items())
    yield "}"
    yield "@supports (color:light-dark(red,red)){py-explainer{"
    for token, (light, dark) in COLOURS.items():
        colour = _MIXED.get(token) or _themed(token, f"light-dark({light},{dark})")
        yield f"--px-{token}:{colour};"
    yield "}}"


def _themed(token: str, colour: str) -> str:
    name = _THEME.get(token)
    return f"var({name},{colour})" if name else colour


def _classes(table: Style) -> Iterable[str]:
    for name, declarations in table.items():
        body = ";".join(
            f"{prop}:{f'var(--px-{value})' if value in COLOURS else value}"
            for prop, value in declarations.items()
        )
        yield f".px-stage .{name}{{{body}}}"


def _lanes() -> Iterable[str]:
    """The sequence's columns: `px-n4` has four lifelines, `px-g2-6` goes from the first to the
    third. Every lifeline stands on an even grid line, in the middle of its column."""
    for count in range(1, MAX_LANES + 1):
        yield f".px-n{count}{{--px-n:{count}}}"
    for left in range(1, MAX_LANES + 1):
        yield f".px-g{2 * left}{{grid-column:{2 * left - 1}/span 2}}"
        for right in range(left + 1, MAX_LANES + 1):
            yield f".px-g{2 * left}-{2 * right}{{grid-column:{2 * left}/{2 * right}}}"
