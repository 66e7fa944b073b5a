"""A small mail world in memory: real SMTP and IMAP, a virtual clock, no sockets and no threads.

`play(Scenario(...))` runs a mail app against a provider's servers, the relay between providers,
the recipient's mailbox and the recipient's phone, and returns a `Record` of all that was said.
The same scenario gives the same record, byte for byte, in CPython and in Pyodide.

The world knows nothing of stories, figures or pages: it is a place where protocols run.

The rooms, from the ground up:

- `clock`, `transport`, `network`, `blocking`: time and wires in memory, for asyncio and for
  libraries that block; `determinism`: chance and time are the same in every run.
- `tls_records`, `sealed`: TLS as an eavesdropper sees it, and as its two ends do (a model); `tls`:
  the real thing, with certificates, loaded only when somebody asks for it.
- `dns`, `places`: names (from plain data or master files), and who lives where.
- `provider`, `rules`, `policies`, `relay`, `notice`: what servers decide (aiosmtpd speaks SMTP for
  them); `middle`: what somebody on the way does.
- `imap`, `pop3`: servers of our own for reading, on a transport by `session_server`.
- `letter`, `photo`, `sending`, `reading`: the mail, and the apps on both phones.
- `scenario`, `situation`: what may be asked of a run, and what that means for zones and rules;
  `transcript`, `transcript_pop3`, `recorder`, `record`: what was said, kept as plain data;
  `world` lets it happen.
- `auth`: SPF, DKIM and DMARC; `checks`: a receiving server that goes by them. Both are loaded only
  when somebody asks for it.
- `trial`: one app's settings against a model of one company.
- `tcp`: the same servers over real TCP (`python -m mail_world serve`); no page needs it.
"""

from mail_world.record import (
    ACTORS,
    FRIEND,
    OFFICE,
    PHONE,
    REMOTE,
    Connection,
    Reading,
    Record,
    Reply,
    Sending,
    StoredMail,
    WorldError,
    WorldEvent,
)
from mail_world.scenario import CHOICES, Scenario, ScenarioError
from mail_world.world import play

__all__ = [
    "ACTORS",
    "CHOICES",
    "FRIEND",
    "OFFICE",
    "PHONE",
    "REMOTE",
    "Connection",
    "Reading",
    "Record",
    "Reply",
    "Scenario",
    "ScenarioError",
    "Sending",
    "StoredMail",
    "WorldError",
    "WorldEvent",
    "play",
]
