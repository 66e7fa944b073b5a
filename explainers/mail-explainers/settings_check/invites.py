"""What offers a trial: buttons beside the verdict and the error read, or why there can be none.

It says each time that it is a model of the company: nobody is called, and nothing leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

from explainer_kit.figure_report import setter
from explainer_kit.markup import Element, el
from explainer_kit.report import Report

from settings_check.papers import error_read
from settings_check.ready import Ready
from settings_check.replay import Journey, Opening, journey_of
from settings_check.run import case_from, ready_from

__all__ = ["invites"]

TESTS = {
    "send": ("送信テスト", "自分あてに一通送る"),
    "receive": ("受信テスト", "自分の箱をひらく"),
}
HONEST = (
    "この設定を、会社の模型で動かします。会社の模型であって、本物の会社につないでいるのでは"
    "ありません。動くのはこの端末の中だけで、何も外へ出ません。パスワードは聞きません"
    "（種類が合うかどうかだけを見ます）。"
)
REPLAYED = "貼った文と同じわけで止まる手紙の旅を、郵便局の模型で動かします。"
REOPENED = "貼った文と同じわけで箱がひらかないところを、郵便局の模型で動かします。"
NOWHERE = "本物の局にはつながず、貼った文も、この端末の外へ出ません。"
SIMPLER = (
    "模型は、出典つきの会社の表からつくります。先にオンにしておくもの（IMAPなど）はすんでいて、"
    "家の回線は25番を通さず（OP25B）、ひらいていない番号の窓口はすぐに断る、ということにして"
    "います。ここで通っても、ほんものにつながる約束ではありません。"
)


def invites(report: Report) -> Sequence[Element]:
    """Return the offer, for a report on at least one side's settings."""
    return (*_replay(str(report.settings["error"])), *_tests(report))


def _replay(text: str) -> Sequence[Element]:
    """The error as it was read, and the offer to play it again."""
    if not text.strip():
        return ()
    journey = journey_of(text)
    button = setter((el("b", {}, "同じことを模型で見る"),), {"trial": "replay"})
    return (
        error_read(text),
        el(
            "section",
            {"class": "px-paper px-no-print", "aria-label": "模型で見る"},
            el("p", {"class": "px-title-small"}, "どこで起きたこと？"),
            el("p", {}, _told(journey)) if not isinstance(journey, str) else (),
            el("p", {"class": "px-help"}, journey) if isinstance(journey, str) else button,
        ),
    )


def _told(journey: Journey | Opening) -> str:
    return (REOPENED if isinstance(journey, Opening) else REPLAYED) + NOWHERE


def _tests(report: Report) -> Sequence[Element]:
    """The offer to try the settings."""
    if not case_from(report.settings).ways:
        return ()
    found = {trial: ready_from(report.settings, trial) for trial in TESTS}
    return (
        el(
            "section",
            {"class": "px-paper px-no-print", "aria-label": "会社の模型で試す"},
            el("p", {"class": "px-title-small"}, "送信テストと受信テスト"),
            el("p", {}, HONEST),
            (_offer(trial) for trial, way in found.items() if isinstance(way, Ready)),
            el(
                "details",
                {"class": "px-drawer", "data-key": "model"},
                el("summary", {}, "この模型で簡単にしたこと"),
                el("p", {"class": "px-help"}, SIMPLER),
            ),
            (
                el("p", {"class": "px-help"}, f"{TESTS[trial][0]}：{why}")
                for trial, why in found.items()
                if isinstance(why, str)
            ),
        ),
    )


def _offer(trial: str) -> Element:
    name, deed = TESTS[trial]
    return setter((el("b", {}, name), f"（{deed}）"), {"trial": trial})
