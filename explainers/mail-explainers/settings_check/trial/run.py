"""One trial, told: the settings, the model, what came of it, and what the rules say to mend.

And what was pasted, played again: the journey of a mail that meets the same refusal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from explainer_kit.controls import Value
from explainer_kit.story import Story
from mail_story import narrate as narrate_journey
from mail_story.trial import Asked, narrate
from mail_world import Scenario, play
from mail_world.trial import Company, Screen, Window, receive, send
from mail_world.trial.company import Secret

from settings_check.check import NAME
from settings_check.errors import read_error
from settings_check.ready import Ready
from settings_check.replay import Opening
from settings_check.trial.model import company_of, screen_of

__all__ = ["play_again", "try_out"]

HOST: Final = "mail.example.jp"
ADDRESS: Final = "hana@example.jp"
PORTS: Final = {
    ("imap", True): 993,
    ("imap", False): 143,
    ("pop3", True): 995,
    ("pop3", False): 110,
}


def try_out(ready: Ready, settings: Mapping[str, Value]) -> Story:
    """Try one side's settings; `settings` are the whole form's, which the story is told of."""
    screen = screen_of(ready)
    act = send if screen.kind == "smtp" else receive
    asked = Asked(screen.kind, screen.port, ready.row.name, ready.advice)
    return narrate(act(company_of(ready), screen), asked, explainer=NAME, settings=settings)


def play_again(journey: Mapping[str, Any] | Opening, settings: Mapping[str, Value]) -> Story:
    """Play a journey (fields of a Scenario) or a look into a box; `settings` as above."""
    if isinstance(journey, Opening):
        return _open(journey, settings)
    record = play(Scenario(**{"photo": False, **journey}))
    return narrate_journey(record, explainer=NAME, settings=settings)


def _open(opening: Opening, settings: Mapping[str, Value]) -> Story:
    """Look into the box of a company of nobody's, which takes one kind of password."""
    sealed = opening.security == "tls"
    port = PORTS[opening.kind, sealed]
    window = Window(opening.kind, port, "tls" if sealed else "starttls")
    company = Company(HOST, (window,), (HOST,), ADDRESS, (ADDRESS,), (cast(Secret, opening.takes),))
    secret = cast(Secret, opening.secret)
    screen = Screen(opening.kind, HOST, port, opening.security, ADDRESS, secret)
    reading = read_error(str(settings["error"]))

    def advice(looks: Sequence[str]) -> tuple[str, str] | None:
        """What the reader of errors says of what was pasted."""
        return (reading.causes[0].message, reading.first) if reading.kind in looks else None

    asked = Asked(opening.kind, port, "", advice)
    return narrate(receive(company, screen), asked, explainer=NAME, settings=settings)
