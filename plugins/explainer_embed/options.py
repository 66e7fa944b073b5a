"""The options of a block: YAML whose values stay text, with the line of each.

YAML on its own turns `no` into False and `20:00` into 1200, and lets the last of two equal keys
win. Here every scalar stays what was typed, each key and value keeps its line, and duplicates are
faults; the control that a value is for decides what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

__all__ = ["Entry", "OptionFault", "Options", "parse_options"]


@dataclass(frozen=True)
class OptionFault:
    """Something wrong in the options, at a line counted from 0 within them."""

    line: int
    message: str
    hint: str | None = None


@dataclass(frozen=True)
class Entry:
    """One `key: value`; the value is text, a list of texts, or entries of its own."""

    key: str
    value: str | list[str] | list[Entry]
    line: int


@dataclass(frozen=True)
class Options:
    """All entries of a block, and the faults that were met on the way."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[OptionFault, ...] = ()


_WIDE_COLON = re.compile(r"(?P<name>\s*[\w-]+)\s*：\s*")


def parse_options(text: str) -> Options:
    """Read the options of one block, already without their indent; nothing is raised."""
    faults: list[OptionFault] = [
        OptionFault(number, "全角の「：」が使われています。半角の「:」と空白で書きます", ": ")
        for number, line in enumerate(text.splitlines())
        if _WIDE_COLON.match(line)
    ]
    # Read on as if it had been a colon: whatever else is wrong belongs in the same report.
    text = "\n".join(_WIDE_COLON.sub(r"\g<name>: ", line) for line in text.splitlines())
    try:
        if any(isinstance(token, (yaml.AliasToken, yaml.AnchorToken)) for token in yaml.scan(text)):
            faults.append(OptionFault(0, "& と * の書き方は使えません"))
            return Options(faults=tuple(faults))
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "YAML として読めません"
        line = min(mark.line, max(len(text.splitlines()) - 1, 0)) if mark else 0
        faults.append(OptionFault(line, f"設定の書き方が YAML として読めません（{what}）"))
        return Options(faults=tuple(faults))
    if node is None:
        return Options(faults=tuple(faults))
    if not isinstance(node, yaml.MappingNode):
        message = "設定は「名前: 値」で書きます。「:」のあとには空白を入れます"
        faults.append(OptionFault(node.start_mark.line, message))
        return Options(faults=tuple(faults))
    entries = tuple(_entries(node, faults))
    return Options(entries, tuple(faults))


def _entries(node: yaml.MappingNode, faults: list[OptionFault]) -> Iterator[Entry]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        line = key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            faults.append(OptionFault(line, "設定の名前は一語で書きます"))
            continue
        key = str(key_node.value)
        if key in seen:
            message = f"{key} が二度書かれています。どちらかを消してください"
            faults.append(OptionFault(line, message))
            continue
        seen.add(key)
        value = _value(key, value_node, faults)
        if value is not None:
            yield Entry(key, value, line)


def _value(
    key: str, node: yaml.Node, faults: list[OptionFault]
) -> str | list[str] | list[Entry] | None:
    match node:
        case yaml.ScalarNode():
            if node.value == "" and node.style is None:
                faults.append(OptionFault(node.start_mark.line, f"{key} の値がありません"))
                return None
            return str(node.value)
        case yaml.SequenceNode():
            texts: list[str] = []
            for item in node.value:
                if isinstance(item, yaml.ScalarNode):
                    texts.append(str(item.value))
                else:
                    message = f"{key} の並びには、名前だけを書きます"
                    faults.append(OptionFault(item.start_mark.line, message))
            return texts
        case yaml.MappingNode():
            return list(_entries(node, faults))
    return None
