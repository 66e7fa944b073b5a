"""AUTH (RFC 4954) by mechanisms that aiosmtpd does not have: those of sasl.py."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Sequence

from aiosmtpd.smtp import SMTP

from mail_world.sasl import Exchange


class Answered(Exception):  # noqa: N818  no fault: there is nothing left to say
    """The client broke off, or said what is no answer, and has its reply."""


async def hold[T](server: SMTP, exchange: Exchange[T], initial: Sequence[str]) -> T | None:
    """Go through a mechanism and return who is let in, None if nobody.

    `initial`: the first answer if it came with the command (RFC 4954 section 4). Raises Answered.
    """
    challenge = next(exchange)
    if initial and challenge:
        await server.push("501 5.7.0 Error: this mechanism is begun by the server")
        raise Answered
    try:
        answer = _decoded(initial[0]) if initial else await _ask(server, challenge)
        while True:
            answer = await _ask(server, exchange.send(answer))
    except StopIteration as end:
        found: T | None = end.value
        return found
    except ValueError as error:
        await server.push("501 5.5.2 Error: not an answer of this mechanism")
        raise Answered from error


async def _ask(server: SMTP, challenge: bytes) -> bytes:
    answer = await server.challenge_auth(challenge)
    if not isinstance(answer, bytes):
        raise Answered
    return answer


def _decoded(text: str) -> bytes:
    """Return an initial answer; "=" is an empty one. Raises ValueError if it is no base64."""
    try:
        return b"" if text == "=" else b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
