"""What an author asks for in a block, held against the explainer: its settings and its options.

Everything that is wrong is collected; nothing is guessed at or left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from explainer_kit import ControlError, Explainer, SettingsError, Toggle, Value, nearest

from .jobs import Fault
from .options import Entry

__all__ = ["Asked", "Run", "understand"]

RESERVED = ("id", "title", "show", "runs", "presets", "predict", "hands", "attrs")
MAX_TITLE = 40
_ID = re.compile(r"[a-z][a-z0-9-]{0,63}\Z")
_CLASS = re.compile(r"[A-Za-z][\w-]*\Z")
_DATA = re.compile(r"data-(?!state|settings|runs|megabytes|lean)[a-z][a-z0-9-]*\Z")


@dataclass(frozen=True)
class Run:
    """A run that the article names."""

    id: str
    label: str
    settings: dict[str, Value]


@dataclass
class Asked:
    """The block, understood; `faults` is empty or says why it can't be used."""

    settings: dict[str, Value]
    show: tuple[str, ...]
    runs: list[Run] = field(default_factory=list)
    predict: dict[str, str] = field(default_factory=dict)
    predict_line: int = 0
    attributes: dict[str, str] = field(default_factory=dict)
    title: str = ""
    bound: bool = False
    faults: list[Fault] = field(default_factory=list)


def understand(explainer: Explainer, entries: Sequence[Entry]) -> Asked:
    """Read all entries of a block; every fault carries its line."""
    asked = Asked(explainer.defaults(), explainer.show)
    own = [entry for entry in entries if entry.key not in RESERVED]
    asked.settings = _settings(explainer, own, asked.faults, reserved=True)
    for entry in entries:
        if entry.key in RESERVED:
            _READERS[entry.key](explainer, entry, asked)
    return asked


def _settings(
    explainer: Explainer,
    entries: Iterable[Entry],
    faults: list[Fault],
    *,
    reserved: bool = False,
    base: Mapping[str, Value] | None = None,
) -> dict[str, Value]:
    """Take one entry at a time, so that each fault has the line of its own key."""
    settings = dict(base) if base is not None else explainer.defaults()
    for entry in entries:
        if not isinstance(entry.value, str):
            if entry.key in explainer.by_name:
                faults.append(Fault(entry.line, f"{entry.key} の値は一つだけ書きます"))
                continue
            value = ""
        else:
            value = entry.value
        try:
            settings[entry.key] = explainer.settings({entry.key: value})[entry.key]
        except SettingsError as error:
            first = error.faults[0]
            hint = first.hint
            if entry.key not in explainer.by_name and reserved:
                hint = nearest(entry.key, (*explainer.by_name, *RESERVED))
            faults.append(Fault(entry.line, first.message, hint))
    return settings


def _read_id(explainer: Explainer, entry: Entry, asked: Asked) -> None:
    if not isinstance(entry.value, str) or not _ID.match(entry.value):
        message = "id は英小文字ではじまる、英小文字・数字・ハイフンの名前にします"
        asked.faults.append(Fault(entry.line, message))


def _read_title(explainer: Explainer, entry: Entry, asked: Asked) -> None:
    if not isinstance(entry.value, str) or not 0 < len(entry.value.strip()) <= MAX_TITLE:
        asked.faults.append(Fault(entry.line, f"title は {MAX_TITLE} 文字までの一行で書きます"))
        return
    asked.title = " ".join(entry.value.split())


def _read_hands(explainer: Explainer, entry: Entry, asked: Asked) -> None:
    if explainer.hands is None:
        message = f"{explainer.name} には、手で動かすところがありません"
        asked.faults.append(Fault(entry.line, message))
        return
    try:
        asked.bound = not Toggle("hands", "", True).parse(entry.value)
    except ControlError as error:
        asked.faults.append(Fault(entry.line, error.message, error.hint))


