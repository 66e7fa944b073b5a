"""The figure as markup: whole, escaped, without ids in what is swapped, the same for equal runs."""

import json
import re
from base64 import b64decode
from html.parser import HTMLParser

import pytest
from explainer_kit.explainer import key_of
from explainer_kit.figure import NamedRun, figure, hero_svg, scene_of, stylesheet, view
from explainer_kit.figure_style import presentation
from explainer_kit.figure_words import clock
from explainer_kit.markup import el
from explainer_kit.scene import COLOURS, STYLE, SceneError

HOSTILE = "</script><img src=x onerror=alert(1)>\"'"


class Tags(HTMLParser):
    """The elements of some markup, in order, each as (tag, attributes)."""

    def __init__(self, markup):
        super().__init__()
        self.found = []
        self.open = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in {"input", "img", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, name):
        return [attributes for tag, attributes in self.found if tag == name]


@pytest.fixture
def make(kettle):
    def whole(settings=None, **options):
        story = kettle.run(settings or {})
        named = {"id": "tea", "show": kettle.show, "caption": el("p", {}, "お茶の話")}
        return figure(kettle, story, **named | options)

    return whole


def test_the_markup_is_well_formed(make):
    assert Tags(make()).open == []


def test_the_element_says_who_it_is(make, kettle):
    (element,) = Tags(make()).all("py-explainer")
    assert element["name"] == "kettle"
    assert element["id"] == "tea"
    assert element["data-state"] == "static"
    assert element["data-settings"] == key_of(kettle.defaults())


def test_the_story_lies_in_the_page_as_data(make, kettle):
    text = re.search(r'class="px-story">(.*?)</script>', make(), re.DOTALL).group(1)
    data, whole = json.loads(text), kettle.run().as_data()
    events = [one for step in data["steps"] for one in step["events"]]
    originals = [one for step in whole["steps"] for one in step["events"]]
    for event, original in zip(events, originals, strict=True):
        if "bytes" not in event:
            said = (event["text"].replace("\n", "\r\n") + "\r\n").encode()
            assert b64decode(original["bytes"]) == said
            event["bytes"] = original["bytes"]
    assert data == whole


def test_text_from_outside_can_end_no_element(make):
    html = make({"guest": HOSTILE[:20]}, caption=el("p", {}, HOSTILE))
    tags = Tags(html)
    assert tags.all("img") == []
    assert len(tags.all("script")) == 1


def test_there_is_no_style_attribute_and_no_handler(make):
    for _, attributes in Tags(make()).found:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_what_is_swapped_has_no_ids(kettle):
    assert not [one for _, one in Tags(view(kettle, kettle.run())).found if "id" in one]


def test_the_static_transcript_can_be_linked_to(make, kettle):
    ids = [one["id"] for one in Tags(make()).all("li") if "id" in one]
    assert ids == [f"tea-{step.id}" for step in kettle.run().steps]


def test_ids_are_used_once(make, kettle):
    ids = [one["id"] for _, one in Tags(make(show=[c.name for c in kettle.controls])).found
           if "id" in one]  # fmt: skip
    assert len(set(ids)) == len(ids)


def test_only_the_controls_in_show_are_offered(make):
    tags = Tags(make(show=["celsius"]))
    assert [one["name"] for one in tags.all("input") if "name" in one] == ["celsius"]
    assert tags.all("select") == []


def test_everything_to_press_is_switched_off_until_the_player_comes(make, kettle):
    tags = Tags(make(runs=[NamedRun(p.id, p.label, p.settings) for p in kettle.presets]))
    assert len(tags.all("button")) > 10
    assert all("disabled" in one for one in tags.all("button"))
    (fieldset,) = tags.all("fieldset")
    assert "disabled" in fieldset


def test_a_run_of_the_figures_own_settings_is_marked(make):
    tags = Tags(make(runs=[NamedRun("a", "甲", {}), NamedRun("b", "乙", {"celsius": 100})]))
    pressed = {one["data-run"]: one["aria-pressed"] for one in tags.all("button")
               if "data-run" in one}  # fmt: skip
    assert pressed == {"a": "true", "b": "false"}


def test_a_named_run_carries_what_differs_from_the_figures_own(make):
    (button,) = [
        one
        for one in Tags(make(runs=[NamedRun("b", "乙", {"celsius": 100})])).all("button")
        if "data-run" in one
    ]
    assert json.loads(button["data-settings"]) == {"celsius": 100}


@pytest.mark.parametrize(("megabytes", "said"), [("4.1", "約4 MB"), ("4.6", "約5 MB")])
def test_the_cost_is_said_in_whole_megabytes(make, megabytes, said):
    assert f"Pythonで試す（{said}）" in make(data={"data-megabytes": megabytes})


def test_a_control_that_brings_more_says_how_much(make):
    plain, priced = (
        make(show=("tea", "celsius")),
        make(show=("tea", "celsius"), costs={"tea": "0.4"}),
    )
    told = "別のものを選ぶと、あと約0.4 MBを読みこみます。"
    assert told not in plain
    assert priced.count(told) == 1
    assert (
        priced.index('data-control="tea"')
        < priced.index(told)
        < priced.index('data-control="celsius"')
    )


def test_equal_runs_look_equal(kettle):
    assert view(kettle, kettle.run({"celsius": "75"})) == view(kettle, kettle.run())


def test_every_step_has_its_frame_line_and_groups(kettle):
    steps = [one["data-step"] for _, one in Tags(view(kettle, kettle.run())).found
             if "data-step" in one]  # fmt: skip
    assert {steps.count(step.id) for step in kettle.run().steps} == {5}


def test_frames_that_are_not_the_steps_are_refused(kettle):
    from dataclasses import replace

    def draw(story):
        scene = kettle.draw(story)
        return replace(scene, frames=scene.frames[1:])

    with pytest.raises(SceneError, match="not the story's steps"):
        scene_of(replace(kettle, draw=draw), kettle.run())


def test_the_sheet_gives_each_class_its_colours():
    sheet = stylesheet({"own-leaf": {"fill": "read", "opacity": "0.5"}})
    assert ".px-stage .f-ink{fill:var(--px-ink)}" in sheet
    assert ".px-stage .own-leaf{fill:var(--px-read);opacity:0.5}" in sheet


def test_a_table_cannot_break_out_of_the_sheet():
    with pytest.raises(SceneError):
        stylesheet({"a": {"fill": "red}body{display:none"}})


@pytest.mark.parametrize("token", sorted(COLOURS))
def test_page_and_picture_give_a_token_the_same_light_colour(token):
    light = COLOURS[token][0]
    assert presentation(f"f-{token}", STYLE) == {"fill": light}
    assert re.search(rf"--px-{token}:[^;]*{light}", stylesheet())


def test_the_picture_stands_alone(kettle):
    from xml.etree import ElementTree

    svg = hero_svg(kettle, kettle.run())
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [one for one in root.iter() if "class" in one.attrib or "style" in one.attrib]
    assert "var(" not in svg


def test_the_picture_shows_the_hero_and_the_names(kettle):
    svg = hero_svg(kettle, kettle.run())
    assert "急須" in svg
    assert svg.count("stroke-dasharray") == 1


@pytest.mark.parametrize(
    ("at_ms", "said"),
    [(0, "0.00秒"), (59_999, "59.99秒"), (60_000, "1分0秒"), (7_260_000, "2時間1分")],
)
def test_times_are_said_in_units_one_can_feel(at_ms, said):
    assert clock(at_ms) == said
