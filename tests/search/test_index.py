"""The index as a file: what goes in, and how large it may get."""

import random
import re
import zlib
from collections import defaultdict
from pathlib import Path

from search import Entry, pack, plain_text, ruby_readings
from search.index import MOST_LETTERS, _by_rank, _codes

from tests.search.conftest import ask_file, entry

CONTENT = Path(__file__).parents[2] / "content"
ARTICLES = ("gpg-pgp", "imap-smtp", "photo-ac", "shousetsu")
SAMPLE = 10_000


def _own_prose():
    """Japanese letters of four articles of the blog, without heads and markup."""
    texts = [(CONTENT / "2026" / f"{name}.md").read_text("utf-8") for name in ARTICLES]
    bodies = "".join(text.partition("\n\n")[2] for text in texts)
    return re.sub(r"[\s -~]+", "", bodies)


def _hardness(text):
    """Bytes a letter when packed as the index packs."""
    packed = text.translate(_codes(_by_rank(text))).encode("latin-1")
    return len(zlib.compress(packed, 9)) / len(text)


def _babble(prose, share, length):
    """Text whose letters follow one another as in the prose: of each letter, the two before it are
    looked at for a share of the letters, the one before it for the rest."""
    pick = random.Random(7)
    after_one, after_two = defaultdict(list), defaultdict(list)
    for a, b, c in zip(prose, prose[1:], prose[2:], strict=False):
        after_one[a].append(b)
        after_two[a + b].append(c)
    out = [*prose[:2]]
    while len(out) < length:
        two = after_two[out[-2] + out[-1]] if pick.random() < share else None
        out.append(pick.choice(two or after_one[out[-1]] or prose))
    return "".join(out)


def test_three_hundred_articles_stay_under_300_kilobytes(tmp_path):
    """1,500 letters each, of a text that is as hard to pack as the blog's own prose is, piece for
    piece of the same length; and what was packed is still found."""
    prose = _own_prose()
    goal = _hardness(prose[:SAMPLE])
    shares = (share / 20 for share in range(15, -1, -1))
    share = next(one for one in shares if _hardness(_babble(prose, one, SAMPLE)) >= goal)
    text = _babble(prose, share, 300 * 1520)
    entries = [
        Entry(
            f"2026/kiji-{n}/",
            text[n * 1520 : n * 1520 + 20],
            f"2026-{n % 12 + 1:02}-01",
            "季節の便り",
            ("散歩", "写真", "お茶"),
            (),
            text[n * 1520 + 20 : n * 1520 + 1520],
        )
        for n in range(300)
    ]
    entries[123] = entry("needle/", body=text[:750] + "柿右衛門の絵皿" + text[750:1493])
    path = tmp_path / "letters.bin"
    path.write_bytes(pack(entries, []))
    assert path.stat().st_size < 300_000
    (hits,) = ask_file(path, "かき右衛門 絵皿", "柿右衛門 絵皿")[1:]
    assert [hit["address"] for hit in hits] == ["needle/"]


def test_letters_beyond_what_fits_become_the_printers_sign(tmp_path):
    """More kinds of letters than any text has: the rest of the text stays as it is."""
    many = "".join(map(chr, range(0x20000, 0x20000 + MOST_LETTERS + 5)))
    path = tmp_path / "letters.bin"
    path.write_bytes(pack([entry("a/", body=f"目印目印{many}")], []))
    ((hit,),) = ask_file(path, "目印")
    assert hit["body"].startswith("目印目印\U00020000")
    assert hit["body"].endswith("〓〓")
    assert len(hit["body"].replace("〓", "〓〓").encode("utf-16-le")) // 4 == len(many) + 2


def test_equal_texts_give_equal_bytes():
    one = [entry("a/", body="あいうえお柿"), entry("b/", body="柿あい")]
    assert pack(one, [("かき", "柿")]) == pack(list(one), [("かき", "柿"), ("かき", "柿")])


def test_a_reading_of_a_word_that_stands_nowhere_stays_at_home():
    data = zlib.decompress(pack([entry("a/", body="柿")], [("かき", "柿"), ("うめ", "梅")]))
    assert '"readings":[["かき","柿"]]'.encode() in data


def test_small_print_and_figures_are_not_looked_into():
    markup = (
        '<div class="toc">目次</div><p>本文<script>x</script></p><svg><text>絵</text></svg>'
        "<py-explainer><p>図の中</p></py-explainer><p>つづき</p>"
    )
    assert plain_text(markup) == "本文 つづき"


def test_a_line_that_was_broken_in_the_source_is_whole():
    assert plain_text("<p>紅\n葉と tea\ntime</p>") == "紅葉と tea time"


def test_ruby_gives_its_word_to_the_text_and_its_reading_to_the_readings():
    markup = "<p><ruby>紅<rp>（</rp><rt>こう</rt>葉<rt>よう</rt><rp>）</rp></ruby>の道</p>"
    assert plain_text(markup) == "紅葉の道"
    assert list(ruby_readings(markup)) == [("紅葉", "こうよう")]
