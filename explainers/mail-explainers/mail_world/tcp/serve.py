"""`python -m mail_world serve`: one provider with all its servers, until SIGINT or SIGTERM.

Decides who is there (two people of example.test, who can write to one another) and what is said
when all are ready: one line of JSON, for scripts and people to read ports and passwords from. All
clients are on this machine, and may sign in to IMAP and POP3 without TLS, as Dovecot lets them; the
world in memory is strict.
"""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from mail_world.imap import FOLDERS, IMAPServer
from mail_world.places import Host, Person
from mail_world.pop3.server import POP3Server
from mail_world.provider import Provider
from mail_world.record import OFFICE
from mail_world.tcp import certificate
from mail_world.tcp.ground import HOST, LoopbackGround, Silent

DOMAIN: Final = "example.test"
PEOPLE: Final = (
    Person("はな", f"hana@{DOMAIN}", "yuuyake-1122"),
    Person("かぜ", f"kaze@{DOMAIN}", "asagiri-0311"),
)
QUOTA: Final = 50 * 1024 * 1024
"""Bytes that each box has room for."""
SERVICES: Final[Mapping[str, int]] = {
    "submission": 587,
    "submissions": 465,
    "smtp": 25,
    "imap": 143,
    "imaps": 993,
    "pop3": 110,
    "pop3s": 995,
}
"""The options' names, and the ports that these services have in the world."""


def serve(ports: Mapping[str, int]) -> None:
    """Serve until told to stop; `ports`: service → port, 0 for a free one. Raises ServeError."""
    logging.getLogger("mail.log").disabled = True
    with tempfile.TemporaryDirectory(prefix="mail-world-") as folder:
        asyncio.run(_serve(ports, Path(folder, "ca.pem")))


async def _serve(ports: Mapping[str, int], ca_file: Path) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    ground = LoopbackGround({SERVICES[name]: port for name, port in ports.items()})
    provider = _stand(ground, ca_file)
    opened = await ground.open()
    print(_ready({name: opened[port] for name, port in SERVICES.items()}, ca_file), flush=True)  # noqa: T201
    await stop.wait()
    ground.close()
    provider.shut_down()
    await asyncio.sleep(0)


def _stand(ground: LoopbackGround, ca_file: Path) -> Provider:
    """Put a provider's servers onto the ground."""
    host = Host(certificate.NAME, HOST, OFFICE)
    tls = certificate.make(ca_file)
    provider = Provider(
        ground, Silent(), DOMAIN, host, list(PEOPLE), tls=tls, quota=QUOTA, folders=FOLDERS
    )
    provider.serve_smtp()
    for plain, sealed, server in (("imap", "imaps", IMAPServer), ("pop3", "pop3s", POP3Server)):
        make = partial(server, provider.accounts, sessions=provider.sessions)
        ground.listen(HOST, SERVICES[plain], partial(make, tls, trusts_loopback=True))
        ground.listen(HOST, SERVICES[sealed], make, tls)
    return provider


def _ready(ports: Mapping[str, int], ca_file: Path) -> str:
    users = [{"address": p.address, "user": p.address, "password": p.password} for p in PEOPLE]
    return json.dumps(
        {
            "ready": True,
            "host": HOST,
            "ports": ports,
            "tls": {"ca": str(ca_file), "name": certificate.NAME},
            "domain": DOMAIN,
            "users": users,
        }
    )
