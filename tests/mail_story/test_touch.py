"""What the four know at each step, what the line shows, and the letter's way in the picture."""

import itertools
import math
import re

import pytest
from explainer_kit.markup import text_of
from explainer_kit.registry import find
from explainer_kit.view import lens_of
from mail_story import touch

SEND = find("send_flow")
RUNS = [preset.settings for preset in SEND.presets]
CROSS = re.compile(r"translate\((\d+) (\d+)\) scale\(1\.60\)")
PHOTO, UNKNOWN, PLAIN = {}, {"recipient": "unknown"}, {"security": "optional"}


def told(story, key, step):
    """What a spot tells at a step: terms and answers as text."""
    spot = next(spot for spot in touch(story).spots if spot.key == key)
    ids = [one.id for one in story.steps]
    state = [lines for name, lines in spot.told.items() if ids.index(name) <= ids.index(step)][-1]
    return {line.term: "\n".join(text_of(part) for part in line.told) for line in state}


@pytest.mark.parametrize("settings", RUNS)
def test_every_run_can_be_touched_and_no_two_steps_share_a_stop(settings):
    assert 'class="px-grip"' in lens_of(SEND, SEND.run(settings), "touch")


def test_every_single_choice_can_be_touched():
    for control in SEND.controls:
        for value in control.alternatives() if control.discrete else ():
            lens_of(SEND, SEND.run({control.name: value}), "touch")


@pytest.mark.parametrize("settings", RUNS)
def test_stops_lie_in_the_picture_and_a_finger_can_tell_neighbours_apart(settings):
    found = touch(SEND.run(settings))
    for x, y in found.road.stops:
        assert 0 < x < found.width
        assert 0 < y < found.height
    for (a, b), (c, d) in itertools.pairwise(found.road.stops):
        assert abs(a - c) + abs(b - d) >= 6


def refusals():
    """Each preset that ends with a refusal at a counter: where its sign is, and its stop."""
    for settings in RUNS:
        story = SEND.run(settings)
        index = [step.id for step in story.steps].index(story.outcome.step)
        sign = CROSS.search("".join(map(str, SEND.draw(story).frames[index].layer)))
        if not story.outcome.ok and sign:
            yield tuple(map(int, sign.groups())), touch(story).road.stops[index]


def test_the_letter_stops_short_of_the_sign_of_a_refusal():
    found = list(refusals())
    assert len(found) >= 5
    for (x, y), stop in found:
        assert math.hypot(x - stop[0], y - stop[1]) >= 30, stop


def test_nobody_knows_more_than_has_been_said_to_them():
    story = SEND.run(PHOTO)
    assert "だれへ（札）" not in told(story, "office", "login")
    assert told(story, "office", "envelope")["だれへ（札）"] == "kaze@example.org"
    assert told(story, "office", "envelope")["だれから（札）"] == "hana@example.jp"
    assert "だれへ（札）" not in told(story, "remote", "relay")
    assert "名のったひと" not in told(story, "remote", "delivered")
    assert told(story, "friend", "delivered") == {}


def test_an_office_says_what_it_holds_what_it_decided_and_how_to_ask_about_it():
    at_hand = told(SEND.run(PHOTO), "office", "accepted")
    assert at_hand["手紙"].startswith("預かって")
    number = at_hand["この局にたずねるとき"].split()[1]
    assert f"受付番号 {number}" in at_hand["決めたこと、起きたこと"]


def test_a_refusal_is_told_by_who_refused_with_its_reason():
    story = SEND.run(UNKNOWN)
    at_hand = told(story, "remote", "relay-refused")
    assert at_hand["さいごに言ったこと"].startswith("550")
    assert "という箱はありません" in at_hand["決めたこと、起きたこと"]


def test_the_line_shows_the_very_lengths_of_the_records():
    story = SEND.run(PHOTO)
    step = next(step for step in story.steps if step.id == "login")
    sizes = [str(int.from_bytes(event.data[3:5])) for event in step.events if event.kind == "wire"]
    shown = told(story, "line-phone", "login")
    assert "そのまま読めるもの" not in shown
    assert all(size in shown["鍵の中のもの（長さだけ。モデル）"] for size in sizes)


def test_an_open_line_shows_what_was_said():
    story = SEND.run({"port": "25"})
    said = told(story, "line-phone", "greet")["そのまま読めるもの"]
    assert "EHLO" in said
    assert "250" in said


def test_what_was_changed_on_the_way_is_said():
    story = next(
        story for story in map(SEND.run, RUNS) if any(step.id == "stripped" for step in story.steps)
    )
    assert "書きかえ" in told(story, "line-phone", "stripped")["書きかえられたもの"]


def test_a_readers_words_are_only_text():
    story = SEND.run({"subject": "<img src=x onerror=alert(1)>"})
    assert "<img" not in lens_of(SEND, story, "touch")
    assert "&lt;img" in lens_of(SEND, story, "touch")
