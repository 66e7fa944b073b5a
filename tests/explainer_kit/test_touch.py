"""What can be touched in a picture: buttons, panels and a road, as Python draws them."""

from dataclasses import replace

import pytest
from explainer_kit import Line, Road, Spot, Touch, el
from explainer_kit.figure import figure, lens_of, view
from explainer_kit.scene import SceneError

KETTLE = Spot(
    "kettle",
    "やかん",
    "いまのようす",
    (100, 60),
    (40, 20),
    {"cold": (Line("水", ("つめたい",)),), "hot": (Line("水", ("<あつい>", "湯気")),)},
)


def ids(kettle):
    return [step.id for step in kettle.run().steps]


def fitted(kettle, **how):
    first, *_, last = ids(kettle)
    told = {first: KETTLE.told["cold"], last: KETTLE.told["hot"]}
    return replace(KETTLE, told=told, **how)


def drawn(kettle, spots, road=None):
    touch = Touch(200, 100, tuple(spots), road)
    return lens_of(replace(kettle, touch=lambda story: touch), kettle.run(), "touch")


def test_no_page_and_no_view_comes_with_it(kettle):
    touched = replace(kettle, touch=lambda story: Touch(200, 100, (fitted(kettle),)))
    page = figure(touched, kettle.run(), id="tea", show=(), caption=el("p", {}, "お茶"))
    assert "px-spot" not in page + view(touched, kettle.run())
    assert " data-touch" in page
    assert " data-touch" not in figure(
        kettle, kettle.run(), id="tea", show=(), caption=el("p", {}, "お茶")
    )


def test_an_explainer_without_it_draws_nothing(kettle):
    assert lens_of(kettle, kettle.run(), "touch") == ""


def test_a_button_lies_where_the_thing_stands_in_hundredths_of_a_per_cent(kettle):
    html = drawn(kettle, [fitted(kettle)])
    assert 'data-box="4000 5000 2000 2000"' in html
    assert 'aria-label="やかん：いまのようす" aria-expanded="false"' in html


def test_a_panel_has_each_state_from_the_step_on_and_escapes_it(kettle):
    html = drawn(kettle, [fitted(kettle)])
    first, *_, last = ids(kettle)
    assert f'<dl data-from="{first}"><div><dt>水</dt><dd>つめたい</dd></div></dl>' in html
    assert f'<dl data-from="{last}"><div><dt>水</dt><dd>&lt;あつい&gt;</dd><dd>湯気</dd>' in html


def test_who_has_done_nothing_yet_says_so_from_the_first_step(kettle):
    first, *_, last = ids(kettle)
    html = drawn(kettle, [replace(KETTLE, told={last: KETTLE.told["hot"]})])
    assert f'<p data-from="{first}">まだ、何もしていません。</p>' in html


def test_the_road_has_a_stop_for_each_step_and_is_no_part_of_what_is_read_out(kettle):
    stops = tuple((10 * n, 50) for n, _ in enumerate(ids(kettle)))
    html = drawn(kettle, [fitted(kettle)], Road(stops, el("g")))
    road = html[html.index("px-road") : html.index("px-tells")]
    assert road.count("<circle") == len(stops)
    assert 'aria-hidden="true"' in road
    assert 'data-stops="0,5000 500,5000' in road
    assert "tabindex" not in road


@pytest.mark.parametrize(
    ("spots", "road", "said"),
    [
        (lambda k: [replace(KETTLE, told={"nowhere": ()})], None, "nowhere"),
        (lambda k: [fitted(k), fitted(k)], None, "share a key"),
        (lambda k: [], Road(((0, 0),), el("g")), "stops for"),
    ],
)
def test_what_does_not_fit_the_story_is_refused(kettle, spots, road, said):
    with pytest.raises(SceneError, match=said):
        drawn(kettle, spots(kettle), road)


def test_two_steps_never_have_the_same_stop():
    with pytest.raises(SceneError, match="same stop"):
        Road(((1, 1), (1, 1)), el("g"))


@pytest.mark.parametrize("word", ["Kaze", "kaze@example.org", "with space", "かぜ", "a" * 25, ""])
def test_a_deed_that_could_be_somebodys_words_is_refused(kettle, word):
    with pytest.raises(ValueError, match="deeds"):
        replace(kettle, deeds={"do": (word,)})


def marked(kettle):
    """A kettle with a mark of its own from the first step and from the last."""
    first, *_, last = ids(kettle)
    marks = {first: el("g", {"id": "cool"}), last: el("g", {"id": "steam"})}
    stops = tuple((10 * n, 50) for n, _ in enumerate(ids(kettle)))
    road = Road(stops, el("g", {"id": "tray"}))
    return Touch(200, 100, (fitted(kettle, marks=marks), replace(KETTLE, key="cup")), road)


def test_signs_are_what_a_step_has_on_its_spots_and_its_stop_on_the_road(kettle):
    touch, story = marked(kettle), kettle.run()
    told = {step: [(sign.kind, sign.at, str(sign.mark)) for sign in touch.signs(story, step)]
            for step in ids(kettle)}  # fmt: skip
    first, *_, last = ids(kettle)
    assert told[first] == [
        ("mark", (100, 60), '<g id="cool"></g>'),
        ("grip", (0, 50), '<g id="tray"></g>'),
    ]
    assert told[last][0] == ("mark", (100, 60), '<g id="steam"></g>')
    assert told[last][1][1] == (10 * (len(told) - 1), 50)


def test_a_page_shows_signs_with_its_first_figure_and_what_python_draws_later_has_none(kettle):
    touched = replace(kettle, touch=lambda story: marked(kettle))
    page = {
        lean: figure(
            touched, kettle.run(), id="tea", show=(), caption=el("p", {}, "お茶"), lean=lean
        )
        for lean in (False, True)
    }
    assert page[False].count("px-sign ") == 2
    assert "px-sign" not in page[True] + view(touched, kettle.run())


def test_a_road_that_no_scene_draws_is_always_seen(kettle):
    stops = tuple((10 * n, 50) for n, _ in enumerate(ids(kettle)))
    assert "px-rail" in drawn(kettle, [], Road(stops, el("g"), drawn=False))
    assert "px-rail" not in drawn(kettle, [], Road(stops, el("g")))
