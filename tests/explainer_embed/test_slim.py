"""What readers fetch is what was written, without its explanations."""

from pathlib import Path

import pytest
from explainer_embed.slim import slim

STATIC = Path(__file__).parents[2] / "plugins" / "explainer_embed" / "static"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('const a = "// no comment";', '"// no comment"'),
        ("const a = `/* no\n comment */ ${b} //`;", "`/* no\n comment */ ${b} //`"),
        ("const a = b.split(/[/*]+/);", "/[/*]+/"),
        ("return /'/.test(a);", "/'/"),
        ("const a = b / c; // d/e", "b/c;"),
    ],
)
def test_what_looks_like_a_comment_but_is_none_stays(written, kept):
    assert kept in slim("a.mjs", written.encode()).decode()


def test_comments_go():
    assert slim("a.mjs", b"/** @type {x} */\nlet a; // why\n") == b"let a;\n"
    assert slim("a.css", b"/* why */\np { color: red; } /* how */\n") == b"p { color: red; }\n"


def test_other_files_stay_as_they_are():
    assert slim("manifest.json", b'{ "a": "/* b */" }') == b'{ "a": "/* b */" }'


@pytest.mark.browser
def test_a_browser_reads_the_same_rules(browser):
    page = browser.new_page()
    for path in sorted(STATIC.glob("*.css")):
        rules = [
            page.evaluate(
                "(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
                " return Array.from(sheet.cssRules, (rule) => rule.cssText); }",
                text.decode(),
            )
            for text in (path.read_bytes(), slim(path.name, path.read_bytes()))
        ]
        assert rules[0], path.name
        assert rules[0] == rules[1], path.name
    page.close()
