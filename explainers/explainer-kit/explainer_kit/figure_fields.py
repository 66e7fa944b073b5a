"""A field for each kind of control: its label, its entry, its help, and room for a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from explainer_kit.controls import Choice, Control, Number, Option, Text, Toggle, Value
from explainer_kit.dates import Date
from explainer_kit.markup import Element, el

__all__ = ["field"]

TOLD_LIMIT = 400
"""A limit that nobody meets while typing need not be told."""


def field(control: Control, value: Value, ident: str, more: str = "") -> Element:
    """Draw a control with its value; `ident` is the id of its entry, `more` ends its help."""
    if more:
        assert isinstance(control, Choice | Toggle | Number | Text | Date)
        control = replace(control, help=f"{control.help}{more}")
    return _FIELDS[type(control)](control, value, ident)


def _choice(control: Control, value: Value, ident: str) -> Element:
    assert isinstance(control, Choice)
    helps = [option for option in control.options if option.help]
    notes = [el("p", {}, control.help)] if control.help else []
    if helps:
        notes.append(el("div", {"class": "px-options"}, (_option(one, value) for one in helps)))
    options = (
        el("option", {"value": option.value, "selected": option.value == value}, option.label)
        for option in control.options
    )
    return _field(
        control, ident, el("select", {**_names(control, ident, bool(notes))}, options), notes
    )


def _option(option: Option, value: Value) -> Element:
    """What one choice means: all are there, the player shows the one that is chosen."""
    return el(
        "p",
        {"class": "is-on" if option.value == value else None, "data-for": option.value},
        f"{option.label}：{option.help}",
    )


def _toggle(control: Control, value: Value, ident: str) -> Element:
    assert isinstance(control, Toggle)
    box = el(
        "input",
        {
            "type": "checkbox",
            "role": "switch",
            "checked": bool(value),
            **_names(control, ident, bool(control.help)),
        },
    )
    return _field(control, ident, box, [el("p", {}, control.help)] if control.help else [])


def _number(control: Control, value: Value, ident: str) -> Element:
    assert isinstance(control, Number)
    note = f"{control.minimum}〜{control.maximum}{control.unit}"
    entry = el(
        "input",
        {
            "type": "number",
            "inputmode": "numeric",
            "min": control.minimum,
            "max": control.maximum,
            "step": control.step,
            "value": int(value),
            **_names(control, ident, True),
        },
    )
    return _field(
        control, ident, entry, [el("p", {}, f"{control.help}（{note}）" if control.help else note)]
    )


def _date(control: Control, value: Value, ident: str) -> Element:
    assert isinstance(control, Date)
    note = f"{_day_words(control.minimum)}〜{_day_words(control.maximum)}"
    entry = el(
        "input",
        {
            "type": "date",
            "min": control.minimum,
            "max": control.maximum,
            "value": str(value),
            **_names(control, ident, True),
        },
    )
    notes = [el("p", {}, f"{control.help}（{note}）" if control.help else note)]
    return _field(
        control, ident, entry, [*notes, el("p", {}, "この日づけは、この端末の外へ出ません")]
    )


def _day_words(text: str) -> str:
    year, month, day = map(int, text.split("-"))
    return f"{year}年{month}月{day}日"


def _text(control: Control, value: Value, ident: str) -> Element:
    assert isinstance(control, Text)
    names = _names(control, ident, True) | {"maxlength": control.max_length}
    entry = (
        el("textarea", {"rows": 3, **names}, str(value))
        if control.multiline
        else el("input", {"type": "text", "enterkeyhint": "done", "value": str(value), **names})
    )
    notes = [el("p", {}, control.help)] if control.help else []
    return _field(
        control,
        ident,
        entry,
        [*notes, el("p", {}, "書いたことばは、この端末の外へ出ません")],
        limit=f"（{control.max_length}文字まで）" if control.max_length <= TOLD_LIMIT else "",
    )


_FIELDS: Mapping[type[Control], Callable[[Control, Value, str], Element]] = {
    Choice: _choice,
    Toggle: _toggle,
    Number: _number,
    Date: _date,
    Text: _text,
}


def _field(
    control: Control, ident: str, entry: Element, notes: Sequence[Element], limit: str = ""
) -> Element:
    return el(
        "div",
        {
            "class": f"px-control px-{control.kind}",
            "data-control": control.name,
            "data-kind": control.kind,
        },
        el(
            "label",
            {"for": ident},
            el("span", {}, control.label, el("small", {}, limit) if limit else ()),
        ),
        entry,
        el("div", {"class": "px-help", "id": f"{ident}-help"}, notes) if notes else (),
        # What a report finds about this field; the player writes it here, as text.
        el("p", {"class": "px-found", "id": f"{ident}-found"}),
    )


def _names(control: Control, ident: str, helped: bool) -> dict[str, str | int | bool | None]:
    return {
        "id": ident,
        "name": control.name,
        "aria-describedby": f"{ident}-help" if helped else None,
    }
