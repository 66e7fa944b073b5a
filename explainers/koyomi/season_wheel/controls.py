"""What a reader may set, the days worth naming, how a day can end, what is simplified: all data."""

from __future__ import annotations

from explainer_kit.controls import Control
from explainer_kit.dates import Date
from explainer_kit.explainer import Preset

__all__ = ["CONTROLS", "FIRST", "LAST", "MODEL", "OUTCOMES", "PRESETS"]

# Before 1952 clocks in Japan ran on summer time (1948 to 1951); from 2033 on the months of the old
# calendar have no names yet, and so no day is known to be 中秋の名月.
FIRST, LAST = "1952-01-01", "2032-12-31"

CONTROLS: tuple[Control, ...] = (
    Date("date", "日にち", "2026-11-22", FIRST, LAST, "輪のつまみをまわしても変わります"),
)

OUTCOMES = {
    "meigetsu": "中秋の名月の日",
    "solstice": "夏至か冬至にはいる日",
    "equinox": "春分か秋分にはいる日",
    "begins": "節気にはいる日",
    "full": "満月の日",
    "new": "新月の日",
    "within": "節気のとちゅうの日",
}
"""Ids and labels; where a day is several of these, the first of them counts."""

PRESETS: tuple[Preset, ...] = (
    Preset("shousetsu", "小雪のはじまり", {}, "begins"),
    Preset("shunbun", "春分", {"date": "2026-03-20"}, "equinox"),
    Preset("meigetsu", "中秋の名月", {"date": "2026-09-25"}, "meigetsu"),
    Preset("touji", "冬至", {"date": "2026-12-22"}, "solstice"),
)

MODEL = (
    "太陽と月は、その日の正午（日本時間）にいる方角（黄経）を計算しています。節気の時刻は、"
    "国立天文台の暦要項から写した年（2010年、2019〜2021年、2024〜2027年。2021年は一部）はその値、"
    "ほかの年は計算です。写した年では、計算とのちがいは1分半より小さくおさまっています。"
    "月の満ち欠けの時刻は計算で、発表された値と1、2分ちがうことがあります。"
    "候の日づけは、発表しているところがありません。太陽が5度すすむごとに分けた目安で、"
    "本によって一日ほどちがうことがあります。月は、日本から南の空に見るときの向きに描いています。"
    "月の道が太陽の道からすこし傾いていることや、月までの遠さの変わりかたは省きました。"
)
