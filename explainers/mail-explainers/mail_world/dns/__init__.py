"""A small DNS: zones of records, and a resolver whose questions can be heard.

`Zone` is plain data, `Resolver` answers from it on the virtual clock. Zones can be written as
master files too: `mail_world.dns.zone_file` reads them, and is loaded only when somebody does.
"""

from mail_world.dns.resolver import (
    MAX_CHAIN,
    Answer,
    Fault,
    LookupFailed,
    NoData,
    NoName,
    Notify,
    NullMX,
    Resolver,
    ServerFailure,
    Status,
    TimedOut,
    Zone,
)

__all__ = [
    "MAX_CHAIN",
    "Answer",
    "Fault",
    "LookupFailed",
    "NoData",
    "NoName",
    "Notify",
    "NullMX",
    "Resolver",
    "ServerFailure",
    "Status",
    "TimedOut",
    "Zone",
]
