"""The picture of the box and its windows: what every frame keeps to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from explainer_kit.markup import Element
from explainer_kit.scene import STYLE, Frame, Scene
from explainer_kit.story import Story
from sync_flow import explainer
from sync_flow.scene_cards import warning
from sync_flow.scene_room import HEIGHT, WIDTH


def elements(scene: Scene) -> Iterator[Element]:
    waiting: list[Element | str] = [*scene.base]
    for frame in scene.frames:
        waiting += [*frame.layer, *(travel.thing for travel in frame.travels)]
    while waiting:
        element = waiting.pop()
        if isinstance(element, Element):
            yield element
            waiting += element.children


def frame_of(story: Story, step: str) -> Frame:
    return next(frame for frame in explainer.draw(story).frames if frame.step == step)


def boxes(frame: Frame, scene: Scene) -> Iterator[tuple[str, int, int, int, int]]:
    """Names and words as boxes, as large as they get: at 320 px (see the post office's test)."""
    for text, x, y in [
        *((place.label, place.x, place.y) for place in scene.places),
        *((note.text, note.x, note.y) for note in frame.notes),
    ]:
        half = (sum(13 if ord(letter) > 0xFF else 8 for letter in text) + 19) * WIDTH // 256 // 2
        yield text, x - half, y - 16, x + half, y + 16


def test_every_class_is_in_a_table(all_stories: list[Story]) -> None:
    used = {
        name
        for story in all_stories[::5]
        for element in elements(explainer.draw(story))
        for key, value in element.attributes
        if key == "class"
        for name in str(value).split()
    }

    assert used <= {*STYLE, *explainer.draw(all_stories[0]).style}


def test_nothing_is_styled_in_place_and_nothing_has_an_id(all_stories: list[Story]) -> None:
    names = {
        key
        for story in all_stories[::9]
        for element in elements(explainer.draw(story))
        for key, _ in element.attributes
    }

    assert names.isdisjoint({"style", "id", "fill", "stroke", "href"})


def test_words_never_cover_one_another_nor_leave_the_picture(all_stories: list[Story]) -> None:
    for story in all_stories:
        scene = explainer.draw(story)
        for frame in scene.frames:
            found = list(boxes(frame, scene))
            assert [b for b in found if b[1] < 0 or b[3] > WIDTH or b[2] < 0 or b[4] > HEIGHT] == []
            assert [
                (a[0], b[0])
                for n, a in enumerate(found)
                for b in found[n + 1 :]
                if a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]
            ] == []


def test_a_screen_that_is_behind_bears_a_sign(run: Callable[..., Story]) -> None:
    sign = str(warning())
    behind = frame_of(run(day="left-behind"), "behind")
    together = frame_of(run(), "told-read")

    assert sign in "".join(map(str, behind.layer))
    assert sign not in "".join(map(str, together.layer))


def test_the_jar_is_as_full_as_the_box(run: Callable[..., Story]) -> None:
    story = run(day="empty")
    levels = [
        str(frame_of(story, step).layer[0].children[0]) for step in ("look", "delete", "empty")
    ]

    assert levels[0] == levels[1] != levels[2]


def test_a_letter_that_is_filed_goes_from_shelf_to_shelf(run: Callable[..., Story]) -> None:
    (travel,) = frame_of(run(day="archive"), "archive").travels

    assert travel.start != travel.end


def test_three_devices_have_three_names(run: Callable[..., Story]) -> None:
    labels = [place.label for place in explainer.draw(run(devices="3")).places]

    assert labels == ["あなたの郵便局", "スマホ", "パソコン", "タブレット"]
