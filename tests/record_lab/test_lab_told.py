"""What the papers tell is what the laboratory found: terms, counts, places, tags, names."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from explainer_kit.figure import view
from explainer_kit.report import Report
from lxml import html
from mail_world.auth.spf import every_term
from record_lab import explainer
from record_lab.run import examined, question_of

PRESETS = {preset.id: preset for preset in explainer.presets}


def drawn(name: str = "right", **changes: object) -> html.HtmlElement:
    report = explainer.run({**PRESETS[name].settings, **changes})
    assert isinstance(report, Report)
    return html.fragment_fromstring(view(explainer, report))


def paper(tree: html.HtmlElement, title: str) -> html.HtmlElement:
    (found,) = tree.xpath(f"//section[@aria-label='{title}']")
    return found


def words(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content())


def codes(element: html.HtmlElement) -> Iterator[str]:
    for item in element.xpath(".//li[contains(@class, 'px-finding')]/p[@class='px-field-name']"):
        yield item.xpath("string(code)")


def test_terms_stand_in_the_order_in_which_they_were_looked_at() -> None:
    assert list(codes(paper(drawn(), "SPFを一語ずつ"))) == [
        "mx", "include:_spf.sender.example", "ip4:203.0.113.0/24",
    ]  # fmt: skip


def test_each_record_is_shown_as_it_was_read() -> None:
    """What dig cut into strings is one text again, with the records that it leads to."""
    shown = paper(drawn(spf='"v=spf1 mx include:" "_spf.sender.example ~all"'), "SPFを一語ずつ")
    assert [code.text for code in shown.xpath(".//div[@class='px-evidence']/code")] == [
        "v=spf1 mx include:_spf.sender.example ~all", "v=spf1 ip4:203.0.113.0/24 -all",
    ]  # fmt: skip


def test_every_term_that_was_reached_is_told() -> None:
    for preset in explainer.presets:
        lab = examined(question_of(explainer.settings(preset.settings)))
        if preset.id == "blank" or lab.spf is None:
            continue
        there = list(codes(paper(drawn(preset.id), "SPFを一語ずつ")))
        reached = [
            term.text for term in every_term(lab.spf.evaluation) if term.outcome != "not-reached"
        ]
        assert there == reached, preset.id


def test_the_count_runs_to_ten_and_says_when_it_is_over() -> None:
    said = words(paper(drawn("ten"), "SPFを一語ずつ"))
    assert re.findall(r"言葉の(\d+)つめ", said) == [str(number) for number in range(1, 12)]
    assert "11／10まで ✕ こえました" in said


def test_names_without_an_answer_are_counted_to_two() -> None:
    said = words(paper(drawn("void"), "SPFを一語ずつ"))
    assert re.findall(r"（(\d)回め", said) == ["1", "2", "3"]
    assert "3／2まで ✕ こえました" in said


def test_look_ups_within_a_record_within_count_on() -> None:
    zone = (
        '_spf.sender.example. TXT "v=spf1 a:one.sender.example -all"\n'
        "one.sender.example. A 203.0.113.25\nexample.jp. MX 10 mail\nmail A 192.0.2.1"
    )
    said = words(paper(drawn(zone=zone), "SPFを一語ずつ"))
    assert re.findall(r"言葉の(\d+)つめ", said) == ["1", "2", "3"]


def test_the_place_of_a_fault_is_marked_in_what_was_pasted() -> None:
    marks = paper(drawn("slip"), "SPFを一語ずつ").xpath(".//mark")
    assert [mark.text for mark in marks] == ["inlcude:_spf.sender.example"]
    second = drawn(spf='"v=spf1 mx "\n"ip4:192.0.2.300 ~all"')
    assert [mark.text for mark in second.xpath("//mark")] == ["ip4:192.0.2.300"]
    assert "2行目の2文字目" in words(second)


def test_what_was_not_pasted_is_said_and_can_be_asked_for_elsewhere() -> None:
    open_questions = paper(drawn("unpasted"), "聞けなかったこと")
    assert "だれにも何も送りません" in words(open_questions)
    (line,) = open_questions.xpath(".//button/@data-value")
    assert line == "dig +noall +answer _spf.sender.example TXT"
    assert drawn().xpath("//section[@aria-label='聞けなかったこと']") == []


@pytest.mark.parametrize("name", ["$(reboot).example", "a;reboot", "-f.example", "`x`.example"])
def test_no_name_that_a_shell_might_act_on_comes_into_the_line(name: str) -> None:
    tree = drawn("unpasted", spf=f"v=spf1 include:{name} include:_s.example ~all")
    for line in tree.xpath("//button[@data-do='copy']/@data-value"):
        assert re.fullmatch(r"dig \+noall \+answer( [a-z0-9_][a-z0-9_.-]* [A-Z]+)+", line)


def test_every_tag_that_is_written_is_told_and_so_are_the_defaults() -> None:
    rows = paper(drawn("sub"), "DMARCを一つずつ").xpath(".//tbody/tr/th")
    said = [words(row) for row in rows]
    assert said[:5] == [
        "v=DMARC1", "p=reject", "sp=quarantine", "aspf=s", "rua=mailto:dmarc@example.jp",
    ]  # fmt: skip
    assert set(said[5:]) == {"np=", "adkim=", "psd=", "t="}


def test_the_policy_of_the_subdomain_is_the_one_that_counts() -> None:
    said = words(paper(drawn("sub"), "DMARCを一つずつ"))
    assert "「sp=quarantine」" in said
    assert "_dmarc.news.example.jp" in said
    assert "親のドメイン" in said


def test_removed_tags_are_said_to_be_gone() -> None:
    said = words(paper(drawn("old"), "DMARCを一つずつ"))
    assert said.count("新しい決まり（RFC 9989）でなくなりました") == 2


def test_testing_makes_the_policy_weaker() -> None:
    assert "一段ゆるめて" in words(paper(drawn("trying"), "DMARCを一つずつ"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("right", "2048ビット。じゅうぶん"),
        ("short", "1024ビット。使えますが"),
        ("ed25519", "256ビット。"),
        ("revoked", "取り消された鍵"),
    ],
)
def test_a_key_is_told_with_its_strength(name: str, said: str) -> None:
    assert said in words(paper(drawn(name), "DKIMの鍵と封印"))


def test_flags_of_a_key_are_told() -> None:
    said = words(paper(drawn(dkim="v=DKIM1; t=y:s; n=note; p="), "DKIMの鍵と封印"))
    assert "ためしている途中" in said
    assert "サブドメインの名前では封印できません" in said
    assert "覚え書き" in said


def test_alignment_is_told_for_both() -> None:
    said = words(paper(drawn("unaligned"), "DMARCを一つずつ"))
    assert "SPFの「sender.example」：✕ 合いません" in said
    assert "DKIMの「sender.example」：✕ 合いません" in said


def test_another_record_than_the_pasted_one_is_told_beside_it() -> None:
    tree = drawn("unaligned")
    assert "sender.example のレコード" in words(paper(tree, "SPFを一語ずつ"))
    assert "example.jp のレコード" in words(paper(tree, "貼られたSPFを一語ずつ"))


def test_from_without_an_address_still_tells_of_the_records() -> None:
    tree = drawn(author="はな")
    assert paper(tree, "SPFを一語ずつ") is not None
    assert paper(tree, "DMARCを一つずつ") is not None
