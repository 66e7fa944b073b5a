"""Commands about the connection: what there is, who is there, signing in, TLS, IDLE."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Final

from mail_world.imap import words
from mail_world.imap.parser import Atom, BadSyntax, Command, String
from mail_world.imap.store import Refused
from mail_world.imap.view import CONDSTORE, QRESYNC, REV2
from mail_world.sasl import ActsForAnother, Exchange, begin

if TYPE_CHECKING:
    from mail_world.imap.account import Account
    from mail_world.imap.session import Session

KNOWN: Final = {CONDSTORE: CONDSTORE, QRESYNC: QRESYNC, REV2: "IMAP4rev2"}
"""What can be enabled, and how it is spelt."""
MAX_ID: Final = 60
"""Words that ID may bring: 30 pairs (RFC 2971 section 3.3)."""


def capability(session: Session, command: Command) -> str:
    """CAPABILITY (RFC 3501 section 6.1.1)."""
    session.expect(command, 0)
    session.say(f"* CAPABILITY {session.capabilities()}")
    return "CAPABILITY completed"


def noop(session: Session, command: Command) -> str:
    """NOOP and CHECK: nothing, but what others changed is told then (section 6.1.2)."""
    session.expect(command, 0)
    return f"{command.name} completed"


def identify(session: Session, command: Command) -> str:
    """ID (RFC 2971): take note of nothing, and say who we are."""
    (given,) = session.expect(command, 1)
    if isinstance(given, list):
        known = all(isinstance(word, String) or words.atom(word) == "NIL" for word in given)
        if not known or len(given) % 2 or len(given) > MAX_ID:
            raise BadSyntax("ID takes pairs of strings")
    elif words.atom(given) != "NIL":
        raise BadSyntax("ID takes a list or NIL")
    session.say('* ID ("name" "mail_world")')
    return "ID completed"


def logout(session: Session, command: Command) -> None:
    """LOGOUT (section 6.1.3)."""
    session.expect(command, 0)
    session.bye("see you", f"{command.tag} OK LOGOUT completed")


def starttls(session: Session, command: Command) -> None:
    """STARTTLS (section 6.2.1)."""
    session.expect(command, 0)
    if session.start_tls is None or session.sealed:
        raise BadSyntax("TLS is not available, or there already")
    session.say(f"{command.tag} OK Begin TLS negotiation now")
    session.seal()


def login(session: Session, command: Command) -> str:
    """LOGIN (section 6.2.3)."""
    user, password = map(words.text, session.expect(command, 2))
    session.require_privacy()
    return session.enter(session.by_password(user, password))


def authenticate(session: Session, command: Command) -> str | None:
    """AUTHENTICATE by a mechanism that is offered (section 6.2.2), its first answer at once
    (RFC 4959) or when asked for."""
    mechanism, *initial = command.arguments or [Atom("")]
    name = words.text(mechanism).upper()
    if name not in session.mechanisms or len(initial) > 1:
        raise Refused("", "Unsupported authentication mechanism")
    session.require_privacy()
    exchange = begin(name, session)
    challenge = next(exchange)
    if initial and challenge:
        raise BadSyntax(f"{name} is begun by the server")
    if initial:
        answer = words.text(initial[0]).encode()
        return _go_on(session, command, exchange, b"" if answer == b"=" else answer)
    _ask(session, command, exchange, challenge)
    return None


def _ask(session: Session, command: Command, exchange: Exchange[Account], challenge: bytes) -> None:
    session.say("+ ", b64encode(challenge))
    session.wait_for_line(command, lambda line: _go_on(session, command, exchange, line))


def _go_on(
    session: Session, command: Command, exchange: Exchange[Account], answer: bytes
) -> str | None:
    """Give an answer to a mechanism, which may ask for another one."""
    try:
        challenge = exchange.send(b64decode(answer, validate=True))
    except StopIteration as end:
        return session.enter(end.value)
    except ActsForAnother as error:
        raise Refused("AUTHORIZATIONFAILED", "Nobody acts for somebody else here") from error
    except ValueError as error:  # "*", no base64, or nothing that the mechanism knows
        name = words.text(command.arguments[0]).upper()
        raise BadSyntax(f"Cancelled, or not {name}") from error
    _ask(session, command, exchange, challenge)
    return None


def enable(session: Session, command: Command) -> str:
    """ENABLE (RFC 5161): what is not known is passed over."""
    wanted = [words.atom(word) for word in command.arguments]
    if not wanted:
        raise BadSyntax("ENABLE what?")
    new = [word for word in KNOWN if word in wanted and word not in session.enabled]
    session.say(" ".join(["* ENABLED", *(KNOWN[word] for word in new)]))
    if QRESYNC in new or CONDSTORE in new:
        session.enable_condstore()  # QRESYNC brings it (RFC 7162 section 3.2.3)
    session.enabled.update(new)
    return "ENABLE completed"


def idle(session: Session, command: Command) -> None:
    """IDLE (RFC 2177)."""
    session.expect(command, 0)
    session.say("+ idling")
    session.wait_for_line(command, lambda line: _end_idle(session, line))
    session.idle(idling=True)


def _end_idle(session: Session, line: bytes) -> str:
    session.idle(idling=False)
    if line.upper() != b"DONE":
        raise BadSyntax("Expected DONE")
    return "IDLE terminated"
