"""What only looks like a block, or is one that lacks something, by its line.

Markdown shows an opener that it does not know as text, and lets one that is never closed swallow
the rest of the letter: both are seen late. One walk over the source finds them all. Fenced code is
not looked into (as explainer_embed reads fences); explainer blocks are their own plugin's affair,
all but their fence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from explainer_embed.blocks import CODE_SPAN, end_of_fence

from .kinds import KINDS

__all__ = ["BlockFault", "check"]

OTHERS = ("explainer",)
"""Blocks of other plugins, which say for themselves what is wrong with one."""

_MARK = re.compile(
    r"(?P<indent>\s*)(?P<mark>/{3,})[ ]*(?P<name>[^\s|]*)[ ]*(?P<bar>\|?)(?P<title>.*)$"
)
_CLOSER = re.compile(r"/{3,}\s*$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_RUBY = re.compile(r"\{([^{}|\n]*)\|([^{}\n]*)\}")
_OPEN_RUBY = re.compile(r"\{[^{}|\n]{1,40}\|[^{}\n]{0,80}$")
PHOTOS = range(2, 7)


@dataclass(frozen=True)
class BlockFault:
    """Something wrong at a line (from 0)."""

    line: int
    message: str
    hint: str | None = None


@dataclass
class _Open:
    line: int
    mark: str
    name: str
    body: list[str]


def check(lines: Sequence[str], speakers: Sequence[str] = ()) -> list[BlockFault]:
    """Read the lines of one article; faults in the order of their lines."""
    return sorted(_walk(lines, speakers), key=lambda fault: fault.line)


def _walk(lines: Sequence[str], speakers: Sequence[str]) -> Iterator[BlockFault]:
    stack: list[_Open] = []
    code_until = -1
    for number, line in enumerate(lines):
        if number > code_until:
            code_until = end_of_fence(lines, number) or code_until
        if number <= code_until:
            for block in stack:
                block.body.append(line)
            continue
        if _CLOSER.match(line) and stack:
            yield from _close(stack, line.strip(), number)
            continue
        opener = _MARK.match(unicodedata.normalize("NFKC", line))
        if opener and (opener["bar"] or opener["name"]):
            fault, name = _read(line, opener, number)
            if fault:
                yield fault
            elif name:
                yield from _titled(name, opener["title"].strip(), speakers, number)
                stack.append(_Open(number, opener["mark"], name, []))
            continue
        for block in stack:
            block.body.append(line)
        yield from _ruby(line, number)
    for block in stack:
        yield _unclosed(block)


def _read(line: str, opener: re.Match[str], number: int) -> tuple[BlockFault | None, str]:
    """Say what an opener opens, or why it opens nothing; neither for other plugins' near misses."""
    name = opener["name"]
    known = (*KINDS, *OTHERS)
    if name not in known:
        near = get_close_matches(name.casefold(), known, n=1, cutoff=0.6)
        if near and near[0] in OTHERS:
            return None, ""
        message = f"{name[:40] or '（名前なし）'} という囲みはありません"
        if near:
            return BlockFault(number, message, f"/// {near[0]}"), ""
        return BlockFault(number, f"{message}。使えるのは {'・'.join(KINDS)} です"), ""
    if name in OTHERS:
        return None, "" if line != line.lstrip() or not line.startswith("///") else name
    if not re.match(rf"\s*/{{3,}}[ ]*{name}(?![^\s|｜])", line):
        message = "囲みのはじまりに全角の文字が使われています。半角で書きます"
        return BlockFault(number, message, f"/// {name}"), ""
    if opener["indent"]:
        message = "囲みのはじまりが字下げされています。行の先頭から書きます"
        return BlockFault(number, message, f"/// {name}"), ""
    bar = re.match(r"/{3,}[ ]*[^\s|]+[ ]*(\||$)", line)
    if bar is None:
        message = f"{name} のあとは、半角の | で区切ります"
        return BlockFault(number, message, f"/// {name} | …"), ""
    return None, name


def _titled(name: str, title: str, speakers: Sequence[str], line: int) -> Iterator[BlockFault]:
    kind = KINDS.get(name)
    if kind and kind.needs_title and not title:
        message = f"{kind.called}には、| のあとに{kind.needs_title}を書きます"
        yield BlockFault(line, message, f"/// {name} | …")
    near = get_close_matches(title, speakers, n=1, cutoff=0.7) if name == "talk" else []
    if near and near[0] != title:
        yield BlockFault(line, f"吹き出しの {title} は、いつもの名前と少し違います", near[0])


def _close(stack: list[_Open], mark: str, number: int) -> Iterator[BlockFault]:
    """Close the innermost block that this mark fits; those inside of it were never closed."""
    fitting = [block for block in stack if block.mark == mark]
    if not fitting:
        block = stack.pop()
        message = f"囲みの終わりは、はじまりと同じ {block.mark} にします"
        yield BlockFault(number, message)
        return
    while stack[-1] is not fitting[-1]:
        yield _unclosed(stack.pop())
    yield from _body(stack.pop())


def _unclosed(block: _Open) -> BlockFault:
    called = KINDS[block.name].called if block.name in KINDS else "ブロック"
    message = f"{called}が閉じていません。終わりに {block.mark} だけの行を書きます"
    return BlockFault(block.line, message)


def _body(block: _Open) -> Iterator[BlockFault]:
    kind = KINDS.get(block.name)
    text = "\n".join(line for line in block.body if line.strip())
    if kind is None:
        return
    if kind.needs_body and not text:
        yield BlockFault(block.line, f"{kind.called}の中身がありません")
    elif block.name == "photos":
        count = len(_IMAGE.findall(text))
        if _IMAGE.sub("", text).strip():
            message = "写真の並びの中には、写真（![説明](ファイル)）だけを書きます"
            yield BlockFault(block.line, message)
        elif count not in PHOTOS:
            message = (
                f"写真の並びは {PHOTOS[0]} 枚から {PHOTOS[-1]} 枚までです（いまは {count} 枚）"
            )
            yield BlockFault(block.line, message)
    elif block.name == "compare" and not re.search(r"^\|?\s*:?-+.*\|", text, re.MULTILINE):
        yield BlockFault(block.line, "比べる表の中に、表がありません")


def _ruby(line: str, number: int) -> Iterator[BlockFault]:
    if "{" not in line:
        return
    bare = CODE_SPAN.sub(lambda code: " " * len(code[0]), line)
    for match in _RUBY.finditer(bare):
        word, readings = match[1], match[2].split("|")
        written = match[0]
        if not word.strip() or not all(reading.strip() for reading in readings):
            message = f"ルビ {written} に、言葉か読みがありません"
            yield BlockFault(number, message, "{紅葉|もみじ}")
        elif len(readings) > 1 and len(readings) != len(word):
            message = (
                f"ルビ {written} の読みが {len(readings)} つあります。"
                f"読みはひとつか、字の数（{len(word)}）だけ書きます"
            )
            yield BlockFault(number, message)
    if _OPEN_RUBY.search(_RUBY.sub("", bare)):
        message = "ルビが閉じていません。終わりに } を書きます"
        yield BlockFault(number, message, "{紅葉|もみじ}")
