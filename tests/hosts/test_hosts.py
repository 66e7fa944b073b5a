"""What hosts are told: what may be kept for ever is what can never change."""

import re

import pytest
from hosts import headers_file, kept_for_ever, nginx_file

FILES = [
    "index.html",
    "2026/a/index.html",
    "explainers/player-0123456789ab/element.mjs",
    "explainers/player-0123456789ab/element.mjs.br",
    "explainers/runs/0123456789abcdef.json",
    "theme/favicon.svg",
    "theme/style-0123456789ab.css",
    "theme/fonts/face-0123456789ab.woff2",
    "theme/fonts/OFL-zenmarugothic.txt",
    "sitemap.xml",
]
POLICY = "default-src 'none'; script-src 'self'"


def test_a_folder_of_which_all_may_be_kept_is_one_rule():
    assert kept_for_ever(FILES) == [
        "explainers/*",
        "theme/fonts/face-0123456789ab.woff2",
        "theme/style-0123456789ab.css",
    ]


@pytest.mark.parametrize("name", ["2026/decade/index.html", "a-beef.css", "tag/deadbeef/x.html"])
def test_a_name_that_only_looks_like_a_hash_is_asked_for_anew(name):
    assert kept_for_ever([name]) == []


def test_no_header_stands_in_two_rules():
    text = headers_file(kept_for_ever(FILES), POLICY, "/sub")
    first, *others = re.split(r"^(?=/)", text, flags=re.MULTILINE)[1:]
    assert first.startswith("/sub/*\n")
    assert f"Content-Security-Policy: {POLICY}\n" in first
    assert "Cache-Control" not in first
    assert all(rule.count(": ") == 1 and "immutable" in rule for rule in others)
    assert others[0].startswith("/sub/explainers/*\n")


def test_no_file_of_the_site_that_can_change_is_kept_for_ever(site):
    files = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    rules = kept_for_ever(sorted(files))
    pattern = "|".join(
        re.escape(rule[:-1]) if rule.endswith("*") else re.escape(rule) + "$" for rule in rules
    )
    kept = [file for file in files if re.match(pattern, file)]
    assert [file for file in kept if file.endswith((".html", ".xml", ".ico", ".txt"))] == []
    assert any(file.startswith("explainers/") for file in kept)
    assert len(rules) < 90  # hosts read a hundred
    assert "immutable" in nginx_file(rules, POLICY)
