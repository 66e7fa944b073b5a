"""From the table of providers to the model of one company, and from the form to an app's screen.

Decides: under the name that the reader typed stand the windows that some row of the table has
there, and under any other name nobody. Only the reader's own company has a box for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, cast

from mail_world.scenario import Security
from mail_world.trial import Company, Screen, Window
from mail_world.trial.company import ANYBODY, Kind, Secret

from settings_check import providers
from settings_check.credentials import right_user
from settings_check.providers import Provider, Server
from settings_check.ready import Ready
from settings_check.server_name import server_of

__all__ = ["company_of", "screen_of"]

SECRETS: Final[Mapping[str, Secret | Literal["none", "other"]]] = {
    "password": "everyday",
    "app-password": "made-for-apps",
    "imap-password": "mail-only",
    "oauth2": "token",
    "none": "none",
    "bridge-password": "other",
    "encrypted-password": "hashed",
    "ntlm": "other",
}
SECURITIES: Final[Mapping[str, Security]] = {
    "SSL/TLS": "tls",
    "STARTTLS": "starttls",
    "none": "none",
    "maybe": "if-offered",
}
ELSEWHERE: Final = "server.model.invalid"
"""The name in a certificate that is not made out for the reader's own domain (RFC 2606)."""


def screen_of(ready: Ready) -> Screen:
    """What the app's screen for this side says."""
    way = ready.way
    assert way.number is not None
    return Screen(
        kind=cast(Kind, way.kind),
        host=ready.host,
        port=way.number,
        security=SECURITIES[way.security],
        user=ready.user,
        secret=SECRETS[way.auth],
    )


def company_of(ready: Ready) -> Company:
    """The company as it is met under the name that the reader typed."""
    case, way, row = ready.case, ready.way, ready.row
    own = _own(ready)
    servers = own or tuple(_others(way.host.value, row))
    if way.host.changed:  # what was typed is no name that anybody has
        servers = ()
    takes = (SECRETS[kind] for kind in row.auth)
    users = tuple(name.lower() for name in right_user(case, way))
    strangers = (case.email.value.lower(),) if row.username == "own-id" else ()
    if way.user.changed:
        strangers = (*strangers, ready.user.lower())
    foreign = any(
        one.rule.id == "R26" and one.hit.field == way.field("host") for one in ready.found
    )
    return Company(
        host=ready.host,
        windows=tuple(dict.fromkeys(_window(server) for server in servers)),
        certified=(ELSEWHERE if foreign else ready.host.lower(),),
        address=case.email.value,
        users=(users or (ANYBODY,)) if own else (),
        takes=tuple(one for one in takes if one != "none" and one != "other"),
        strangers=strangers,
        oauthbearer=cast(tuple[Kind, ...], row.oauthbearer),
        cram_md5=cast(tuple[Kind, ...], row.cram_md5),
    )


def _window(server: Server) -> Window:
    how: Literal["tls", "starttls"] = "tls" if server.security == "SSL/TLS" else "starttls"
    return Window(cast(Kind, server.kind), server.port, how)


def _own(ready: Ready) -> tuple[Server, ...]:
    """The reader's company's servers under this name, of every kind."""
    row, case, host = ready.row, ready.case, ready.way.host.value
    named = tuple(server for server in row.servers if server.matches(host, case.domain))
    if named:
        return named
    if row.hosting and case.domain and (host + ".").endswith(case.domain + "."):
        return row.servers  # a name of the customer's own leads to the very same machine
    return server_of(ready.way, case)


def _others(host: str, row: Provider) -> Iterator[Server]:
    """What another company of the table has under this name."""
    for other in providers.load():
        if other.id != row.id:
            yield from (server for server in other.servers if server.matches(host, ""))
