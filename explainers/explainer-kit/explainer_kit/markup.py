"""HTML and SVG as data, so that text from outside can't become markup.

An `Element` is a tag, its attributes and its children; text is escaped when it is written out,
never before, and there is no way to write a string unescaped except `trusted`, which is for markup
that we made ourselves. Names of tags and attributes are checked, since those are not escaped.

A figure is some five thousand elements, drawn anew for each run in a reader's phone: so this is
written for speed where it costs nothing else. Names are checked once, text that needs no escaping
is let through as it is, and an element that is written twice is put together once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["Attribute", "Child", "Element", "el", "once", "text_of", "trusted"]

type Attribute = str | int | bool | None
type Child = Element | str | Iterable["Child"]

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:_.-]*\Z")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
# What can't stand in markup as it is: what has a meaning there, and what HTML and XML refuse even
# escaped (controls other than tab and line feed, and non-characters; XML 1.0 section 2.2). The
# standard library's html.escape would do for the first, but importing it costs a phone 9 ms.
_UNCLEAN = re.compile("[&<>\"'\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
_known_names: set[str] = set()


class Element:
    """One element of a tree of markup, never changed once made; `str()` writes it out, escaped.

    >>> str(el("a", {"href": "?a=1&b=2", "hidden": False}, "5 < 6"))
    '<a href="?a=1&amp;b=2">5 &lt; 6</a>'
    """

    __slots__ = ("_written", "attributes", "children", "raw", "tag")

    def __init__(
        self,
        tag: str,
        attributes: tuple[tuple[str, str | bool], ...] = (),
        children: tuple[Element | str, ...] = (),
        raw: str = "",
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children = children
        self.raw = raw
        self._written: str | None = None

    def __str__(self) -> str:
        if self._written is None:
            parts: list[str] = []
            self._write(parts)
            self._written = "".join(parts)
        return self._written

    def __repr__(self) -> str:
        return f"Element({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def _write(self, parts: list[str]) -> None:
        if self._written is not None:
            parts.append(self._written)
            return
        tag = self.tag
        if tag:
            parts.append(f"<{tag}")
            for name, value in self.attributes:
                parts.append(f" {name}" if value is True else f" {name}={_quoted(str(value))}")
            parts.append(">")
            if tag in _VOID:
                return
        else:
            parts.append(self.raw)
        for child in self.children:
            if isinstance(child, str):
                parts.append(_clean(child))
            else:
                child._write(parts)
        if tag:
            parts.append(f"</{tag}>")


def el(tag: str, attributes: Mapping[str, Attribute] | None = None, *children: Child) -> Element:
    """Make an element; an empty tag makes a fragment, which writes its children alone.

    An attribute of `True` is written bare, one of `None` or `False` is left out. Children may be
    elements, strings, or iterables of these.

    Raises ValueError for a tag or an attribute whose name is not a name.
    """
    if tag and tag not in _known_names:
        _check_name(tag, "an element")
    kept: list[tuple[str, str | bool]] = []
    for name, value in (attributes or {}).items():
        if name not in _known_names:
            _check_name(name, "an attribute")
        if value is None or value is False:
            continue
        kept.append((name, True if value is True else str(value)))
    flat: list[Element | str] = []
    _flatten(children, flat)
    return Element(tag, tuple(kept), tuple(flat))


def once(element: Element) -> Element:
    """Write an element out now: wherever it stands from here on, it is not put together again."""
    str(element)
    return element


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


def _check_name(name: str, what: str) -> None:
    if not _NAME.match(name):
        raise ValueError(f"not the name of {what}: {name!r}")
    _known_names.add(name)


def _flatten(children: Iterable[Child], flat: list[Element | str]) -> None:
    for child in children:
        if isinstance(child, (Element, str)):
            flat.append(child)
        else:
            _flatten(child, flat)


def _quoted(value: str) -> str:
    """Quote an attribute; what holds double quotes, as JSON does, is far shorter in single ones."""
    clean = _clean(value)
    if "&quot;" in clean:
        return "'" + clean.replace("&quot;", '"') + "'"
    return f'"{clean}"'


def _clean(text: str) -> str:
    if not _UNCLEAN.search(text):
        return text
    return _UNCLEAN.sub(lambda found: _ESCAPED.get(found[0], "\ufffd"), text)
