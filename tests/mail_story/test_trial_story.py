"""A trial told and drawn: every ending is reached, worded, and has its picture."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from explainer_kit import Report, Story, find
from explainer_kit.scene import STYLE as KIT_STYLE
from mail_story.scene_land import NEAR_HEIGHT, WIDTH
from mail_story.scene_style import STYLE
from mail_story.trial import ENDINGS, draw, ending_of
from mail_story.trial.wording import WORDS
from settings_check.controls import PRESETS
from settings_check.endings import TRIALS

explainer = find("settings_check")
RIGHT = dict(next(one.settings for one in PRESETS if one.id == "right"))
CASES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "sent": ("trial-sent", {"trial": "send"}),
    "opened": ("trial-opened", {"trial": "receive"}),
    "opened by POP": (
        "trial-opened",
        {
            "email": "hana@gmail.com",
            "trial": "receive",
            "incoming.protocol": "pop3",
            "incoming.host": "pop.gmail.com",
            "incoming.port": "995",
            "incoming.user": "hana@gmail.com",
        },
    ),
    "no name": ("no-such-name", {"trial": "receive", "incoming.host": "imap.gmial.com"}),
    "shut": ("nobody-there", {"trial": "receive", "incoming.port": "991"}),
    "tongue": (
        "other-tongue",
        {
            "email": "hana@mail.com",
            "provider": "auto",
            "trial": "receive",
            "incoming.host": "smtp.mail.com",
            "incoming.port": "465",
        },
    ),
    "certificate": (
        "wrong-certificate",
        {
            "provider": "xserver",
            "trial": "send",
            "outgoing.host": "mail.example.jp",
            "outgoing.auth": "password",
        },
    ),
    "crossed": (
        "crossed-tls",
        {"trial": "send", "outgoing.port": "587", "outgoing.security": "SSL/TLS"},
    ),
    "silent": ("no-greeting", {"trial": "send", "outgoing.security": "STARTTLS"}),
    "port 25": ("no-answer", {"trial": "send", "outgoing.port": "25"}),
    "in the clear": (
        "tls-first",
        {"trial": "send", "outgoing.port": "587", "outgoing.security": "none"},
    ),
    "method": ("method-closed", {"trial": "receive", "incoming.auth": "ntlm"}),
    "nameless": ("did-not-sign-in", {"trial": "receive", "incoming.auth": "none"}),
    "everyday": ("needs-app-password", {"trial": "send", "outgoing.auth": "password"}),
    "user": ("sign-in-refused", {"trial": "receive", "incoming.user": "hana"}),
}


def story(name: str) -> Story:
    result = explainer.run(RIGHT | CASES[name][1])
    assert isinstance(result, Report)
    assert result.story is not None, name
    return result.story


@pytest.mark.parametrize("name", CASES)
def test_a_trial_ends_as_its_settings_make_it(name: str) -> None:
    told = story(name)

    assert told.outcome.id == CASES[name][0]
    assert told.hero == told.outcome.step == told.steps[-1].id
    assert told.outcome.ok or told.outcome.fix


def test_every_ending_is_reached_and_has_its_line() -> None:
    assert {ending for ending, _ in CASES.values()} == {ending.id for ending in ENDINGS}
    assert set(TRIALS) == {ending.id for ending in ENDINGS}


def test_an_ending_without_words_is_none_at_all() -> None:
    assert ending_of({"greet": False}, 0) is None


@pytest.mark.parametrize("name", CASES)
def test_the_pictures_use_only_classes_that_are_in_a_table(name: str) -> None:
    scene = draw(story(name))
    known = set(STYLE) | set(KIT_STYLE)
    drawn = [*scene.base, *(child for frame in scene.frames for child in frame.layer)]
    classes = {
        word
        for element in map(str, drawn)
        for piece in element.split('class="')[1:]
        for word in piece.split('"', 1)[0].split()
    }

    assert classes <= known, classes - known


@pytest.mark.parametrize("name", CASES)
def test_words_stay_apart_and_inside_the_picture(name: str) -> None:
    """At 320 px, as in the picture of the whole journey."""
    scene = draw(story(name))
    for frame in scene.frames:
        found = []
        for text, x, y in [
            *((place.label, place.x, place.y) for place in scene.places),
            *((note.text, note.x, note.y) for note in frame.notes),
        ]:
            half = (sum(13 if ord(sign) > 0xFF else 8 for sign in text) + 19) * WIDTH // 256 // 2
            found.append((text, x - half, y - 16, x + half, y + 16))
        assert [one for one in found if one[1] < 0 or one[3] > WIDTH] == []
        assert [one for one in found if one[2] < 0 or one[4] > NEAR_HEIGHT] == []
        for number, one in enumerate(found):
            for other in found[number + 1 :]:
                across = one[1] < other[3] and other[1] < one[3]
                assert not (across and one[2] < other[4] and other[2] < one[4]), (one, other)


def test_the_picture_says_that_it_is_a_model() -> None:
    scene = draw(story("sent"))

    assert "会社の模型" in [place.label for place in scene.places]
    assert "模型" in scene.alt


@pytest.mark.parametrize(
    ("name", "sign"), [("sent", "SMTP"), ("opened", "IMAP"), ("opened by POP", "POP")]
)
def test_the_sign_says_what_is_tried(name: str, sign: str) -> None:
    assert f">{sign}<" in "".join(map(str, draw(story(name)).base))


def test_every_step_has_words_for_when_all_goes_well() -> None:
    for words in WORDS.values():
        assert 0 < len(words.say.format(port=65535)) <= 40
