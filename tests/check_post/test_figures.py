"""What a figure must bring, what nothing may ask for, and which Python is let out."""

import hashlib

import pytest
from check_post.hooks import check_output
from check_post.outside_checks import outside_in_script, outside_in_style
from check_post.runtime_checks import check_runtime
from check_post.site_checks import check_pages, read_page
from kept import Shelf
from posts import parse_post

PATH = "2026/a/index.html"
ARTICLE = parse_post("content/2026/a.md", "Title: 題\n\n/// explainer | kettle\n\n図。\n///\n")
WHOLE = (
    '<py-explainer id="x"><figure><figcaption>図</figcaption>'
    '<div role="img" aria-label="やかん"><svg></svg></div><ol><li>湯がわく</li></ol>'
    '<label for="c">火</label><input id="c" name="heat"><button>再生</button>'
    "</figure></py-explainer>"
)
HASH = hashlib.sha256(b"x").hexdigest()


def check(body, own=""):
    page = read_page(f"<html><body>{body}</body></html>", own)
    return [str(one) for one in check_pages({PATH: page}, frozenset({PATH}), {PATH: ARTICLE})]


def test_a_whole_figure_is_left_alone():
    assert check(WHOLE) == []


@pytest.mark.parametrize(
    ("gone", "instead", "said"),
    [
        ("<figcaption>図</figcaption>", "", "説明文がありません"),
        ('<div role="img" aria-label="やかん"><svg></svg></div>', "", "絵がありません"),
        (' aria-label="やかん"', "", "絵に、言葉の説明"),
        ("<ol><li>湯がわく</li></ol>", "", "読める文がありません"),
        ('<label for="c">火</label>', "", "操作「heat」に名前がありません"),
        ("再生", "", "操作「button」に名前がありません"),
        ("<button>再生", '<button aria-labelledby="none">', "名前がありません"),
    ],
)
def test_what_a_figure_lacks_is_told_at_its_block(gone, instead, said):
    assert gone in WHOLE
    (found,) = check(WHOLE.replace(gone, instead))
    assert found.startswith("content/2026/a.md:3: 図 x ")
    assert said in found


@pytest.mark.parametrize(
    "body",
    [
        '<script src="https://a.example/x.js"></script>',
        '<img alt="" src="//a.example/x.png">',
        '<img alt="" srcset="https://a.example/x.png 2x">',
        '<link rel="preconnect" href="https://a.example">',
        '<iframe src="https://a.example/"></iframe>',
        '<p style="background:url(https://a.example/x.png)">x</p>',
        '<style>@import "https://a.example/x.css";</style>',
        '<script type="module">import "https://a.example/x.mjs";</script>',
        '<script>fetch("https://a.example/")</script>',
        '<meta http-equiv="Content-Security-Policy" content="connect-src https://a.example">',
        '<svg><image href="https://a.example/x.png"/></svg>',
    ],
)
def test_what_a_page_asks_of_another_host_is_found(body):
    (found,) = [one for one in check(body) if "よそのサーバー" in one]
    assert found.startswith("content/2026/a.md:")
    assert "a.example" in found


def test_a_link_to_follow_and_the_sites_own_address_are_no_requests():
    body = (
        '<a href="https://a.example/">次</a><link rel="canonical" href="https://a.example/">'
        '<link rel="icon" href="https://own.example/icon.png">'
    )
    assert not [one for one in check(body, "https://own.example") if "よそ" in one]


def test_style_sheets_and_scripts_are_read_for_requests():
    assert list(outside_in_style("p{background:url('https://a.example/b.png')}"))
    assert list(outside_in_script('new WebSocket("wss://a.example")')) == ["wss://a.example"]
    assert list(outside_in_script('const rule = "https://www.rfc-editor.org/";')) == []


def test_a_runtime_file_that_is_not_the_pinned_one_is_found_at_the_locks_line():
    files = {"pyodide.mjs": b"x", "pyodide.asm.wasm": b"other"}
    lock = f"{HASH}  pyodide.mjs\n{HASH}  pyodide.asm.wasm\n"
    (found,) = check_runtime(lock, files)
    assert str(found).startswith("explainers/runtime.sha256:2: pyodide.asm.wasm が")


@pytest.mark.parametrize("lock", [None, "", "x\n", f"{HASH}  gone.mjs\n"])
def test_a_lock_that_pins_nothing_is_found(lock):
    assert list(check_runtime(lock, {"pyodide.mjs": b"x"}))


def test_a_site_without_figures_needs_no_lock():
    assert list(check_runtime(None, {})) == []


def test_files_of_the_output_are_looked_into(tmp_path):
    (tmp_path / "a.css").write_text("p{background:url(//a.example/b.png)}")
    runtime = tmp_path / "explainers" / "runtime-1"
    runtime.mkdir(parents=True)
    (runtime / "pyodide.mjs").write_bytes(b"other")
    found = [str(one) for one in check_output(tmp_path, {}, "", tmp_path, Shelf(None))]
    assert any(one.startswith("output/a.css:1: よそ") for one in found)
    assert any(one.startswith("explainers/runtime.sha256:1: ") for one in found)
