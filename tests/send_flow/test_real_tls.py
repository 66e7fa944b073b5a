"""Real TLS in the story: what is seen of it, what it costs, and that nothing else pays for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from explainer_kit.explainer import Preset
from explainer_kit.story import Event, Story
from send_flow import explainer

REAL = [
    preset for preset in explainer.presets if {"eyes", "certificate"}.intersection(preset.settings)
]
TLS = ("tlslite", "tls")


def records(story: Story, conn: int = 1) -> list[Event]:
    return [
        event
        for step in story.steps
        for event in step.events
        if event.kind == "wire" and event.conn == conn
    ]


def drawn(story: Story) -> str:
    assert explainer.tables is not None
    return "".join(map(str, explainer.tables(story)))


def test_only_who_looks_waits_for_the_library() -> None:
    for preset in explainer.presets:
        parts = explainer.parts_for(explainer.settings(preset.settings))
        assert set(TLS).issubset(parts) == (preset in REAL)
        assert len(set(parts)) == len(parts)


def test_a_look_at_a_certificate_with_real_eyes_names_each_part_once() -> None:
    chosen = explainer.settings({"eyes": "tls12", "certificate": "expired", "records": "right"})
    assert explainer.parts_for(chosen) == ("first", "auth", *TLS)


def test_of_the_model_nothing_but_headers_is_told(run: Callable[..., Story]) -> None:
    story = run()
    assert {len(event.data or b"") for event in records(story)} == {5}
    assert "流れたTLSの記録" not in drawn(story)


@pytest.mark.parametrize("preset", REAL, ids=lambda preset: preset.id)
def test_the_real_records_are_laid_out_with_what_can_be_read(
    preset: Preset, run: Callable[..., Story]
) -> None:
    story = run(**preset.settings)
    table = drawn(story)
    hello = records(story)[0]
    assert (hello.data or b"")[:3] == b"\x16\x03\x01"
    assert len(hello.data or b"") == 5 + int.from_bytes((hello.data or b"")[3:5])
    assert "行き先は mail.example.jp" in table
    assert (hello.data or b"")[:5].hex(" ") in table
    assert "17 03 03" in table


def test_under_1_2_the_certificate_is_read_and_under_1_3_it_is_not(
    run: Callable[..., Story],
) -> None:
    old, new = (drawn(run(eyes=eyes)) for eyes in ("tls12", "tls13"))
    words = "mail.example.jp の証明書、署名は Mail World CA 1、2026-10-10 から 2027-01-08 まで"
    assert words in old
    assert "の証明書" not in new
    assert "TLS 1.2 に決まる" in old
    assert "TLS 1.3 に決まる" in new


def test_an_alert_is_read_where_the_version_leaves_it_open(run: Callable[..., Story]) -> None:
    old, new = (drawn(run(eyes=eyes, certificate="expired")) for eyes in ("tls12", "tls13"))
    assert "知らせ SSLV3_ALERT_CERTIFICATE_EXPIRED" in old
    assert "ALERT" not in new.partition("流れたTLSの記録")[2]


@pytest.mark.parametrize("preset", REAL, ids=lambda preset: preset.id)
def test_a_strict_app_shows_nothing_before_it_knows_who_is_there(
    preset: Preset, run: Callable[..., Story]
) -> None:
    story = run(**preset.settings)
    if story.outcome.id.startswith("cert-"):
        assert story.steps[-1].id == story.outcome.step == "untrusted"
        said = [e.text for s in story.steps for e in s.events if e.kind == "data"]
        assert not [text for text in said if text.startswith(("AUTH", "MAIL"))]


def test_careless_differs_from_strict_only_where_something_is_wrong(
    run: Callable[..., Story],
) -> None:
    strict, careless = (
        [step.say for step in run(eyes="tls13", trust=trust).steps]
        for trust in ("strict", "careless")
    )
    assert strict == careless


@pytest.mark.parametrize(
    ("security", "office", "outcome"),
    [
        ("starttls", "usual", "stripped"),
        ("if-offered", "usual", "password-exposed"),
        ("if-offered", "plain-too", "overheard"),
    ],
)
def test_starttls_stripped_ends_the_same_under_real_tls(
    security: str, office: str, outcome: str, run: Callable[..., Story]
) -> None:
    for eyes in ("model", "tls13"):
        story = run(line="stripped", security=security, office=office, eyes=eyes)
        assert story.outcome.id == outcome


def test_every_certificate_ends_in_words_of_its_own(run: Callable[..., Story]) -> None:
    control = explainer.by_name["certificate"]
    endings = {
        (value, door): run(certificate=value, **dict(zip(("port", "security"), door, strict=True)))
        for value, door in itertools.product(
            control.alternatives(), (("587", "starttls"), ("465", "tls"))
        )
    }
    assert {(v, s.outcome.id) for (v, _), s in endings.items()} == {
        ("right", "read"),
        ("expired", "cert-expired"),
        ("not-yet", "cert-not-yet"),
        ("self-signed", "cert-self-signed"),
        ("unknown", "cert-unknown"),
        ("no-chain", "cert-unknown"),
        ("wrong-name", "cert-wrong-name"),
    }
