"""What only looks like a block is told by its line, and nothing that is right."""

import pytest
from author_blocks import KINDS, check

GOOD = """\
/// talk | 友だち
太字、消えた。
///

/// summary
- ひとつ。
///

/// details | ひらく
中に、囲み。

//// note | 二重
四本の線なら、中に入れられます。
////
///

/// compare | 題
| a | b |
|---|---|
| 1 | 2 |
///

/// photos
![朝](a.jpg)
![夕](b.jpg)
///

/// card | imap-smtp
///

/// explainer | send_flow
    port: 587

図。
///

```
/// tolk | 友だち
{紅葉|こう|よう|か}
```

`{紅葉|}` と {紅葉|もみじ} と {紅葉|こう|よう}。a | b と {} と、// のある文。
https://example.org///path
""".splitlines()


def test_what_is_right_is_left_alone():
    assert check(GOOD, ["わたし"]) == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("/// sumary\nまとめ。\n///", 0, "summary"),
        ("/// tolk | 友だち\n話。\n///", 0, "talk"),
        ("///　talk | 友だち\n話。\n///", 0, "全角"),
        ("／／／ talk | 友だち\n話。\n///", 0, "全角"),
        ("/// talk ｜ 友だち\n話。\n///", 0, "半角の |"),
        ("  /// talk | 友だち\n話。\n///", 0, "字下げ"),
        ("/// foo | x\n話。\n///", 0, "使えるのは"),
        ("/// reply | わたし\n話。\n///", 0, "reply という囲みはありません"),
        ("/// note\n終わりがない。", 0, "覚え書きが閉じていません"),
        ("/// note\n内側。\n\n//// summary\nまとめ。\n///", 3, "まとめが閉じていません"),
        ("/// note\n話。\n////", 2, "同じ ///"),
        ("/// summary\n\n///", 0, "まとめの中身がありません"),
        ("/// talk\n話。\n///", 0, "話すひとの名前"),
        ("/// details\n話。\n///", 0, "たたんだときに見える言葉"),
        ("/// compare\n| a | b |\n|---|---|\n///", 0, "表の題"),
        ("/// compare | 題\n表ではない。\n///", 0, "表がありません"),
        ("/// card\n///", 0, "ファイル名"),
        ("/// photos\n![一枚](a.jpg)\n///", 0, "いまは 1 枚"),
        ("/// photos\n" + "![枚](a.jpg)\n" * 7 + "///", 0, "いまは 7 枚"),
        ("/// photos\n![一](a.jpg)\n言葉\n![二](b.jpg)\n///", 0, "写真（"),
        ("/// talk | わたくし\n話。\n///", 0, "いつもの名前"),
        ("道に{紅葉|こう|よう|か}。", 0, "読みが 3 つ"),
        ("道に{紅葉|}。", 0, "言葉か読みがありません"),
        ("道に{|もみじ}。", 0, "言葉か読みがありません"),
        ("道に{紅葉|もみじ。", 0, "閉じていません"),
    ],
)
def test_each_slip_is_told_by_its_line(text, line, said):
    faults = check(text.splitlines(), ["わたし"])
    assert [fault.line for fault in faults] == [line], faults
    assert said in faults[0].message + (faults[0].hint or "")


def test_all_slips_of_a_letter_are_told_at_once():
    faults = check("/// sumary\nx\n///\n\n{紅葉|}\n\n/// note\nx".splitlines())
    assert [fault.line for fault in faults] == [0, 4, 6]


@pytest.mark.parametrize("name", ["explaner", "explainer", "Explainer"])
def test_another_plugins_block_is_left_to_it(name):
    assert [one for one in check([f"/// {name} | kettle", "図。", "///"]) if one.line == 0] == []


@pytest.mark.parametrize("name", KINDS)
def test_a_closed_block_of_each_kind_is_right(name):
    bodies = {
        "compare": "| a | b |\n|---|---|\n| 1 | 2 |",
        "photos": "![一](a.jpg)\n![二](b.jpg)",
        "card": "",
    }
    text = f"/// {name} | 題\n{bodies.get(name, '中身。')}\n///"
    assert check(text.splitlines()) == []


def test_a_fence_that_is_never_closed_hides_nothing():
    faults = check(["```", "/// sumary", "x", "///"])
    assert [fault.line for fault in faults][:1] == [1]


def test_a_shorter_fence_inside_of_a_longer_one_is_code():
    text = ["````", "```", "/// sumary", "```", "````", "", "/// summary", "まとめ。", "///"]
    assert check(text) == []
