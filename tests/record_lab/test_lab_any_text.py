"""Whatever is pasted comes to a report, and stays text."""

from __future__ import annotations

from html.parser import HTMLParser

from explainer_kit.figure import view
from explainer_kit.report import Report
from hypothesis import example, given, settings
from hypothesis import strategies as st
from record_lab import explainer
from record_lab.machine import tell

WORDS = """
v=spf1 v=DMARC1 v=DKIM1 ; = a mx ptr all - ~ ? + include: exists: redirect= exp= ip4: ip6: A MX TXT
example.jp . %{i} %{p} %{d2r} %{ } % / // 24 192.0.2.25 ::1 p= sp= np= reject none t=y psd=y k= rsa
ed25519 AAAA t=s \\ " あ rua=mailto:a@b.test ( ) @ IN 300 pct= adkim=x , <script>alert(1)</script>
"""
SIGNS = [" ", "\n", "\t", *WORDS.split(), "<b onclick=x>", "'\"><img src=x onerror=y>", "&lt;"]
RECORD = st.lists(st.sampled_from(SIGNS), max_size=25).map("".join) | st.text(max_size=80)
TEXTS = ("domain", "spf", "selector", "dkim", "dmarc", "author", "sender", "address", "helo",
         "signer", "zone")  # fmt: skip
PASTED = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(TEXTS, RECORD)
    | {"seal": st.sampled_from(["valid", "broken", "none"]), "whole": st.booleans()},
)
DRAWN = """
a b br button code details div em figcaption figure li mark ol p section small span summary table
tbody td th thead tr ul
"""
TAGS = set(DRAWN.split())


class Seen(HTMLParser):
    """What a browser would make of some markup."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names.update(name for name, _ in attrs)
        self.links.update(value or "" for name, value in attrs if name == "href")


@settings(max_examples=150, deadline=None)
@given(PASTED)
@example({"spf": "</code></section><script>alert(1)</script>"})
@example({"zone": "x" * 20_001, "spf": "v=spf1 " + "a " * 1500})
def test_any_text_comes_to_a_report_and_stays_text(pasted: dict[str, object]) -> None:
    report = explainer.run(pasted)
    assert isinstance(report, Report)
    assert report.verdict in explainer.outcomes
    assert (report.first_fix is None) or report.first_fix.field in explainer.by_name
    seen = Seen()
    seen.feed(view(explainer, report))
    assert seen.tags <= TAGS
    assert not [name for name in seen.names if name.startswith("on") or name == "style"]
    assert all(link.startswith("https://www.rfc-editor.org/rfc/") for link in seen.links)
    assert len(report.to_bytes()) < 256_000


@settings(max_examples=60, deadline=None)
@given(PASTED)
def test_the_same_text_comes_to_the_same_report(pasted: dict[str, object]) -> None:
    first, second = explainer.run(pasted), explainer.run(pasted)
    assert first.to_bytes() == second.to_bytes()
    assert view(explainer, first) == view(explainer, second)


@settings(max_examples=150, deadline=None)
@given(PASTED)
def test_every_fault_is_told_in_japanese(pasted: dict[str, object]) -> None:
    """What the table does not know is quoted in the machine's own words: there is none so far."""
    report = explainer.run(pasted)
    assert isinstance(report, Report)
    assert not [one for one in report.problems if "読めないところがあります" in one.message]


def test_what_the_table_does_not_know_is_quoted_and_cut() -> None:
    told = tell("something new" + "x" * 500)
    assert told.message.startswith("読めないところがあります（something new")
    assert len(told.message) < 100


def test_a_long_record_is_told_up_to_a_bound() -> None:
    report = explainer.run({"spf": "v=spf1 " + "ip4:192.0.2.1 " * 250 + "~all"})
    assert view(explainer, report).count("px-finding") < 80
