"""From the form's settings to a Report: the pasted screen first, then the rules.

What a pasted screen says is moved into the fields, and only the lines that were not understood stay
in its box: so the report's settings are what the form shows next, and judging them again gives the
same report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from explainer_kit.controls import Settings, Value
from explainer_kit.report import Report
from explainer_kit.story import Action, Story

from settings_check.check import check
from settings_check.controls import AUTO, CONTROLS, UNSET
from settings_check.model import Case, auth_of, case_of, protocol_of, security_of
from settings_check.ready import SIDES as TRIED
from settings_check.ready import Ready, ready
from settings_check.replay import journey_of
from settings_check.screen import read_screen, unread_lines

__all__ = ["case_from", "ready_from", "simulate"]

SIDES = ("incoming", "outgoing")
_BY_NAME = {control.name: control for control in CONTROLS}
_READ = {"protocol": protocol_of, "security": security_of, "auth": auth_of}


def simulate(settings: Settings, actions: Sequence[Action]) -> Report:
    """Judge what is in the fields, and try them where that is asked for.

    There is nothing to act on, so actions are not read.
    """
    filled = _with_screen(settings)
    report = check(_data(filled), filled)
    story = _story(filled)
    return report if story is None else replace(report, story=story)


def _story(filled: dict[str, Value]) -> Story | None:
    """Run what is asked for, where it can be."""
    if filled["trial"] == "replay":
        journey = journey_of(str(filled["error"]))
        if isinstance(journey, str):
            return None
        from settings_check.trial import play_again  # a part of its own, for who asks for it

        return play_again(journey, filled)
    found = ready_from(filled, str(filled["trial"]))
    if isinstance(found, str):
        return None
    from settings_check.trial import try_out

    return try_out(found, filled)


def ready_from(settings: Settings, trial: str) -> Ready | str:
    """Get a trial ready from the form's settings, or say why there can be none."""
    side = TRIED.get(trial)
    if side is None:
        return "まだ選んでいません。"
    typed = (str(settings[f"{side}.{name}"]) for name in ("host", "user"))
    return ready(case_from(settings), trial, *typed)


def case_from(settings: Settings) -> Case:
    """The form's settings as a cleaned case."""
    return case_of(_data(settings))


def _data(settings: Settings) -> dict[str, object]:
    def value(name: str) -> str:
        given = str(settings.get(name, ""))
        return "" if given == UNSET else given

    provider = str(settings["provider"])
    return {
        "email": value("email"),
        "provider": "" if provider == AUTO else provider,
        **{
            side: {
                name.partition(".")[2]: value(name)
                for name in _BY_NAME
                if name.startswith(f"{side}.")
            }
            for side in SIDES
        },
    }


def _with_screen(settings: Settings) -> dict[str, Value]:
    screen = str(settings["screen"])
    filled: dict[str, Value] = dict(settings)
    if not screen.strip():
        return filled
    seen = read_screen(screen)
    found = {"email": seen["email"]}
    for side in SIDES:
        part = seen[side]
        if isinstance(part, Mapping):
            found |= {f"{side}.{field}": raw for field, raw in part.items()}
    for name, raw in found.items():
        value = _READ.get(name.partition(".")[2], str)(str(raw))
        control = _BY_NAME.get(name)
        if control is None or not value:
            continue
        if control.discrete and value not in control.alternatives():
            continue
        filled[name] = control.parse(value)
    filled["screen"] = "\n".join(unread_lines(screen))
    return filled
