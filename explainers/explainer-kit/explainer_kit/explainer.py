"""An Explainer: its controls, its presets, the function that runs it, the function that draws it.

`run` is pure: the same settings and actions give the same Story, here and in the browser. A
package offers one under the entry-point group `explainer_kit.explainers`; the build, the command
line and the page find it there by its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from explainer_kit.controls import Control, ControlError, Settings, Value, nearest
from explainer_kit.hands import Guest, Panel
from explainer_kit.markup import Element
from explainer_kit.report import Report
from explainer_kit.scene import Scene
from explainer_kit.story import Action, Story, canonical
from explainer_kit.touch import Touch

__all__ = ["Explainer", "Extra", "Preset", "SettingFault", "SettingsError", "key_of"]

type Simulate = Callable[[Settings, Sequence[Action]], Story | Report]
type Draw = Callable[[Story], Scene]
type Hands = Callable[[Story], Sequence[Panel]]
type Papers = Callable[[Report], Sequence[Element]]
type Tables = Callable[[Story], Sequence[Element]]
type Standing = Callable[[Sequence[str]], Element]
type Touching = Callable[[Story], Touch]

_WORD = re.compile(r"[a-z0-9-]{1,24}\Z")
# How many runs may be baked for one figure, its own included.
MAX_BAKED_RUNS = 64


@dataclass(frozen=True)
class SettingFault:
    """One setting that could not be taken: its name, why, and the nearest right name or value."""

    name: str
    message: str
    hint: str | None = None


class SettingsError(ValueError):
    """Settings that an explainer does not take; `faults` holds all of them."""

    def __init__(self, faults: Sequence[SettingFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(_sentence(fault) for fault in faults))


@dataclass(frozen=True)
class Preset:
    """A named run: the settings that differ from the defaults, and the outcome it promises."""

    id: str
    label: str
    settings: Mapping[str, Value]
    outcome: str


@dataclass(frozen=True)
class Extra:
    """A part of the bundle that only some runs need: those whose `setting` is none of `without`.

    The setting's own default has to be among them: what a reader gets untouched never waits for it.
    """

    part: str
    setting: str
    without: tuple[Value, ...]


@dataclass(frozen=True)
class Explainer:
    """Everything there is to know about one explainer.

    `summary` is one sentence for the author, `outcomes` the ids and labels of all ways a run can
    end, `show` the controls that a figure offers if its author names none, `parts` the names of
    the bundle's parts that must be loaded before it runs, `extras` those that only some settings
    need besides, and `model` says to the reader what is simplified, with its sources.

    An explainer whose runs are Stories has `draw`, and `hands` if the reader may lend a hand: what
    can be done at the end of a story, each deed an action; `guests` are who may join a run from
    another tab of the browser. `deeds` are the words that an action may hold, by key, where an
    address may name it: small letters, digits, hyphens, and never anything that a reader has typed.
    `touch` says what in the picture can be touched, and what it tells. `lenses` are the ways to
    look at a story beside the picture, of sequence and bytes those that its events have something
    to show in;
    `tables` are what stands below a story, for who wants all of it at a glance. One whose runs are
    Reports may have `papers`, what stands below a verdict, and `standing`, what the figure shows
    beside any verdict, for the controls that it offers: with no JavaScript that is all of it. Its
    reports may carry a story, which `draw` draws; `invites` stands before it and offers to have it
    run, by buttons that set the controls named in `varied`: all their values are baked for each run
    that an article names. A
    verdict is called `ok`, `warn` or `error`, or `tones` says which of these it is drawn as; any
    other is drawn as open. With an `example` in its fields, which says something as it stands, no
    door of the form stands open.
    """

    name: str
    title: str
    summary: str
    controls: tuple[Control, ...]
    presets: tuple[Preset, ...]
    outcomes: Mapping[str, str]
    simulate: Simulate
    draw: Draw | None = None
    show: tuple[str, ...] = ()
    parts: tuple[str, ...] = ("first",)
    extras: tuple[Extra, ...] = ()
    model: str = ""
    hands: Hands | None = None
    guests: tuple[Guest, ...] = ()
    deeds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    touch: Touching | None = None
    lenses: tuple[str, ...] = ("sequence", "bytes")
    tables: Tables | None = None
    papers: Papers | None = None
    invites: Papers | None = None
    standing: Standing | None = None
    tones: Mapping[str, str] = field(default_factory=dict)
    example: bool = False
    varied: tuple[str, ...] = ()
    by_name: Mapping[str, Control] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_name = {control.name: control for control in self.controls}
        if own := [name for name in by_name if name.startswith("_")]:
            raise ValueError(f"{self.name}: names that begin with _ are the address's own: {own}")
        for key, words in self.deeds.items():
            if wrong := [word for word in (key, *words) if not _WORD.match(word)]:
                raise ValueError(f"{self.name}: deeds that no address can name: {wrong}")
        if len(by_name) != len(self.controls):
            raise ValueError(f"{self.name}: two controls share a name")
        object.__setattr__(self, "by_name", by_name)
        for preset in self.presets:
            self.settings(preset.settings)
            if preset.outcome not in self.outcomes:
                raise ValueError(f"{self.name}: {preset.id} promises an unknown outcome")
        if unknown := set(self.show) - set(by_name):
            raise ValueError(f"{self.name}: show names no controls: {sorted(unknown)}")
        for extra in self.extras:
            control = by_name.get(extra.setting)
            if control is None or control.initial not in extra.without:
                raise ValueError(f"{self.name}: the default needs the extra part {extra.part}")

    def defaults(self) -> dict[str, Value]:
        """The settings when nobody has set any."""
        return {control.name: control.initial for control in self.controls}

    def settings(self, given: Mapping[str, object] | None = None) -> dict[str, Value]:
        """Complete what was given with the defaults, each value in its canonical form.

        Raises SettingsError with every unknown name and every value that its control refuses.
        """
        values = self.defaults()
        faults: list[SettingFault] = []
        for name, raw in (given or {}).items():
            control = self.by_name.get(name)
            if control is None:
                hint = nearest(name, self.by_name)
                faults.append(SettingFault(name, f"{name} という設定はありません", hint))
                continue
            try:
                values[name] = control.parse(raw)
            except ControlError as error:
                faults.append(SettingFault(name, error.message, error.hint))
        if faults:
            raise SettingsError(faults)
        return values

    def parts_for(self, settings: Mapping[str, Value]) -> tuple[str, ...]:
        """Name the bundle's parts that a run with these settings needs."""
        extras = (one for one in self.extras if settings[one.setting] not in one.without)
        return tuple(dict.fromkeys((*self.parts, *(extra.part for extra in extras))))

    def run(
        self, given: Mapping[str, object] | None = None, actions: Iterable[Action] = ()
    ) -> Story | Report:
        """Run once with these settings; raises SettingsError, and nothing else on bad input."""
        return self.simulate(self.settings(given), tuple(actions))

    def baked(
        self,
        own: Mapping[str, Value],
        named: Iterable[Mapping[str, Value]] = (),
        show: Container[str] | None = None,
    ) -> list[dict[str, Value]]:
        """List the settings to run at build for a figure whose own settings are `own`.

        First its own, then the article's named runs, then those with other values of what is
        `varied`, then what differs from its own in one discrete control, then the presets; each
        once, at most 64. With `show`, the names of the controls that the figure offers, only what
        a reader can set there.
        """
        offered = self.by_name if show is None else show
        fixed = [name for name in own if name not in offered]
        wanted: list[dict[str, Value]] = [dict(own), *(dict(run) for run in named)]
        for name in self.varied:
            values = self.by_name[name].alternatives()
            filled = [run for run in wanted if run != self.defaults()]
            wanted += [{**run, name: value} for run in filled for value in values]
        for control in self.controls:
            if control.discrete and control.name in offered:
                near = control.beside(own[control.name])
                wanted += [dict(own) | {control.name: value} for value in near]
        presets = [self.settings(preset.settings) for preset in self.presets]
        wanted += [one for one in presets if all(one[name] == own[name] for name in fixed)]
        unique = {key_of(settings): settings for settings in wanted}
        return list(unique.values())[:MAX_BAKED_RUNS]

    def describe(self) -> dict[str, object]:
        """Plain data in the shape of `describe NAME --json`."""
        return {
            "name": self.name,
            "title": self.title,
            "summary": self.summary,
            "controls": [control.describe() for control in self.controls],
            "presets": [
                {
                    "id": preset.id,
                    "label": preset.label,
                    "settings": self.settings(preset.settings),
                    "outcome": preset.outcome,
                }
                for preset in self.presets
            ],
            "outcomes": list(self.outcomes),
        }


def key_of(settings: Mapping[str, Value]) -> str:
    """Name a run by its whole settings; the page builds the same text to find a baked run.

    >>> key_of({"port": "587", "auth": "right"})
    '{"auth":"right","port":"587"}'
    """
    return canonical(dict(settings)).decode("utf-8")


def _sentence(fault: SettingFault) -> str:
    return fault.message + (f"（もしかして: {fault.hint}）" if fault.hint else "")
