"""Each example ends as it promises, and what is offered as a mend does mend it."""

from __future__ import annotations

import pytest
from explainer_kit.explainer import Preset
from explainer_kit.figure import view
from explainer_kit.report import Problem, Report
from mail_world.auth.lab import LabReport
from record_lab import explainer
from record_lab.run import examined, question_of

PRESETS = {preset.id: preset for preset in explainer.presets}


def report_of(name: str, **changes: object) -> Report:
    report = explainer.run({**PRESETS[name].settings, **changes})
    assert isinstance(report, Report)
    return report


def lab_of(name: str) -> LabReport:
    return examined(question_of(explainer.settings(PRESETS[name].settings)))


def first_of(report: Report) -> Problem:
    first = report.first_fix
    assert first is not None
    return next(
        one for one in report.problems if (one.rule, one.field) == (first.rule, first.field)
    )


@pytest.mark.parametrize("preset", explainer.presets, ids=lambda preset: preset.id)
def test_a_preset_ends_as_it_promises(preset: Preset) -> None:
    assert explainer.run(preset.settings).verdict == preset.outcome  # type: ignore[union-attr]


def test_the_presets_end_in_many_ways() -> None:
    assert len(PRESETS) > 8
    assert len({preset.outcome for preset in explainer.presets}) > 6


def test_the_page_begins_with_what_is_right() -> None:
    report = report_of("right")
    assert (report.verdict, report.first_fix, report.problems) == ("ok", None, ())
    assert lab_of("right").certain


@pytest.mark.parametrize(
    ("name", "spf", "seal", "dmarc"),
    [
        ("right", "pass", "pass", "pass"),
        ("forwarded", "softfail", "pass", "pass"),
        ("slip", "permerror", "none", "fail"),
        ("ten", "permerror", "none", "fail"),
        ("void", "permerror", "pass", "pass"),
        ("two", "permerror", "pass", "pass"),
        ("anyone", "pass", "none", "pass"),
        ("unaligned", "pass", "pass", "fail"),
        ("revoked", "softfail", "permerror", "fail"),
        ("short", "pass", "pass", "pass"),
        ("ed25519", "softfail", "pass", "pass"),
        ("no-p", "softfail", "none", "fail"),
        ("old", "pass", "pass", "pass"),
        ("trying", "softfail", "none", "fail"),
        ("sub", "pass", "none", "fail"),
        ("unpasted", "softfail", "none", "fail"),
    ],
)
def test_a_preset_shows_what_it_is_called_after(name: str, spf: str, seal: str, dmarc: str) -> None:
    lab = lab_of(name)
    assert lab.spf
    assert lab.dmarc
    assert (lab.spf.result, lab.seal, lab.dmarc.result) == (spf, seal, dmarc)


@pytest.mark.parametrize(
    ("name", "rule", "field"),
    [
        ("slip", "spf-text", "spf"),
        ("ten", "spf-text", "spf"),
        ("void", "spf-text", "spf"),
        ("two", "spf-text", "spf"),
        ("anyone", "spf-anyone", "spf"),
        ("unaligned", "spf-unaligned", "sender"),
        ("revoked", "dkim-revoked", "dkim"),
        ("short", "dkim-short", "dkim"),
        ("no-p", "dmarc-no-p", "dmarc"),
        ("trying", "spf-fail", "address"),
        ("unpasted", "spf-unanswered", "zone"),
    ],
)
def test_what_is_to_be_mended_first_is_what_is_wrong(name: str, rule: str, field: str) -> None:
    first = first_of(report_of(name))
    assert (first.rule, first.field) == (rule, field)


@pytest.mark.parametrize(
    ("name", "verdict"), [("slip", "warn"), ("two", "ok"), ("anyone", "reject")]
)
def test_one_tap_mends_it(name: str, verdict: str) -> None:
    """A forger who came by +all is refused once it is gone."""
    first = first_of(report_of(name))
    assert first.to
    mended = report_of(name, **{first.field: first.to})
    assert mended.verdict == verdict
    assert first.rule not in {one.rule for one in mended.problems}


def test_tags_that_are_gone_are_taken_out_by_one_tap() -> None:
    note = next(one for one in report_of("old").problems if one.to)
    assert note.to == "v=DMARC1; p=quarantine; rua=mailto:dmarc@example.jp"
    assert report_of("old", dmarc=note.to).problems == ()


@pytest.mark.parametrize("preset", explainer.presets, ids=lambda preset: preset.id)
def test_every_finding_says_what_to_do_and_where_that_stands(preset: Preset) -> None:
    report = explainer.run(preset.settings)
    assert isinstance(report, Report)
    for one in report.problems:
        assert one.fix
        assert one.field in explainer.by_name
        assert one.rule == "begin" or one.source_url.startswith(
            "https://www.rfc-editor.org/rfc/rfc"
        )


def test_a_record_alone_is_enough_to_begin_with() -> None:
    """Whoever has emptied the form pastes one thing first: its fault is what is said first."""
    report = report_of("blank", domain="example.jp", spf="v=spf1 inlcude:_spf.sender.example ~all")
    assert report.verdict == "incomplete"
    assert first_of(report).to == "v=spf1 include:_spf.sender.example ~all"
    assert "貼られたSPFを一語ずつ" in view(explainer, report)
    good = report_of("blank", domain="example.jp", spf="v=spf1 ip4:192.0.2.1 ~all")
    assert [one.severity for one in good.problems if one.field == "spf"] == []


def test_records_without_a_name_ask_for_the_name_first() -> None:
    first = first_of(report_of("blank", spf="v=spf1 mx ~all"))
    assert (first.rule, first.field) == ("missing", "domain")


def test_a_mend_for_a_mail_that_nobody_meant_is_not_offered() -> None:
    assert first_of(report_of("right", spf="v=spf1 zzzz:x.example ~all")).to is None
    assert first_of(report_of("right", dmarc="v=DMARC1; p=xyz")).to is None


def test_the_verdict_is_marked_by_more_than_colour() -> None:
    marks = {
        name: view(explainer, report_of(name))[:300]
        for name in ("right", "mend", "reject")
        if name in PRESETS
    } | {
        "reject": view(explainer, report_of("slip"))[:300],
        "mend": view(explainer, report_of("two"))[:300],
        "depends": view(explainer, report_of("unpasted"))[:300],
    }
    assert "◯" in marks["right"]
    assert "！" in marks["mend"]
    assert "✕" in marks["reject"]
    assert "・" in marks["depends"]
