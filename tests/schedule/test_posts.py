"""Heads, dates, and what is due: functions of texts and a now."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import posts
import pytest
from markdown import Markdown
from pelican.utils import get_date, set_date_tzinfo

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=TOKYO)


def post(date, *, title="題", more="", path="content/2026/a.md"):
    return posts.parse_post(path, f"Title: {title}\nDate: {date}\n{more}\n本文。\n")


@pytest.mark.parametrize(
    "text",
    [
        "Title: 題\nTags: 散歩\n    写真\n\n本文",
        "---\nTitle: 題\nTags: 散歩\n---\n本文",
        "Title: 題\n本文だけの行\n",
        "Title: 題: 副題\nSummary:\n\n本文",
        "本文だけ",
        "",
    ],
)
def test_a_head_is_read_as_markdown_reads_it(text):
    markdown = Markdown(extensions=["meta"])
    markdown.convert(text)
    read = {key: field.value for key, field in posts.parse_post("a.md", text).head.items()}
    assert read == {key: " ".join(value).strip() for key, value in markdown.Meta.items()}


def test_each_entry_knows_its_line_and_the_body_where_it_begins():
    one = post("2026-11-01", more="Tags: 散歩\n")
    assert (one.line_of("title"), one.line_of("date"), one.line_of("tags")) == (1, 2, 3)
    assert one.lines[one.body - 1] == "本文。"


@pytest.mark.parametrize(
    "text", ["2026-12-01", "2026-12-01 20:00", "2026/12/1 7:05", "2026-12-01T20:00:30+09:00"]
)
def test_a_date_is_the_same_moment_as_for_pelican(text):
    assert posts.parse_date(text) == set_date_tzinfo(get_date(text.replace("/", "-")), "Asia/Tokyo")


@pytest.mark.parametrize(
    "text", ["", "いつか", "2026-13-01", "2026-02-30", "12-01", "2026-12-01 25:00"]
)
def test_a_date_that_pelican_would_guess_at_or_refuse_is_none(text):
    assert posts.parse_date(text) is None


@pytest.mark.parametrize(
    ("date", "held"),
    [("2026-11-02 09:00", False), ("2026-11-02 09:01", True), ("2026-11-02", False)],
)
def test_a_post_is_held_back_until_its_minute(date, held):
    assert posts.held_back(post(date), NOW) is held


def test_a_draft_is_held_back_whatever_its_date():
    assert posts.held_back(post("2020-01-01", more="Status: draft\n"), NOW)


def test_what_waits_comes_in_order_without_drafts():
    all_posts = [
        post("2026-12-24", title="のち"),
        post("2026-11-03", title="さき"),
        post("2026-11-04", title="下書き", more="Status: draft\n"),
        post("2026-11-01", title="もう"),
    ]
    assert [one.title for _, one in posts.waiting(all_posts, NOW)] == ["さき", "のち"]


def _published(commit="c1", ago=timedelta(hours=3)):
    return posts.Published(commit, NOW - ago)


@pytest.mark.parametrize(
    ("published", "commit", "said"),
    [
        (None, "c1", "まだありません"),
        (_published("c0"), "c1", "変わりました"),
        (_published(), "c1", "「朝の便り」の時刻になりました"),
        (_published(ago=timedelta(0)), "c1", ""),
        (_published(ago=timedelta(minutes=59)), "c1", ""),
    ],
)
def test_a_site_is_published_when_something_is_due_or_has_changed(published, commit, said):
    one = post("2026-11-02 08:00", title="朝の便り")
    reason = posts.reason_to_publish(published, commit, [one, post("2026-11-02 09:01")], NOW)
    assert (said in reason) is True
    assert bool(reason) is bool(said)


def test_what_a_site_says_of_itself_is_read_again_and_tells_nothing_of_what_comes():
    text = _published().to_json()
    assert posts.Published.from_json(text) == _published()
    assert set(__import__("json").loads(text)) == {"format", "commit", "built"}


@pytest.mark.parametrize("text", ["", "<html>404</html>", "[]", "{}", '{"format": 2}', "null"])
def test_anything_else_is_no_word_of_a_site(text):
    assert posts.Published.from_json(text) is None


def test_the_builds_zone_is_japans_whatever_the_machines():
    assert posts.parse_date("2026-12-01 20:00") == datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
