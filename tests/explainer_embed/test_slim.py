"""What readers fetch is what was written, without its explanations."""

from pathlib import Path

import pytest
from explainer_embed.slim import slim

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "plugins" / "explainer_embed" / "static"
THEME = ROOT / "theme" / "static" / "css"


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
    assert slim("a.css", b"/* why */\np { color: red; } /* how */\n") == b"p{color:red}\n"


def test_other_files_stay_as_they_are():
    assert slim("manifest.json", b'{ "a": "/* b */" }') == b'{ "a": "/* b */" }'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (
            'a { content: " ; } /* no comment */ , x: y" }',
            'a{content:" ; } /* no comment */ , x: y"}',
        ),
        ("a::before { content: '{ \\' : }' ; }", "a::before{content:'{ \\' : }'}"),
        ("a /* one */ b { color: red }", "a b{color:red}"),
        (
            ".a :is(b, c) { & :hover { x: calc(1px + 2px) } }",
            ".a :is(b,c){& :hover{x:calc(1px + 2px)}}",
        ),
        (
            "@media (width >= 1px) and (x: y) { a { b: c } }",
            "@media (width >= 1px) and (x:y){a{b:c}}",
        ),
        ("a { b: url(x /* y */.png) }", "a{b:url(x /* y */.png)}"),
        ("a { --empty: ; --b: { c } }", "a{--empty:;--b:{c}}"),
    ],
)
def test_a_style_sheet_loses_blanks_that_mean_nothing_and_no_other(written, kept):
    assert slim("a.css", written.encode()).decode() == kept + "\n"


@pytest.mark.browser
def test_a_browser_reads_the_same_rules(browser):
    page = browser.new_page()
    for path in sorted([*STATIC.glob("*.css"), *THEME.glob("*.css")]):
        rules = [
            page.evaluate(
                "(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
                # What holds var() is kept as it is written, blanks and line ends in it and all.
                " return Array.from(sheet.cssRules, ({ cssText }) =>"
                " cssText.replace(/\\s+/g, ' ').replace(/, /g, ',')); }",
                text.decode(),
            )
            for text in (path.read_bytes(), slim(path.name, path.read_bytes()))
        ]
        assert rules[0], path.name
        assert rules[0] == rules[1], path.name
    page.close()
