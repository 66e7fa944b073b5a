"""HTML and SVG as data, so that text from outside can't become markup.

An `Element` is a tag, its attributes and its children; text is escaped when it is written out,
never before, and there is no way to write a string unescaped except `trusted`, which is for markup
that we made ourselves. Names of tags and attributes are checked, since those are not escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

__all__ = ["Attribute", "Child", "Element", "el", "text_of", "trusted"]

type Attribute = str | int | bool | None
type Child = Element | str | Iterable["Child"]

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:_.-]*\Z")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
# What HTML and XML both refuse, even escaped: controls other than tab and line feed, and the
# two non-characters (XML 1.0 section 2.2).
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a tree of markup; `str()` writes it out, escaped.

    >>> str(el("a", {"href": "?a=1&b=2", "hidden": False}, "5 < 6"))
    '<a href="?a=1&amp;b=2">5 &lt; 6</a>'
    """

    tag: str
    attributes: tuple[tuple[str, str | bool], ...] = ()
    children: tuple[Element | str, ...] = ()
    raw: str = field(default="", repr=False)

    def __str__(self) -> str:
        parts: list[str] = []
        self._write(parts)
        return "".join(parts)

    def _write(self, parts: list[str]) -> None:
        if not self.tag:
            parts.append(self.raw)
            for child in self.children:
                _write_child(child, parts)
            return
        parts.append(f"<{self.tag}")
        for name, value in self.attributes:
            parts.append(f" {name}" if value is True else f' {name}="{_clean(str(value))}"')
        parts.append(">")
        if self.tag in _VOID:
            return
        for child in self.children:
            _write_child(child, parts)
        parts.append(f"</{self.tag}>")


def el(tag: str, attributes: Mapping[str, Attribute] | None = None, *children: Child) -> Element:
    """Make an element; an empty tag makes a fragment, which writes its children alone.

    An attribute of `True` is written bare, one of `None` or `False` is left out. Children may be
    elements, strings, or iterables of these.

    Raises ValueError for a tag or an attribute whose name is not a name.
    """
    if tag and not _NAME.match(tag):
        raise ValueError(f"not the name of an element: {tag!r}")
    kept: list[tuple[str, str | bool]] = []
    for name, value in (attributes or {}).items():
        if not _NAME.match(name):
            raise ValueError(f"not the name of an attribute: {name!r}")
        if value is None or value is False:
            continue
        kept.append((name, True if value is True else str(value)))
    return Element(tag, tuple(kept), tuple(_flat(children)))


def trusted(markup: str) -> Element:
    """Take markup as it stands: only for what this project itself has written or rendered."""
    return Element("", raw=markup)


def text_of(child: Child) -> str:
    """Give the text that a reader would read, without the markup.

    >>> text_of(el("p", {}, "SMTP は", el("b", {}, "送る"), "しくみ"))
    'SMTP は送るしくみ'
    """
    if isinstance(child, str):
        return child
    if isinstance(child, Element):
        return "".join(text_of(part) for part in child.children)
    return "".join(text_of(part) for part in child)


def _flat(children: Iterable[Child]) -> Iterable[Element | str]:
    for child in children:
        if isinstance(child, (Element, str)):
            yield child
        else:
            yield from _flat(child)


def _write_child(child: Element | str, parts: list[str]) -> None:
    if isinstance(child, str):
        parts.append(_clean(child))
    else:
        child._write(parts)


def _clean(text: str) -> str:
    return escape(_UNWRITABLE.sub("\ufffd", text), quote=True)
