"""What is a block, and what only looks like one. Lines here count from 1, as the author's do."""

import pytest
from explainer_embed.blocks import scan
from hypothesis import given
from hypothesis import strategies as st

RIGHT = """\
/// explainer | send_flow
    port: 587
    show: [port, security]

一通のはがきの旅。
///
"""


def faults(text):
    found = scan(text.splitlines())
    own = [(fault.line + 1, fault.message) for fault in found.faults]
    options = [
        (block.options_line + fault.line + 1, fault.message)
        for block in found.blocks
        for fault in block.options.faults
    ]
    return own + options


def test_a_block_has_its_name_options_and_caption():
    (block,) = scan(f"まえがき\n\n{RIGHT}\nあとがき".splitlines()).blocks
    assert (block.name, block.caption) == ("send_flow", "一通のはがきの旅。")
    assert [(entry.key, entry.value) for entry in block.options.entries] == [
        ("port", "587"),
        ("show", ["port", "security"]),
    ]
    assert faults(RIGHT) == []


def test_values_stay_the_text_that_was_typed():
    text = RIGHT.replace("port: 587", "port: no\n    auth: 20:00\n    photo: ~\n    subject: 'on'")
    (block,) = scan(text.splitlines()).blocks
    values = [entry.value for entry in block.options.entries[:4]]
    assert values == ["no", "20:00", "~", "on"]


def test_a_block_needs_no_options():
    (block,) = scan(["/// explainer | send_flow", "", "説明。", "///"]).blocks
    assert block.options.entries == ()


def test_more_slashes_close_with_as_many():
    (block,) = scan(["//// explainer | send_flow", "", "説明。", "////"]).blocks
    assert block.last == 3


@pytest.mark.parametrize(
    "opener",
    [
        "/// explaner | send_flow",
        "/// Explainer | send_flow",
        "/// explainers | send_flow",
        "／／／ explainer | send_flow",
        "／／/ explainer ｜ send_flow",
        "/// explainer ｜ send_flow",
        "///　explainer | send_flow",
        "// explainer | send_flow",
        " /// explainer | send_flow",
        "    /// explainer | send_flow",
        "/// explainer send_flow",
        "/// explainer |",
        "/// explainer",
        "/// ｅｘｐｌａｉｎｅｒ | send_flow",
        "> /// explainer | send_flow",
        "::: explainer | send_flow",
        "/ explainer | send_flow",
    ],
)
def test_a_near_miss_of_the_opener_is_a_fault(opener):
    text = f"一行目\n\n{opener}\n    port: 587\n\n説明。\n///\n"
    assert [line for line, _ in faults(text)] == [3]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("/// explainer | x\n    port: 587\n\n説明。\n", 1, "閉じていません"),
        ("/// explainer | x\n    port: 587\n\n///\n", 1, "説明文がありません"),
        ("/// explainer | x\n    port: 587\n///\n", 1, "説明文がありません"),
        ("/// explainer | x\n///\n", 1, "説明文がありません"),
        ("/// explainer | x\n  port: 587\n\n説明。\n///\n", 2, "字下げ"),
        ("/// explainer | x\nport: 587\n\n説明。\n///\n", 2, "字下げ"),
        ("/// explainer | x\n    port: 587\n  auth: right\n\n説明。\n///\n", 3, "字下げ"),
        ("/// explainer | x\n\n    port: 587\n\n説明。\n///\n", 3, "空行"),
        ("/// explainer | x\n    port: 587\n説明。\n///\n", 3, "空行がありません"),
        ("/// explainer | x\n    port：587\n\n説明。\n///\n", 2, "全角"),
        ("/// explainer | x\n    port: 587\n    port: 465\n\n説明。\n///\n", 3, "二度"),
        ("/// explainer | x\n    port:\n\n説明。\n///\n", 2, "値がありません"),
        ("/// explainer | x\n    show: [port\n\n説明。\n///\n", 2, "YAML"),
        ("/// explainer | x\n    - port\n\n説明。\n///\n", 2, "名前: 値"),
        ("/// explainer | x\n    port:587\n\n説明。\n///\n", 2, "空白"),
        ("/// explainer | x\n    port: 1\n\n    auth: 2\n\n説明。\n///\n", 4, "途中に空行"),
        ("/// explainer | x\n    port：1\n    a: 1\n    a: 2\n\n説明。\n///\n", 4, "二度"),
        ("/// explainer | x\n\n<!-- あとで -->\n///\n", 1, "説明文"),
        ("/// explainer | x\n\n&nbsp;\n///\n", 1, "説明文"),
        ("[見る](scene：reply)\n", 1, "全角"),
        ("/// explainer | x\n    a: &b 1\n\n説明。\n///\n", 2, "使えません"),
    ],
)
def test_a_broken_block_names_its_line_and_what_to_do(text, line, said):
    found = faults(text)
    assert any(number == line and said in message for number, message in found), found


def test_an_unclosed_block_does_not_swallow_the_next_one():
    text = f"/// explainer | x\n    port: 587\n\n説明。\n\n{RIGHT}"
    assert [line for line, _ in faults(text)] == [1]
    assert [block.name for block in scan(text.splitlines()).blocks] == ["send_flow"]


def test_an_unclosed_block_does_not_swallow_another_kind_of_block():
    text = "/// explainer | x\n\n説明。\n\n/// note | 覚え書き\nことば\n///\n"
    assert [line for line, _ in faults(text)] == [1]


@pytest.mark.parametrize("fence", ["```", "~~~", "````", "``` markdown"])
def test_fenced_code_is_not_looked_into(fence):
    closing = fence.split()[0]
    text = f"{fence}\n/// explaner | x\n[a](scene:b)\n{closing}\n"
    found = scan(text.splitlines())
    assert (found.faults, found.blocks, found.links) == ([], [], [])


@pytest.mark.parametrize("line", ["/// note | 覚え書き", "/// talk | 友", "///", "// 脚注", "a/b"])
def test_other_lines_are_let_be(line):
    assert faults(f"{line}\n") == []


@pytest.mark.parametrize("fence", ["```\n", "    ```\n    コード\n", "- 一\n\n  ```\n"])
def test_a_fence_that_never_closes_hides_nothing(fence):
    found = scan(f"{fence}\n{RIGHT}".splitlines())
    assert [block.name for block in found.blocks] == ["send_flow"]


def test_fenced_code_in_a_list_is_not_looked_into():
    text = "1. 例\n\n    ```\n    /// explainer | x\n    ```\n"
    assert faults(text) == []


def test_a_caption_may_show_a_block_in_fenced_code():
    text = "/// explainer | x\n\n説明。\n\n```\n///\n```\n\nつづき。\n///\n"
    (block,) = scan(text.splitlines()).blocks
    assert block.caption.endswith("つづき。")


def test_a_references_definition_is_a_link_to_a_scene_of_any_figure():
    (link,) = scan(["[開く]: scene:open"]).links
    assert (link.target, link.anywhere) == ("open", True)


def test_links_to_scenes_are_found_outside_code():
    found = scan(["[開く](scene:open)と`[x](scene:no)`と[図](scene:fig/read)"])
    assert [link.target for link in found.links] == ["open", "fig/read"]


@given(st.text(alphabet="/／ explainr|｜:： \n`~-[]{}&*ab", max_size=200))
def test_any_text_can_be_scanned(text):
    lines = text.splitlines()
    for block in scan(lines).blocks:
        assert 0 <= block.first < block.last < len(lines)
