"""What an author writes with, beside plain Markdown: `/// name | title` … `///`.

- `kinds`: which blocks there are, and what each asks of its author.
- `boxes`: the blocks as Markdown makes them.
- `check`: what only looks like a block, line by line, before Markdown shows it as text.
- `cards`: link cards, filled in once every article is read.
- `sample`: the page that shows each block, in the preview alone, made from docs/writing.md.

Settings: `SPEAKERS` is the list of who talks on the right hand side (content/speakers.txt),
`BLOCKS_DOC` the file that the page of samples is made from, `BLOCKS_SAVE_AS` where it goes.
"""

from .boxes import BlocksExtension
from .check import check
from .hooks import register
from .kinds import KINDS, Kind

__all__ = ["KINDS", "BlocksExtension", "Kind", "check", "register"]
