"""A plain Pelican site at a known now, with something to hide."""

import pytest

NOW = 1793577600  # 2026-11-02T09:00 in Japan
SECRET = "ひみつの言葉"
HEAD = "Title: {title}\nDate: {date}\nTags: {tag}\nCategory: {category}\n{more}\n"


def head(title, date, *, tag="散歩", category="季節", more=""):
    """The head of an article."""
    return HEAD.format(title=title, date=date, tag=tag, category=category, more=more)


@pytest.fixture
def desk(elsewhere, monkeypatch):
    """A site with one published article, one that waits for its hour, and a draft."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))
    elsewhere.settings(
        "import search, whole_build",
        "PLUGINS = [whole_build, search, explainer_embed]",
        "PELICAN_CLASS = whole_build.WholeBuild",
        "WITH_FUTURE_DATES = True",
        "SLUGIFY_SOURCE = 'basename'",
        "STATIC_PATHS = ['images']",
        "FEED_ALL_ATOM = 'feeds/atom.xml'",
        "FEED_ALL_RSS = 'feeds/rss.xml'",
        "RSS_FEED_SUMMARY_ONLY = False",
        "TAG_FEED_ATOM = 'feeds/tag-{slug}.xml'",
    )
    elsewhere.write(
        "a.md", "もう読める話。![庭]({static}/images/garden.svg)", head=head("庭", "2026-11-01")
    )
    elsewhere.write(
        "b.md",
        f"{SECRET}。![柿]({{static}}/images/secret.svg)\n\n"
        f"/// explainer | kettle\n    guest: {SECRET}\n\n{SECRET}の図。\n///\n",
        head=head(f"題も{SECRET}", "2026-11-02 20:00", tag=SECRET, category=f"{SECRET}の棚"),
    )
    elsewhere.write(
        "c.md", f"下書きの{SECRET}。", head=head("下書き", "2026-10-01", more="Status: draft\n")
    )
    elsewhere.write("pages/d.md", f"頁の{SECRET}。", head=f"Title: {SECRET}\nStatus: draft\n\n")
    for name, words in (("garden.svg", "庭"), ("secret.svg", SECRET)):
        elsewhere.write(f"images/{name}", f"<svg><title>{words}</title></svg>", head="")
    return elsewhere
