"""What the articles must hold, read from their Markdown: facts a reader acts on, links, heads."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
ARTICLES = {path.stem: path for path in sorted(CONTENT.glob("20*/*.md"))}
MAIL = ARTICLES["imap-smtp"].read_text(encoding="utf-8")


def _head(path: Path) -> dict[str, str]:
    head, _, _ = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(re.findall(r"^(\w+):\s*(.+)$", head, re.M))


STAMPED = [slug for slug, path in ARTICLES.items() if "Stamp" in _head(path)]
SEASON_PIECES = [slug for slug, path in ARTICLES.items() if _head(path)["Category"] == "季節の便り"]
PAGES = sorted(CONTENT.glob("pages/*.md"))


def _prose(path: Path) -> str:
    """Headings, paragraphs and lists: no head, no figure blocks, no table."""
    _, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    body = re.sub(r"^/// explainer.*?^///$", "", body, flags=re.M | re.S)
    body = re.sub(r"^(\||///).*$", "", body, flags=re.M)
    body = re.sub(r"\{([^|{}]+)\|[^|{}]+\}", r"\1", body)
    return re.sub(r"\]\([^)]*\)|\{#[\w-]+\}|[\s#*`\[\]]", "", body)


def _section(anchor: str) -> str:
    """The text of the mail article from one second heading to the next."""
    return re.split(r"^## ", MAIL.partition(f"{{#{anchor}}}")[2], maxsplit=1, flags=re.M)[0]


@pytest.mark.parametrize("slug", ARTICLES)
def test_an_article_has_what_lists_and_links_show(slug: str) -> None:
    head = _head(ARTICLES[slug])
    assert head.keys() >= {"Title", "Date", "Category", "Tags", "Summary"}


@pytest.mark.parametrize("slug", STAMPED)
def test_an_article_has_a_stamp_that_is_drawn(slug: str) -> None:
    stamp = _head(ARTICLES[slug])["Stamp"]
    assert (ROOT / "theme" / "templates" / "art" / f"stamp-{stamp}.svg").is_file()


@pytest.mark.parametrize("slug", ARTICLES)
def test_an_article_has_a_romaji_address(slug: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", slug)


@pytest.mark.parametrize("slug", ARTICLES)
def test_a_description_fits_under_a_search_result(slug: str) -> None:
    assert 30 <= len(_head(ARTICLES[slug])["Summary"]) <= 120


@pytest.mark.parametrize(
    ("slug", "least", "most"),
    [("imap-smtp", 4500, 7000), ("gpg-pgp", 900, 2200), ("photo-ac", 900, 1800)],
)
def test_an_article_is_as_long_as_it_needs(slug: str, least: int, most: int) -> None:
    assert least <= len(_prose(ARTICLES[slug])) <= most


@pytest.mark.parametrize("slug", SEASON_PIECES)
def test_a_season_piece_is_a_short_letter(slug: str) -> None:
    assert 600 <= len(_prose(ARTICLES[slug])) <= 1600


def test_season_pieces_go_once_round_the_year() -> None:
    months = {_head(ARTICLES[slug])["Date"][5:7] for slug in SEASON_PIECES}
    assert len(months) >= 8


@pytest.mark.parametrize("path", [*ARTICLES.values(), *PAGES], ids=lambda path: path.stem)
def test_no_reading_stands_in_a_row_of_a_table(path: Path) -> None:
    """The bar between word and reading would part the cell in two."""
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    assert [row for row in rows if re.search(r"\{[^|{}]+\|[^|{}]+\}", row)] == []


def test_the_page_for_work_can_be_written_to() -> None:
    page = (CONTENT / "pages" / "oshigoto.md").read_text(encoding="utf-8")
    assert "](mailto:hello@kimeguri.example)" in page


def test_the_day_has_its_twelve_rows() -> None:
    profile = (CONTENT / "pages" / "profile.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (\d+:\d\d) \|", profile, re.M) == [
        *("6:30", "7:00", "8:00", "10:30", "12:30", "13:00"),
        *("16:00", "17:30", "18:30", "20:00", "21:30", "23:00"),
    ]


def test_gpg_is_the_article_before_mail_in_time() -> None:
    in_time = sorted(ARTICLES, key=lambda slug: _head(ARTICLES[slug])["Date"])
    assert in_time[in_time.index("imap-smtp") - 1] == "gpg-pgp"


def test_mail_links_both_neighbours() -> None:
    assert {"gpg-pgp.md", "photo-ac.md"} <= set(re.findall(r"\{filename\}([\w-]+\.md)", MAIL))


def test_mail_keeps_the_order_of_its_sections() -> None:
    assert re.findall(r"^## .*\{#([\w-]+)\}$", MAIL, re.M) == [
        "pillars",
        "imap",
        "smtp",
        "compare",
        "settings",
        "talk",
        "neighbours",
    ]


@pytest.mark.parametrize(
    ("anchor", "said"),
    [
        ("pillars", ["写真AC", "サーバー", "ポート", "認証", "覚え書き"]),
        ("imap", ["容量", "二段階認証", "アプリパスワード", "ごみ箱まで空に", "場所は空きません"]),
        ("smtp", ["MX", "中継の制限", "SPF", "DKIM", "DMARC", "OAuth2", "25番"]),
        ("smtp", ["差出人のドメインを管理している人"]),
        ("compare", ["役目", "向き", "メールのある場所", "入力するもの", "まちがえると"]),
        ("compare", ["TLS", "使いまわさないパスワード", "二段階認証"]),
        ("settings", ["送るテストと受け取るテスト", "143", "587", "993", "465"]),
        ("talk", ["郵便受け", "運ぶ人", "POP"]),
    ],
)
def test_mail_says_what_its_section_is_for(anchor: str, said: list[str]) -> None:
    section = _section(anchor)
    assert [words for words in said if words not in section] == []


def _row(anchor: str, name: str) -> list[str]:
    (row,) = re.findall(rf"^\| {name} \|(.+)\|$", _section(anchor), re.M)
    return [cell.strip() for cell in row.split("|")]


def test_the_table_pairs_ports_with_protocols() -> None:
    imap, smtp = _row("compare", "ポート")
    assert set(re.findall(r"\d+", imap)) == {"143", "993"}
    assert set(re.findall(r"\d+", smtp)) == {"25", "465", "587"}


def test_the_table_pairs_ports_with_encryption() -> None:
    """RFC 8314, section 3: 993 and 465 speak TLS at once, 143 and 587 change to it."""
    for cell, at_once, later in zip(
        _row("compare", "暗号化"), ("993", "465"), ("143", "587"), strict=True
    ):
        assert f"{at_once}ははじめからTLS" in cell
        assert f"{later}はSTARTTLS" in cell


def test_errors_are_looked_for_in_the_order_that_helps() -> None:
    order = re.findall(r"^\d\. \*\*(.+?)\*\*", _section("settings"), re.M)
    assert order == ["認証の情報", "サーバー名のつづり", "暗号化"]


def test_no_server_name_in_the_prose_is_a_real_one() -> None:
    prose = re.sub(r"^/// explainer \|.*?^///$", "", MAIL, flags=re.M | re.S)
    hosts = re.findall(r"(?:imap|smtp|pop)\.[a-z.]+", prose)
    assert hosts
    assert all(host.endswith(".example.jp") for host in hosts)


def test_no_address_in_an_example_can_be_somebodys() -> None:
    addresses = re.findall(r"[\w.]+@([\w.]+)", MAIL)
    assert addresses
    assert set(addresses) == {"example.jp"}


def test_the_first_figure_is_the_photo_to_a_friend() -> None:
    first = MAIL.partition("/// explainer | send_flow\n")[2].partition("\n///")[0]
    assert "photo: on" in first
    assert MAIL.index("/// explainer") < MAIL.index("{#imap}")


def shown(explainer: str) -> list[list[str]]:
    """The controls of each of the article's figures of an explainer."""
    blocks = re.findall(rf"^/// explainer \| {explainer}\n(.*?)^///$", MAIL, re.M | re.S)
    found = [re.search(r"^    show: \[(.+)\]$", block, re.M) for block in blocks]
    return [match[1].split(", ") for match in found if match]


def test_each_small_figure_of_sending_has_one_new_knob_and_the_last_has_all() -> None:
    knobs = shown("send_flow")
    assert knobs[:-1] == [["photo"], ["recipient"], ["auth"], ["port", "security"]]
    assert {name for names in knobs for name in names} | {"subject", "message"} == set(knobs[-1])


def test_each_figure_of_the_box_has_one_knob() -> None:
    assert shown("sync_flow") == [["devices"], ["day"], ["day"], ["protocol", "leave"]]


def test_settings_are_checked_without_the_error_and_the_error_alone() -> None:
    assert [("email" in names, "error" in names) for names in shown("settings_check")] == [
        (True, False),
        (False, True),
    ]
