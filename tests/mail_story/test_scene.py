"""The picture of the post office: what every frame keeps to."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from explainer_kit.markup import Element
from explainer_kit.scene import STYLE, Frame, Scene
from explainer_kit.story import MAX_STEPS, Outcome, Plain, Step, Story
from mail_story import ACTORS, MILESTONES, draw
from mail_story.scene_frames import SCENES
from mail_story.scene_land import HEIGHT, WIDTH

CHANGES: dict[str, dict[str, Plain]] = {
    "phone": {"road": "locked"},
    "office": {"road": "locked", "reply": "250"},
    "remote": {
        "reply": "550",
        "refused": "RCPT",
        "spf": "fail",
        "dkim": "fail",
        "dmarc": "fail",
        "asks": "quarantine",
    },
    "friend": {"shows": "夕焼けの写真です、どうぞ"},
}


STEPS = [milestone.id for milestone in MILESTONES]
PARTS = range((len(STEPS) + MAX_STEPS - 1) // MAX_STEPS)


def scene_of(*, locked: bool = True, photo: bool = True, part: int = 0) -> Scene:
    """A story of milestones, one part of all of them, since a story has 20 steps at most."""
    road = {} if locked else {"phone": {"road": "open"}, "office": {"road": "open", "reply": "250"}}
    steps = tuple(
        Step(one.id, one.scene, 0, one.source, one.target, "。", "", (), {**CHANGES, **road})
        for one in MILESTONES[part * MAX_STEPS : (part + 1) * MAX_STEPS]
    )
    return draw(story_of(steps, photo=photo))


def frames_of(*, locked: bool = True, photo: bool = True) -> dict[str, Frame]:
    scenes = (scene_of(locked=locked, photo=photo, part=part) for part in PARTS)
    return {frame.step: frame for scene in scenes for frame in scene.frames}


def story_of(steps: tuple[Step, ...], *, photo: bool) -> Story:
    outcome = Outcome("read", True, steps[0].id, None, "", None)
    return Story("send_flow", {"photo": photo}, ACTORS, steps, outcome, steps[0].id)


def elements(scene: Scene) -> Iterator[Element]:
    waiting: list[Element | str] = [*scene.base]
    for frame in [*scene.frames, *frames_of().values()]:
        waiting += [*frame.layer, *(travel.thing for travel in frame.travels)]
    while waiting:
        element = waiting.pop()
        if isinstance(element, Element):
            yield element
            waiting += element.children


@pytest.mark.parametrize("locked", [True, False])
def test_every_class_is_in_a_table(locked: bool) -> None:
    scene = scene_of(locked=locked)
    used = {
        name
        for element in elements(scene)
        for key, value in element.attributes
        if key == "class"
        for name in str(value).split()
    }

    assert used <= {*STYLE, *scene.style}


def test_nothing_is_styled_in_place_and_nothing_has_an_id() -> None:
    names = {key for element in elements(scene_of()) for key, _ in element.attributes}

    assert names.isdisjoint({"style", "id", "fill", "stroke", "href"})


def test_numbers_are_whole() -> None:
    drawn = "".join(str(element) for element in scene_of().base)

    assert re.search(r'[xydrwh]="[^"]*\d\.\d', drawn) is None


def test_every_milestone_has_a_scene_of_its_own() -> None:
    assert {milestone.scene for milestone in MILESTONES} == SCENES


def test_the_number_of_the_friends_box_is_on_the_office_wall() -> None:
    words = {child for e in elements(scene_of()) for child in e.children if isinstance(child, str)}

    assert {"7", "8", "9", "10", "11", "12", "SMTP", "IMAP"} <= words


def boxes(frame: Frame, scene: Scene) -> Iterator[tuple[str, int, int, int, int]]:
    """Names and words over the picture as boxes, in units, as large as they get: at 320 px.

    There the picture is 256 px wide; text is 13 px, in a pill with 8 px on either side.
    """
    for text, x, y in [
        *((place.label, place.x, place.y) for place in scene.places),
        *((note.text, note.x, note.y) for note in frame.notes),
    ]:
        wide = sum(13 if ord(letter) > 0xFF else 8 for letter in text) + 19
        half = wide * WIDTH // 256 // 2
        yield text, x - half, y - 16, x + half, y + 16


@pytest.mark.parametrize("step", STEPS)
def test_words_never_cover_one_another(step: str) -> None:
    found = list(boxes(frames_of()[step], scene_of()))

    covering = [
        (one[0], other[0])
        for number, one in enumerate(found)
        for other in found[number + 1 :]
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]
    assert covering == []


@pytest.mark.parametrize("step", STEPS)
def test_words_stay_inside_the_picture(step: str) -> None:
    found = list(boxes(frames_of()[step], scene_of()))

    assert [box for box in found if box[1] < 0 or box[3] > WIDTH] == []
    assert [box for box in found if box[2] < 0 or box[4] > HEIGHT] == []


def test_a_photo_is_seen_in_the_letter() -> None:
    with_photo, without = frames_of(photo=True)["letter"], frames_of(photo=False)["letter"]

    assert str(with_photo.travels[0].thing) != str(without.travels[0].thing)


def test_on_an_open_road_somebody_can_look_on() -> None:
    locked, bare = frames_of(locked=True)["letter"], frames_of(locked=False)["letter"]

    assert len(bare.layer) == len(locked.layer) + 1


def test_a_scene_it_does_not_know_is_shown_as_a_call() -> None:
    step = Step("new", None, 0, "phone", "office", "。", "")

    assert draw(story_of((step,), photo=False)).frames[0].active == ("phone", "office")


def test_what_is_read_by_imap_takes_the_other_colour() -> None:
    tones = {step: frame.tone for step, frame in frames_of().items()}

    assert {step for step, tone in tones.items() if tone == "read"} == {
        "open",
        "read",
        "seen",
        "unseen",
        "notice",
    }