def _read_show(explainer: Explainer, entry: Entry, asked: Asked) -> None:
    names = [entry.value] if isinstance(entry.value, str) else entry.value
    known: list[str] = []
    for name in names:
        if not isinstance(name, str):
            message = "show には設定の名前を並べます。例: show: [port, security]"
            asked.faults.append(Fault(entry.line, message))
        elif name not in explainer.by_name:
            hint = nearest(name, explainer.by_name)
            message = f"show の {name} という設定はありません"
            asked.faults.append(Fault(entry.line, message, hint))
        elif name in known:
            asked.faults.append(Fault(entry.line, f"show に {name} が二度あります"))
        else:
            known.append(name)
    asked.show = tuple(known)


def _read_runs(explainer: Explainer, entry: Entry, asked: Asked) -> None:
    for run in _mapping(entry, asked, "runs は「名前: {label: …, settings: {…}}」で書きます"):
        if not _ID.match(run.key):
            message = f"runs の名前 {run.key} は英小文字・数字・ハイフンにします"
            asked.faults.append(Fault(run.line, message))
        label, changed = "", False
        settings = dict(asked.settings)
        for part in _mapping(run, asked, f"runs の {run.key} には label と settings を書きます"):
            if part.key == "label" and isinstance(part.value, str):
                label = part.value
            elif part.key == "settings":
                inner = _mapping(part, asked, "settings は「{名前: 値}」で書きます")
                settings = _settings(explainer, inner, asked.faults, base=asked.settings)
                changed = bool(inner)
            else:
                hint = nearest(part.key, ("label", "settings"))
                message = f"runs の中に {part.key} は書けません"
                asked.faults.append(Fault(part.line, message, hint))
        if not label.strip() or not changed:
            message = f"runs の {run.key} には label と settings の両方を書きます"
            asked.faults.append(Fault(run.line, message))
        asked.runs.append(Run(run.key, label, settings))


def _read_presets(explainer: Explainer, entry: Entry, asked: Asked) -> None:
    """The explainer's own named runs, offered as buttons like the article's."""
    presets = {preset.id: preset for preset in explainer.presets}
    names = [entry.value] if isinstance(entry.value, str) else entry.value
    for name in list(presets) if names == ["all"] else names:
        preset = presets.get(name) if isinstance(name, str) else None
        if preset is not None:
            settings = explainer.settings(preset.settings)
            asked.runs.append(Run(preset.id, preset.label, settings))
        elif isinstance(name, str):
            message = f"presets の {name} という例はありません"
            asked.faults.append(Fault(entry.line, message, nearest(name, ("all", *presets))))
        else:
            message = "presets には例の名前を並べます。例: presets: [right, wrong]"
            asked.faults.append(Fault(entry.line, message))


def _read_predict(explainer: Explainer, entry: Entry, asked: Asked) -> None:
    asked.predict_line = entry.line
    for part in _mapping(entry, asked, "predict は「{question: …, step: …}」で書きます"):
        if part.key in ("question", "step") and isinstance(part.value, str):
            asked.predict[part.key] = part.value
        else:
            hint = nearest(part.key, ("question", "step"))
            message = f"predict の中に {part.key} は書けません"
            asked.faults.append(Fault(part.line, message, hint))
    for name in ("question", "step"):
        if not asked.predict.get(name):
            asked.faults.append(Fault(entry.line, f"predict に {name} がありません"))


def _read_attrs(explainer: Explainer, entry: Entry, asked: Asked) -> None:
    for part in _mapping(entry, asked, "attrs は「{class: 名前}」で書きます"):
        value = part.value if isinstance(part.value, str) else ""
        if part.key == "class" and value and all(map(_CLASS.match, value.split())):
            asked.attributes["class"] = value
        elif _DATA.match(part.key) and value:
            asked.attributes[part.key] = value
        else:
            message = f"attrs に書けるのは class と data-… です（{part.key} は使えません）"
            asked.faults.append(Fault(part.line, message))


def _mapping(entry: Entry, asked: Asked, message: str) -> list[Entry]:
    if isinstance(entry.value, list) and entry.value:
        inner = [item for item in entry.value if isinstance(item, Entry)]
        if len(inner) == len(entry.value):
            return inner
    asked.faults.append(Fault(entry.line, message))
    return []


_READERS = {
    "id": _read_id,
    "title": _read_title,
    "show": _read_show,
    "runs": _read_runs,
    "presets": _read_presets,
    "predict": _read_predict,
    "hands": _read_hands,
    "attrs": _read_attrs,
}
