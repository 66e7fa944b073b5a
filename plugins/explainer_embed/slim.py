"""What readers fetch of our style sheets and modules: the same rules and code, without comments.

The sources are written to be read, and a third of the player's bytes are its explanations. Scripts
go through rjsmin, which knows strings, templates and regular expressions. Style sheets only lose
comments and margins: rcssmin 1.3 also drops the blank before `:is(` inside of nested rules, which
makes another selector of it.
"""

from __future__ import annotations

import re

import rjsmin

__all__ = ["slim"]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MARGIN = re.compile(r"\s*\n\s*")


def slim(name: str, data: bytes) -> bytes:
    """Give a file's bytes as readers get them; by the name's ending, others as they are.

    >>> slim("a.css", b"p {  /* why */\\n  color: red;\\n}\\n")
    b'p {\\ncolor: red;\\n}\\n'
    >>> slim("a.mjs", b"// why\\nexport const a = 1;\\n")
    b'export const a=1;\\n'
    """
    if name.endswith(".css"):
        text = _MARGIN.sub("\n", _COMMENT.sub("", data.decode())).strip()
    elif name.endswith((".mjs", ".js")):
        text = rjsmin.jsmin(data.decode())
    else:
        return data
    return f"{text}\n".encode()
