"""Enhanced status codes for the replies that aiosmtpd words itself (RFC 2034).

Decides: a server that offers ENHANCEDSTATUSCODES puts one into every 2yz, 4yz and 5yz reply but its
greeting and its answers to HELO and EHLO (RFC 2034 section 3). The policies' own replies have
theirs; here are those for the rest, by what they say, else by their reply code. They are Postfix's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

KEYWORD: Final = "ENHANCEDSTATUSCODES"
HAS_ONE: Final = re.compile(r"\d{3}[ -][245]\.\d{1,3}\.\d{1,3} ")
BY_WORDS: Final[Mapping[str, str]] = {
    "220 Ready to start TLS": "2.0.0",
    "221 Bye": "2.0.0",
    "250 OK": "2.0.0",
    "250 Supported commands": "2.0.0",
    "250 Syntax": "2.0.0",
    "252 Cannot VRFY": "2.0.0",
}
"""How replies of success begin; one like none of them is a greeting."""
GREETINGS: Final = ("501 Syntax: EHLO", "501 Syntax: HELO")
"""How replies to HELO and EHLO begin that are refusals."""
BY_CODE: Final[Mapping[str, str]] = {
    "454": "4.7.0",  # no TLS to be had (RFC 3207 section 4)
    "500": "5.5.2",
    "501": "5.5.4",
    "502": "5.5.1",
    "503": "5.5.1",
    "530": "5.7.0",
    "552": "5.3.4",
    "555": "5.5.4",
}


def enhanced(reply: str) -> str:
    """Return a reply with the enhanced status code that it lacks.

    >>> enhanced("503 Error: need RCPT command")
    '503 5.5.1 Error: need RCPT command'
    >>> enhanced("250 2.1.0 Ok"), enhanced("220 mx.example.org ESMTP"), enhanced("334 ")
    ('250 2.1.0 Ok', '220 mx.example.org ESMTP', '334 ')
    """
    if HAS_ONE.match(reply) or reply.startswith(GREETINGS):
        return reply
    status = next((BY_WORDS[begin] for begin in BY_WORDS if reply.startswith(begin)), "")
    status = status or BY_CODE.get(reply[:3], "")
    return f"{reply[:4]}{status} {reply[4:]}" if status else reply
