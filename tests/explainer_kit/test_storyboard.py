"""In a feed the figure is a picture, its steps, how it ended, and a way to the page."""

import pytest
from explainer_kit.markup import el
from explainer_kit.storyboard import storyboard


@pytest.fixture
def board(kettle):
    return storyboard(
        kettle,
        kettle.run({"celsius": 100, "guest": "<b>"}),
        image_url="https://blog.example/a.png",
        alt="急須",
        link="https://blog.example/tea/#tea",
        caption=el("p", {}, "お茶の話"),
    )


def test_it_shows_the_picture_with_its_alt_and_size(board):
    assert '<img src="https://blog.example/a.png" alt="急須" width="720" height="600">' in board


def test_it_tells_every_step(board, kettle):
    for step in kettle.run({"celsius": 100}).steps:
        assert step.say in board
        assert step.meaning in board


def test_it_says_how_it_ended_and_why(board):
    assert "<strong>結果：苦い</strong> 苦くなりました。" in board


def test_it_leads_to_the_page(board):
    assert '<a href="https://blog.example/tea/#tea">' in board


def test_it_needs_no_style_no_script_and_no_class(board):
    assert "class=" not in board
    assert "<script" not in board
    assert "<svg" not in board
