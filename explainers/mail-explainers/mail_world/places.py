"""Who lives where: the hosts, addresses, people and zone of the world, as data.

Names are reserved ones that can belong to nobody (RFC 2606, RFC 6761), addresses are for
documentation (RFC 5737), and the passwords are made up: the world is a stage.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from mail_world.dns import Zone
from mail_world.record import FRIEND, OFFICE, PHONE, REMOTE


class Host(NamedTuple):
    """A machine: its name, its address, and the actor that it belongs to."""

    name: str
    address: str
    actor: str


class Person(NamedTuple):
    """Somebody with a mailbox: the name to show, the address, and the password."""

    name: str
    address: str
    password: str


HANA: Final = Person("はな", "hana@example.jp", "yuuyake-1122")
KAZE: Final = Person("かぜ", "kaze@example.org", "asagiri-0311")
KAZE_BEFORE: Final = Person("かぜ", "kaze@example.jp", "asagiri-0311")
"""The address that Kaze once had at はな's office."""
WRONG_PASSWORD: Final = "yuuyake-1222"
MISTYPED: Final = "kase@example.org"
"""Kaze's address with a slip of one letter: nobody has it."""
NOWHERE: Final = "kaze@exmaple.example"
"""Kaze's address with a slip behind the @: there is no such domain."""
SILENT_DOMAIN: Final = "example.com"
"""A domain that says that it takes no mail (RFC 7505)."""
OTHER_DOMAIN: Final = "example.net"
"""A domain that はな has a name in, and that her office does not send for."""
NOT_HERS: Final = "info@example.jp"
"""An address in her office's domain that belongs to somebody else."""

PHONE_HOST: Final = Host("phone", "203.0.113.11", PHONE)
FRIEND_HOST: Final = Host("friend", "203.0.113.22", FRIEND)
OFFICE_MAIL: Final = Host("mail.example.jp", "192.0.2.25", OFFICE)
OFFICE_IMAP: Final = Host("imap.example.jp", "192.0.2.143", OFFICE)
REMOTE_MX: Final = Host("mx.example.org", "198.51.100.25", REMOTE)
REMOTE_MX2: Final = Host("mx2.example.org", "198.51.100.26", REMOTE)
REMOTE_IMAP: Final = Host("imap.example.org", "198.51.100.143", REMOTE)

HOSTS: Final = (
    PHONE_HOST, FRIEND_HOST, OFFICE_MAIL, OFFICE_IMAP, REMOTE_MX, REMOTE_MX2, REMOTE_IMAP,
)  # fmt: skip
ACTOR_AT: Final = {host.address: host.actor for host in HOSTS}
NAME_AT: Final = {host.address: host.name for host in HOSTS}

ZONE: Final[Zone] = {
    ("example.jp", "MX"): ("10 mail.example.jp",),
    ("mail.example.jp", "A"): (OFFICE_MAIL.address,),
    ("imap.example.jp", "A"): (OFFICE_IMAP.address,),
    ("example.org", "MX"): ("10 mx.example.org",),
    ("mx.example.org", "A"): (REMOTE_MX.address,),
    ("imap.example.org", "A"): (REMOTE_IMAP.address,),
}

SMTP_PORTS: Final = (25, 465, 587)
IMAP_PORTS: Final = (143, 993)
POP3_PORTS: Final = (110, 995)
