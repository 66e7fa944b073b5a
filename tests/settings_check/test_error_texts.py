"""Short errors as many programs word them: at least 95 of 100 get their class, those unseen too."""

from __future__ import annotations

from pathlib import Path

import pytest
from settings_check.errors import read_error

TEXTS = Path(__file__).with_name("error_texts.txt").read_text("utf-8").splitlines()
CUT = TEXTS.index("----")
SEEN, UNSEEN = (
    [tuple(line.split("|", 1)) for line in part if "|" in line and not line.startswith("#")]
    for part in (TEXTS[:CUT], TEXTS[CUT:])
)


@pytest.mark.parametrize("cases", [SEEN, UNSEEN], ids=["seen", "unseen"])
def test_the_class_is_right_in_95_of_100(cases: list[tuple[str, str]]) -> None:
    assert len(cases) > 100
    wrong = [(kind, text) for kind, text in cases if read_error(text).kind != kind]

    assert len(wrong) <= len(cases) * 5 // 100, wrong


@pytest.mark.parametrize(("kind", "text"), SEEN + UNSEEN)
def test_the_words_it_went_by_lie_in_the_text_and_in_order(kind: str, text: str) -> None:
    places = [0, *(place for span in read_error(text).evidence for place in span), len(text)]

    assert places == sorted(places)
