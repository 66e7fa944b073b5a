"""The whole journey of one mail, from a tap on 送信 to the friend's screen."""

from __future__ import annotations

from mail_world.record import Record, Scenario


def play(scenario: Scenario) -> Record:
    """Run one scenario to its end and return all that happened."""
    raise NotImplementedError
