"""What the reader may set: the form of controls, the named runs, and the player's own buttons.

Everything is there from the start, switched off until the player is ready, so that nothing jumps
when it is. The player's buttons carry no `name` and stand outside the form: they are no settings.
What there is to press says so in a class, `px-menu`: a browser's reader mode leaves menus out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from explainer_kit.controls import Control, Settings
from explainer_kit.explainer import Explainer, key_of
from explainer_kit.figure_fields import field
from explainer_kit.markup import Element, el

__all__ = ["NamedRun", "back", "engine", "form", "lens_switch", "player", "runs"]

_LENSES = (("story", "物語"), ("sequence", "やりとりの順番"), ("bytes", "実際のバイト列"))
_SPEEDS = (("0.5", "ゆっくり"), ("1", "ふつう"), ("2", "はやい"))
_ICONS = {"back": "M15 5l-8 7 8 7", "next": "M9 5l8 7-8 7", "again": "M5 12a7 7 0 1 0 2-5M7 3v5h5"}


@dataclass(frozen=True)
class NamedRun:
    """A run the author or the explainer has given a name: one press shows it."""

    id: str
    label: str
    settings: Settings


def lens_switch(lenses: Iterable[str], *, still: bool = True) -> Element:
    """The ways to look at one run; buttons, so that arrow keys stay with the slider.

    `still`: switched off until the player comes.
    """
    offered = [(lens, label) for lens, label in _LENSES if lens in {"story", *lenses}]
    if len(offered) == 1:
        return el("")
    return el(
        "div",
        {"class": "px-switch px-menu", "role": "group", "aria-label": "見かた"},
        (
            _button(
                {
                    "data-lens-to": lens,
                    "aria-pressed": "true" if lens == "story" else "false",
                    "disabled": still,
                },
                label,
            )
            for lens, label in offered
        ),
    )


def player(step: int, length: int, say: str, *, still: bool = True, shared: bool = True) -> Element:
    """Slider, back, play, step; from the beginning, an address of this place, speed.

    `still`: switched off until the player comes. What is made of a reader's own words has no
    address (`shared`).
    """
    off = {"disabled": still}
    return el(
        "div",
        {"class": "px-player px-menu", "role": "group", "aria-label": "再生の操作"},
        el(
            "label",
            {"class": "px-seek"},
            el("span", {}, "場面"),
            el(
                "input",
                {
                    "type": "range",
                    "min": 1,
                    "max": length,
                    "step": 1,
                    "value": step,
                    "disabled": still,
                    "autocomplete": "off",
                    "aria-valuetext": f"{length}場面中の{step}：{say}",
                },
            ),
        ),
        el(
            "div",
            {"class": "px-keys"},
            _button({"data-do": "back", **off}, _icon("back"), "戻る"),
            _button({"data-do": "play", "class": "px-main", **off}, _play_icons(), _play_words()),
            _button({"data-do": "next", **off}, "一歩", _icon("next")),
        ),
        el(
            "div",
            {"class": "px-extra"},
            _button({"data-do": "again", "class": "px-soft", **off}, _icon("again"), "はじめから"),
            _button({"data-do": "share", "class": "px-soft", **off}, "この場面をシェア")
            if shared
            else (),
            el(
                "div",
                {"class": "px-speed", "role": "group", "aria-label": "速さ"},
                (
                    _button(
                        {
                            "data-speed": speed,
                            "aria-pressed": "true" if speed == "1" else "false",
                            **off,
                        },
                        label,
                    )
                    for speed, label in _SPEEDS
                ),
            ),
        ),
    )


def runs(explainer: Explainer, named: Sequence[NamedRun], own: Settings) -> Element:
    """The named runs as buttons; nothing where there are none."""
    if not named:
        return el("")
    return el(
        "div",
        {"class": "px-runs px-menu", "role": "group", "aria-label": "ためしてみる"},
        el("p", {"class": "px-title-small", "aria-hidden": "true"}, "ためしてみる"),
        el("div", {"class": "px-chips"}, (_run(explainer, run, own) for run in named)),
    )


def form(
    explainer: Explainer,
    show: Iterable[str],
    own: Settings,
    ident: str,
    costs: Mapping[str, str] | None = None,
) -> Element:
    """The settings that this figure offers; controls of a group stand behind a door of their own.

    The first door stands open: a form whose fields are all out of sight would look empty, unless
    there is an example in them, of which the reader sees what comes of it. `costs` are megabytes
    that a control's other values bring with them, by its name: a number as text, such as "0.4".
    """
    controls = [explainer.by_name[name] for name in show]
    told = {
        name: f"別のものを選ぶと、あと約{megabytes} MBを読みこみます。"
        for name, megabytes in (costs or {}).items()
    }
    doors = [
        (group, [_field(one, own, ident, told) for one in members])
        for group, members in groupby(controls, lambda control: control.group)
    ]
    first = next((group for group, _ in doors if group), "")
    opened = () if explainer.example else (first,)
    return el(
        "form",
        {"class": "px-form px-menu", "novalidate": True, "autocomplete": "off"},
        el(
            "fieldset",
            {"disabled": True, "hidden": not controls},
            el("legend", {}, "ここに入れてみる" if first else "条件を変えてみる"),
            (
                _door(group, fields, opened=group in opened or len(doors) == 1) if group else fields
                for group, fields in doors
            ),
        ),
        el(
            "noscript",
            {},
            el(
                "p",
                {"class": "px-help"},
                "動かしたり条件を変えたりするには、JavaScriptがいります。",
            ),
        )
        if controls
        else (),
    )


def _field(one: Control, own: Settings, ident: str, told: Mapping[str, str]) -> Element:
    return field(one, own[one.name], f"{ident}--{one.name}", told.get(one.name, ""))


def _door(group: str, fields: Sequence[Element], *, opened: bool) -> Element:
    return el(
        "details",
        {"class": "px-door", "open": opened},
        el("summary", {}, group),
        el("div", {"class": "px-door-fields"}, fields),
    )


def back() -> Element:
    """Undo and begin anew: whatever the reader has changed or done."""
    return el(
        "div",
        {"class": "px-back px-menu", "role": "group", "aria-label": "もどす"},
        _button({"data-do": "undo", "class": "px-soft"}, "ひとつ戻す"),
        _button({"data-do": "restore", "class": "px-soft"}, "もとの条件にもどす"),
    )


def engine(megabytes: str, *, hidden: bool) -> Element:
    """One place of one height for the cost, the progress of loading, and what went wrong."""
    return el(
        "div",
        {"class": "px-engine px-menu", "data-phase": "idle", "data-quiet": hidden},
        el(
            "p",
            {"class": "px-cost"},
            el("b", {}, f"Pythonで試す（約{megabytes} MB）"),
            "ここにふれると、この端末の中でPythonが動きはじめます。",
        ),
        el("p", {"class": "px-said"}),
        el("progress", {"max": 1000, "value": 0, "aria-label": "じゅんびの進みぐあい"}),
        _button({"data-do": "retry", "hidden": True}, "もう一度"),
    )


def _run(explainer: Explainer, run: NamedRun, own: Settings) -> Element:
    settings = explainer.settings(run.settings)
    other = {name: value for name, value in settings.items() if own[name] != value}
    return _button(
        {
            "data-run": run.id,
            "data-settings": key_of(other),  # what differs from the figure's own
            "aria-pressed": "false" if other else "true",
        },
        run.label,
    )


def _button(attributes: Mapping[str, str | bool], *children: Element | str) -> Element:
    return el("button", {"type": "button", "disabled": True, **attributes}, *children)


def _icon(name: str) -> Element:
    return el(
        "svg",
        {"class": "px-icon", "viewBox": "0 0 24 24", "aria-hidden": "true", "focusable": "false"},
        el("path", {"d": _ICONS[name]}),
    )


def _play_icons() -> Element:
    return el(
        "svg",
        {
            "class": "px-icon px-solid",
            "viewBox": "0 0 24 24",
            "aria-hidden": "true",
            "focusable": "false",
        },
        el("path", {"class": "px-when-still", "d": "M8 5v14l11-7z"}),
        el("path", {"class": "px-when-playing", "d": "M7 5h4v14H7zM14 5h4v14h-4z"}),
    )


def _play_words() -> Element:
    return el(
        "span",
        {"class": "px-both"},
        el("span", {"class": "px-when-still"}, "再生"),
        el("span", {"class": "px-when-playing"}, "一時停止"),
    )
