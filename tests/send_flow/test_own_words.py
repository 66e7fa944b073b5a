"""The reader's own words travel, are seen in the bytes, and stay harmless."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable

import pytest
from explainer_kit.story import Story
from mail_story import draw
from mail_story.scene_roads import SHOWN
from send_flow import explainer


def message_of(story: Story) -> bytes:
    step = next(step for step in story.steps if step.id == "letter")
    return max((event.data or b"" for event in step.events if event.kind == "data"), key=len)


def test_plain_words_are_seen_in_the_bytes_as_they_were_written(run: Callable[..., Story]) -> None:
    message = message_of(run(message="See you on Sunday.", photo=False))

    assert b"See you on Sunday." in message


def test_japanese_words_are_in_the_bytes_of_the_letter(run: Callable[..., Story]) -> None:
    message = message_of(run(message="ゆうやけ", photo=False))
    words = "ゆうやけ".encode()

    assert (
        words in message
        or words in quopri.decodestring(message)
        or any(
            words in base64.b64decode(line + b"=" * (-len(line) % 4))
            for line in message.splitlines()
            if line
            and not line.strip(b"=").translate(None, b"+/").strip().isspace()
            and line.replace(b"=", b"").replace(b"+", b"").replace(b"/", b"").isalnum()
        )
    )


def test_the_friend_sees_the_subject_that_was_written(run: Callable[..., Story]) -> None:
    story = run(subject="もみじだより")
    step = next(step for step in story.steps if step.id == "read")

    assert step.changes["friend"]["shows"] == "もみじだより"


HOSTILE = {
    "script": "</script><script>alert(1)</script>",
    "markup": "<img src=x onerror=alert(1)>&amp;\"'",
    "right-to-left": "\u202eכיוון\u200f الاتجاه",
    "emoji": "👩‍👩‍👧‍👦🍁" * 8,
    "longest": "雪" * 60,
    "spaces": "   ",
    "empty": "",
    "nul": "a\x00b\x07c",
    "lines": "a\r\nBcc: someone@example.com\r\n\r\nb",
    "dots": ".\r\n.\r\nQUIT\r\n",
    "combining": "e" + "\u0301" * 50,
    "encoded-word": "=?utf-8?q?=00?=",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_carried_like_any_other(words: str, run: Callable[..., Story]) -> None:
    story = run(subject=words[:60], message=words)

    assert story.outcome.id == "read"


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_never_become_markup(words: str, run: Callable[..., Story]) -> None:
    scene = draw(run(subject=words[:60], message=words))
    drawn = "".join(map(str, [*scene.base, *(e for frame in scene.frames for e in frame.layer)]))

    assert "<script" not in drawn
    assert "<img" not in drawn


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_what_the_picture_shows_of_a_subject_is_short(
    words: str, run: Callable[..., Story]
) -> None:
    frames = {frame.step: frame for frame in draw(run(subject=words[:60], message=words)).frames}

    assert [note.text for note in frames["read"].notes if len(note.text) > SHOWN] == []


def test_the_longest_words_fit(run: Callable[..., Story]) -> None:
    story = run(subject="雪" * 60, message="あ" * 200)

    assert story.outcome.id == "read"


def test_a_line_break_in_the_subject_adds_no_header(run: Callable[..., Story]) -> None:
    message = message_of(run(subject="a\r\nBcc: someone@example.com"))

    assert b"\nBcc:" not in message.split(b"\r\n\r\n")[0]


def test_no_setting_asks_for_a_password() -> None:
    assert {control.kind for control in explainer.controls if control.name == "auth"} == {"choice"}
