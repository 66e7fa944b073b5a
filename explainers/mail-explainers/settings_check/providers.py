"""The providers, from the file that the author edits (providers.toml), as frozen rows.

A row is found by the address's domain, by its id, or by the name of a server. A row is *offered*
(its values are put forward) only if it names a public source and that source's date; it is
*known* if a reader who has the same values may be told so. The rest explain and offer nothing.
"""

from __future__ import annotations

import pkgutil
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

__all__ = [
    "Provider",
    "Server",
    "by_domain",
    "by_host",
    "by_id",
    "fixed_hosts",
    "for_own_domain",
    "load",
    "stale",
]

_SLOTS = {
    "{name}": r"[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?",
    "{number}": r"\d{1,6}",
}
YEAR = 365


@dataclass(frozen=True)
class Server:
    """One right way in: `kind` imap, pop3 or smtp; `host` may hold {name}, {number}, {domain}."""

    kind: str
    host: str
    port: int
    security: str

    def concrete(self, domain: str) -> str | None:
        """The name to type for an address at this domain, or None where only the reader knows."""
        host = self.host.replace("{domain}", domain) if domain else self.host
        return None if "{" in host else host

    def matches(self, host: str, domain: str) -> bool:
        """Is this host the server's, for an address at this domain?"""
        mine = self.host.replace("{domain}", domain) if domain else self.host
        return host == mine or ("{" in mine and _pattern(mine).fullmatch(host) is not None)


@dataclass(frozen=True)
class Provider:
    """One row of the table; the words are explained at the head of providers.toml."""

    id: str
    name: str
    domains: tuple[str, ...] = ()
    match: str = "exact"
    servers: tuple[Server, ...] = ()
    username: str = "as-told"
    username_incoming: str = ""
    password: str = "password"
    auth: tuple[str, ...] = ()
    oauthbearer: tuple[str, ...] = ()
    oauthbearer_urls: tuple[str, ...] = ()
    cram_md5: tuple[str, ...] = ()
    offer: bool = False
    known: bool = False
    hosting: bool = False
    own_domains: bool = False
    unsure: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    dead_hosts: tuple[str, ...] = ()
    old_hosts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    enable_first: str = ""
    note: str = ""
    source_url: str = ""
    source_date: str = ""

    @property
    def hosts_others(self) -> bool:
        """Does it keep the mail of addresses at domains that are its customers' own?"""
        return self.hosting or self.own_domains

    def of(self, kind: str) -> tuple[Server, ...]:
        """The servers of one kind, in the order in which they are to be put forward."""
        return tuple(server for server in self.servers if server.kind == kind)

    def offers(self, kind: str) -> bool:
        """May values of this kind be put forward?"""
        return self.offer and kind not in self.unsure and kind not in self.closed

    def owns(self, domain: str) -> bool:
        """Is this the domain of one of the provider's addresses?"""
        if domain in self.domains:
            return True
        return self.match == "suffix" and any(domain.endswith("." + own) for own in self.domains)


@cache
def _pattern(host: str) -> re.Pattern[str]:
    parts = re.split(r"(\{name\}|\{number\})", host)
    return re.compile("".join(_SLOTS.get(part, re.escape(part)) for part in parts))


def _server(line: str) -> Server:
    kind, host, port, security = line.split()
    return Server(kind, host, int(port), security)


@cache
def load() -> tuple[Provider, ...]:
    """All rows in the file's order; a fault in the file raises (ValueError, TypeError)."""
    raw = pkgutil.get_data(__package__, "providers.toml")
    if raw is None:
        raise FileNotFoundError("settings_check/providers.toml")
    rows: list[Provider] = []
    for given in tomllib.loads(raw.decode("utf-8"))["provider"]:
        row: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in given.items()
        }
        row["servers"] = tuple(_server(line) for line in given.get("servers", []))
        row["source_date"] = str(given.get("source_date", ""))
        rows.append(Provider(**row))
    return tuple(rows)


@cache
def _domains() -> dict[str, Provider]:
    return {domain: provider for provider in load() for domain in provider.domains}


def by_id(word: str) -> Provider | None:
    """The provider with this id or name."""
    folded = word.strip().lower()
    return next((p for p in load() if folded and folded in (p.id.lower(), p.name.lower())), None)


def by_domain(domain: str) -> Provider | None:
    """The provider whose addresses end so."""
    found = _domains().get(domain)
    if found is not None:
        return found
    return next((provider for provider in load() if provider.owns(domain)), None)


def by_host(host: str) -> Provider | None:
    """The provider that has a server of this name (a dead or old name counts too)."""
    return _hosts().get(host) or next(
        (p for p in load() for s in p.servers
         if "{" in s.host and "{domain}" not in s.host and s.matches(host, "")),
        None,
    )  # fmt: skip


@cache
def _hosts() -> dict[str, Provider]:
    table: dict[str, Provider] = {}
    for names in ("live", "gone"):
        for provider in load():
            for host in _names(provider, names):
                table.setdefault(host, provider)
    return table


def _names(provider: Provider, names: str) -> Iterator[str]:
    if names == "gone":
        yield from provider.dead_hosts + provider.old_hosts
        return
    yield from provider.also
    yield from (server.host for server in provider.servers if "{" not in server.host)


@cache
def fixed_hosts() -> tuple[str, ...]:
    """Every right server name that is the same for all customers, each once."""
    names = (name for provider in load() for name in _names(provider, "live"))
    return tuple(dict.fromkeys(name for name in names if not name[0].isdigit()))


def stale(today: date, days: int = YEAR) -> tuple[Provider, ...]:
    """The rows that are put forward although their source is older than a year on this day."""
    return tuple(
        provider
        for provider in load()
        if provider.offer and (today - date.fromisoformat(provider.source_date)).days > days
    )


def for_own_domain(host: str) -> Provider | None:
    """The provider that serves addresses at the customers' own domains under this host."""
    return next(
        (row for row in load() if row.hosts_others
         for server in row.servers
         if "{domain}" not in server.host and server.matches(host, "")),
        None,
    )  # fmt: skip
