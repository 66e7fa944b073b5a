"""Can what was pasted be played again in the model, and as which journey, or look into a box?

Decides: only where the reader of errors is sure, and where the model knows the very same refusal at
the very same hop. Of a pasted header only the topmost Authentication-Results of the server that
received the mail counts (RFC 8601 section 1.6 and 5): that server is named by the topmost Received,
and whatever bears another name anybody may have written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from settings_check.errors import Reading, read_error

__all__ = [
    *("OPENINGS", "RECORDS", "REPLAYS", "Journey", "Opening"),
    *("journey_of", "trusted_results"),
]

type Journey = Mapping[str, str | int | bool]
"""Fields of mail_world's Scenario that differ from a mail that arrives."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A look into a box: what the app speaks, and how it and the company do not agree.

    `takes` and `secret` are kinds of password as mail_world.trial has them: what opens the box, and
    what the app shows; `security` is how the app begins.
    """

    kind: Literal["imap", "pop3"]
    takes: str
    secret: str
    security: Literal["tls", "none"]


REPLAYS: Final[Mapping[tuple[str, str], Journey]] = {
    ("credentials", "wrong-password"): {"auth": "wrong"},
    ("credentials", "app-password"): {"office": "app-password"},
    ("credentials", "oauth-required"): {"office": "oauth-only"},
    ("credentials", "smtp-auth-missing"): {"auth": "none"},
    ("credentials", "sender-address"): {"sender": "not-owned"},
    ("encryption-port", "tls-required"): {"security": "none"},
    ("encryption-port", "port25-blocked"): {"port": 25, "line": "no-25"},
    ("policy-auth", "dmarc"): {"records": "reject"},
    ("quota-size", "mailbox-full"): {"friend": "full"},
    ("rate", "greylist"): {"friend": "greylist"},
    ("rate", "connections"): {"friend": "crowded"},
    ("recipient", "unknown-user"): {"recipient": "unknown"},
    ("recipient", "domain-typo"): {"recipient": "no-domain"},
    ("recipient", "domain-no-mail"): {"recipient": "null-mx"},
    ("network", "loop"): {"friend": "loop"},
}
"""What the reader of errors found → the journey that ends by the same refusal."""
OPENINGS: Final[Mapping[tuple[str, str], tuple[str, str, Literal["tls", "none"]]]] = {
    ("credentials", "wrong-password"): ("everyday", "mail-only", "tls"),
    ("credentials", "app-password"): ("made-for-apps", "everyday", "tls"),
    ("credentials", "oauth-required"): ("token", "everyday", "tls"),
    ("encryption-port", "tls-required"): ("everyday", "everyday", "none"),
}
"""The same, where IMAP or POP says it → what the model's company takes, what the app shows, and how
it begins."""
_AT_THE_COUNTER: Final = frozenset({"credentials", "encryption-port"})
"""What an app's own server refuses: it has to be SMTP that speaks, for POP and IMAP don't send."""
_SMTP: Final = re.compile(r"(?<![\d.])5[35]\d[ -]")
_SENT_AWAY: Final = re.compile(r"(?<![\d.])421[ -]")
"""IMAP counts connections, too, but hangs up with other words."""
_POP3: Final = re.compile(r"(?<![A-Za-z])-ERR\b")
_IMAP: Final = re.compile(
    r"^[ \t]*(?:\S{1,20}[ \t]+)?(?:NO|BAD|BYE)[ \t]|\[(?:ALERT|UNAVAILABLE|AUTHENTICATIONFAILED"
    r"|AUTHORIZATIONFAILED|EXPIRED|PRIVACYREQUIRED|CONTACTADMIN|NOPERM|INUSE|LIMIT|OVERQUOTA"
    r"|SERVERBUG|CLIENTBUG|CANNOT|CORRUPTION)\]",
    re.M,
)
"""How it says no: a tag and a word, or a code in brackets (RFC 9051 section 7.1; RFC 5530)."""
_REPLY: Final = re.compile(r"(?<![\d.])[45]\d\d[ -]")
_EXPIRED: Final = re.compile(r"\[EXPIRED\]|\bpassword\b.{0,20}\bexpired\b", re.I)
"""A password that was right once: no scene has that."""
_LATER: Final = re.compile(r"(?<![\d.])452[ -]|(?<!\d)4\.2\.2(?!\d)")
_RELAY: Final = re.compile(r"relay(?:ing)?\b.{0,20}\b(?:denied|not permitted|prohibited)", re.I)

RECORDS: Final[Mapping[tuple[str, str, str], str]] = {
    ("pass", "pass", "pass"): "right",
    ("none", "pass", "pass"): "no-spf",
    ("pass", "fail", "pass"): "broken-seal",
    ("fail", "none", "fail"): "wrong-spf",
    ("none", "none", "none"): "nothing",
}
"""SPF, DKIM and DMARC as the receiving server found them → what the model's domain published."""
METHODS: Final = ("spf", "dkim", "dmarc")
HEAD: Final = 50_000
_FIELD: Final = re.compile(r"^([A-Za-z][A-Za-z0-9-]{0,60}):((?:.*)(?:\r?\n[ \t].*)*)", re.M)
_BY: Final = re.compile(r"\bby\s+([A-Za-z0-9.-]{1,253})")
_COMMENT: Final = re.compile(r"\([^()]*\)")
_RESULT: Final = re.compile(r"(?:^|;)\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.I)
_SECOND_LEVEL: Final = frozenset(
    ["ac", "ad", "co", "com", "ed", "go", "gr", "lg", "ne", "net", "or"]
)


def journey_of(text: str) -> Journey | Opening | str:
    """What plays what was pasted again, or why nothing does, as a sentence."""
    if "authentication-results:" in text[:HEAD].lower():
        return _checks(text)
    reading = read_error(text)
    sure, found = reading.confidence == "high", (reading.kind, reading.sub)
    box = _box(text)
    known = (OPENINGS if box else REPLAYS).keys()
    if sure and (found not in known or _EXPIRED.search(text)):
        return "何が起きたかは読みとれましたが、その場面は模型にありません。"
    if not sure or not (box or _clear(reading, text)):
        return "どこで何が起きたかが、模型で見せられるほどはっきりしません。"
    if box:
        return Opening(box, *OPENINGS[found])
    if reading.kind == "credentials" and _RELAY.search(text):
        return {"port": 25}
    if reading.sub == "mailbox-full" and _LATER.search(text):
        return {"friend": "full-for-now"}
    return REPLAYS[found]


def _box(text: str) -> Literal["imap", "pop3"] | None:
    """What the server of a box spoke, if it was one: nothing of SMTP is there, then."""
    if _REPLY.search(text):
        return None
    return "pop3" if _POP3.search(text) else "imap" if _IMAP.search(text) else None


def _clear(reading: Reading, text: str) -> bool:
    """Whether it is clear that SMTP spoke, where something else might have."""
    if reading.sub == "connections":
        return _SENT_AWAY.search(text) is not None
    if reading.kind not in _AT_THE_COUNTER or reading.sub == "port25-blocked":
        return True
    return _SMTP.search(text) is not None


def _checks(text: str) -> Journey | str:
    found = trusted_results(text)
    if isinstance(found, str):
        return found
    records = RECORDS.get((found["spf"], found["dkim"], found["dmarc"]))
    if records is None:
        return "この結果の組み合わせは、模型にありません。"
    return {"records": records}


def trusted_results(text: str) -> dict[str, str] | str:
    """What the receiving server found, by method; or why nobody can say, as a sentence.

    >>> head = "Received: by mx.example.jp\\nAuthentication-Results: {}; "
    >>> head += "spf=pass; dkim=none; dmarc=pass"
    >>> trusted_results(head.format("mx.example.jp"))
    {'spf': 'pass', 'dkim': 'none', 'dmarc': 'pass'}
    >>> str(trusted_results(head.format("mx.example.com")))[:20]
    '受けとった局（mx.example.jp'
    """
    fields = [(one[1].lower(), one[2]) for one in _FIELD.finditer(text[:HEAD])]
    received = next((value for name, value in fields if name == "received"), "")
    by = _BY.search(received)
    if by is None:
        return "いちばん上の Received もいっしょに貼ると、受けとった局の結果かどうかがわかります。"
    server = by[1].lower().rstrip(".")
    for name, value in fields:
        if name != "authentication-results":
            continue
        plain = _without_comments(re.sub(r"\s+", " ", value))
        owner, _, rest = plain.partition(";")
        if _same_house(server, owner.split()[0].lower() if owner.split() else ""):
            found: dict[str, str] = {}
            for one in _RESULT.finditer(";" + rest):
                found.setdefault(one[1].lower(), one[2].lower())
            if set(found) == set(METHODS):
                return found
            return "SPF・DKIM・DMARCの三つがそろっていないので、模型では見せられません。"
    return (
        f"受けとった局（{server[:60]}）の Authentication-Results が見あたりません。"
        "ほかの名のものは、だれでも書けます。"
    )


def _without_comments(value: str) -> str:
    """A field's value without what stands in parentheses, however deep (RFC 5322 section 3.2.2)."""
    before = ""
    while value != before:
        before, value = value, _COMMENT.sub(" ", value)
    return value


def _same_house(server: str, owner: str) -> bool:
    """Is this the server's own name, or another name of the same organisation?"""
    return bool(owner) and (server == owner or _house(server) == _house(owner) != "")


def _house(name: str) -> str:
    labels = name.split(".")
    own = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-own:]) if len(labels) >= own else ""
