"""The words of a figure: the line that says what happens now, the outcome, the transcript.

The transcript is the whole story as text. It is in the page without JavaScript, on paper and in
the feed, and it is where a link to a step leads when nothing can be played.
"""

from __future__ import annotations

from explainer_kit.figure_stage import Halves, half_of, shown
from explainer_kit.markup import Child, Element, el
from explainer_kit.story import Outcome, Step, Story

__all__ = ["clock", "outcome", "part", "say", "transcript", "verdict"]


def part(name: str, *children: Child) -> Element:
    """Make a part of a view: what the player swaps for the part of the same name."""
    return el("div", {"class": f"px-part px-part-{name}", "data-part": name}, *children)


def clock(at_ms: int) -> str:
    """Write a time on the run's own clock, in seconds, minutes, hours, or days.

    >>> clock(420), clock(65_000), clock(3_600_000), clock(90_000_000_000)
    ('0.42秒', '1分5秒', '1時間0分', '1041日')
    """
    seconds = at_ms // 1000
    if seconds < 60:
        return f"{seconds}.{at_ms % 1000 // 10:02d}秒"
    if seconds < 3600:
        return f"{seconds // 60}分{seconds % 60}秒"
    if seconds >= 48 * 3600:
        return f"{seconds // 86400}日"
    return f"{seconds // 3600}時間{seconds % 3600 // 60}分"


def say(story: Story, step: str, halves: Halves) -> Element:
    """All lines of the story in one place, one above the other: only that of `step` is seen.

    They lie in one cell, so that the tallest sets the height and nothing below ever jumps.
    """
    return el(
        "div",
        {"class": "px-says px-menu"},
        (
            el(
                "p",
                {
                    "class": shown("px-say", half_of(halves, one.id), on=one.id == step),
                    "data-step": one.id,
                },
                el("b", {"class": "px-num"}, str(number), el("small", {}, f"/{len(story.steps)}")),
                el("span", {}, one.say),
            )
            for number, one in enumerate(story.steps, 1)
        ),
    )


def verdict(result: Outcome, label: str) -> Element:
    """How the run ended, in one line."""
    return el(
        "p",
        {"class": f"px-verdict {_tone(result)}"},
        el("span", {"class": "px-mark", "aria-hidden": "true"}, "◯" if result.ok else "✕"),
        el("span", {}, el("small", {}, "結果："), label),
    )


def outcome(result: Outcome) -> Element:
    """Why the run ended so: the server's own reply, the reason, and what to mend."""
    rows: list[tuple[str, Child]] = []
    if result.reply:
        rows.append(("サーバーの返事", el("code", {}, result.reply)))
    rows.append(("なぜ", result.why))
    if result.fix:
        rows.append(("なおしかた", result.fix))
    return el(
        "dl",
        {"class": f"px-end {_tone(result)}"},
        (el("div", {}, el("dt", {}, name), el("dd", {}, words)) for name, words in rows),
    )


def transcript(story: Story, step: str, halves: Halves, prefix: str) -> Element:
    """The whole story as text; with a prefix each step can be linked to as `PREFIX-STEP`."""
    return el(
        "details",
        {"class": "px-drawer px-transcript"},
        el("summary", {}, f"文章で読む（全{len(story.steps)}場面）"),
        el(
            "ol",
            {"class": "px-steps"},
            (
                _step(one, shown(half_of(halves, one.id), on=one.id == step), prefix)
                for one in story.steps
            ),
        ),
    )


def _step(step: Step, classes: str, prefix: str) -> Element:
    return el(
        "li",
        {
            "id": f"{prefix}-{step.id}" if prefix else None,
            "class": classes or None,
            "data-step": step.id,
        },
        el("b", {}, step.say),
        el("small", {}, clock(step.at_ms)),
        el("p", {}, step.meaning) if step.meaning else (),
    )


def _tone(result: Outcome) -> str:
    return "px-ok" if result.ok else "px-ng"
