"""What readers fetch of our style sheets and modules: the same rules and code, without comments.

The sources are written to be read, and a third of the player's bytes are its explanations. Scripts
go through rjsmin, which knows strings, templates and regular expressions. Style sheets lose their
comments, and the blanks around braces, semicolons and commas and after a property's colon, outside
of strings: rcssmin 1.3 also drops the blank before `:is(` inside of nested rules, which makes
another selector of it.
"""

from __future__ import annotations

import re

import rjsmin

__all__ = ["slim", "slim_style"]

_STRING = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\))"""
_STRING_OR_COMMENT = re.compile(rf"{_STRING}|/\*.*?\*/", re.DOTALL)
_STRINGS = re.compile(_STRING, re.DOTALL)
_BLANKS = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};,]) ?")
_COLON = re.compile(r"(?<=[{};(])([\w-]+): ")


def slim(name: str, data: bytes) -> bytes:
    """Give a file's bytes as readers get them; by the name's ending, others as they are.

    >>> slim("a.css", b"p {  /* why */\\n  color: red;\\n}\\n")
    b'p{color:red}\\n'
    >>> slim("a.mjs", b"// why\\nexport const a = 1;\\n")
    b'export const a=1;\\n'
    """
    if name.endswith(".css"):
        text = slim_style(data.decode())
    elif name.endswith((".mjs", ".js")):
        text = rjsmin.jsmin(data.decode())
    else:
        return data
    return f"{text}\n".encode()


def slim_style(text: str) -> str:
    """Take out of a style sheet what no browser needs.

    >>> slim_style('a  b:hover , c { margin: 0 ,  1px ; }')
    'a b:hover,c{margin:0,1px}'
    >>> slim_style('@media (width: 1px) { /* "why" */ d { content: " /* ; } */ " } }')
    '@media (width:1px){d{content:" /* ; } */ "}}'
    """
    told = _STRING_OR_COMMENT.sub(lambda match: match[1] or " ", text)
    plain, strings = _STRINGS.split(told)[::2], iter(_STRINGS.findall(told))
    rules = _AROUND.sub(r"\1", _BLANKS.sub(" ", "\0".join(plain))).strip()
    rules = _COLON.sub(r"\1:", rules).replace(";}", "}")
    return re.sub("\0", lambda _: next(strings), rules)
