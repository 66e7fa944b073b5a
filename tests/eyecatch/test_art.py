"""Drawings: one for each subject, always the same for the same article, another for another."""

import gzip
import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from explainer_embed.picture import draw_png
from eyecatch.art import FRAMED, MOTIFS, OPEN, PAPER, TEXT, draw, of_month
from eyecatch.choose import HOME_MONTH, motif_for
from eyecatch.lettering import contrast
from lxml import etree
from PIL import Image

each_motif = pytest.mark.parametrize("motif", MOTIFS)


def picture(motif, seed="slug", frame=OPEN):
    return draw(motif, of_month(HOME_MONTH[motif]), seed, frame)


def test_there_are_subjects_for_the_whole_year():
    assert len(MOTIFS) >= 12
    assert {motif_for([], month) for month in range(1, 13)} <= MOTIFS.keys()
    assert len({motif_for([], month) for month in range(1, 13)}) == 12


@each_motif
def test_a_drawing_is_an_svg_that_asks_for_nothing(motif):
    root = etree.fromstring(picture(motif).encode())
    assert root.get("viewBox") == "0 0 1200 630"
    names = {etree.QName(one).localname for one in root.iter()}
    assert not names & {"script", "style", "image", "foreignObject", "text"}
    assert not root.xpath("//@style")
    ids = set(root.xpath("//@id"))
    assert {one[1:] for one in root.xpath("//@href")} <= ids


@each_motif
@pytest.mark.parametrize("frame", [OPEN, FRAMED], ids=["open", "framed"])
def test_another_article_has_another_picture_of_the_subject(motif, frame):
    pictures = {picture(motif, f"article-{number}", frame) for number in range(5)}
    assert len(pictures) == 5


def test_the_same_article_has_the_same_pictures_in_another_process():
    code = (
        "from eyecatch.art import *; import hashlib; print(hashlib.sha256(''.join(draw(m,"
        " of_month(4), 'slug', f) for m in MOTIFS for f in (OPEN, FRAMED)).encode()).hexdigest())"
    )
    plugins = str(Path(__file__).resolve().parents[2] / "plugins")
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": plugins, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    here = "".join(draw(m, of_month(4), "slug", f) for m in MOTIFS for f in (OPEN, FRAMED))
    assert told == {hashlib.sha256(here.encode()).hexdigest() + "\n"}


@each_motif
def test_a_drawing_costs_the_reader_little(motif):
    assert len(gzip.compress(picture(motif).encode())) < 12_000


@each_motif
@pytest.mark.parametrize("frame", [OPEN, FRAMED], ids=["open", "framed"])
def test_a_drawing_shows_more_than_its_land(motif, frame):
    """Against the same month's drawing with nothing in it, a good part of the pixels differs."""
    shown = Image.open(io.BytesIO(draw_png(picture(motif, frame=frame), 240))).convert("RGB")
    assert shown.size == (240, 126)
    colours = shown.quantize(64).convert("RGB").getcolors()
    assert len(colours) > 24
    assert max(count for count, _ in colours) < 240 * 126 / 2


@each_motif
def test_the_subject_leaves_the_cards_place_free_enough(motif):
    """FRAMED puts what matters beside the card: the sides hold most of what OPEN has elsewhere."""
    drawn = Image.open(io.BytesIO(draw_png(picture(motif, frame=FRAMED), 240))).convert("RGB")
    sides = [drawn.crop((0, 0, 57, 126)), drawn.crop((183, 0, 240, 126))]
    assert all(len(side.quantize(32).getcolors()) > 20 for side in sides)


@pytest.mark.parametrize("month", range(1, 13))
def test_words_can_be_read_on_the_paper_in_every_month(month):
    assert contrast(of_month(month).ink, PAPER) >= 4.5
    assert contrast(TEXT, PAPER) >= 7


@pytest.mark.parametrize("month", range(1, 13))
def test_a_months_colours_are_colours(month):
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in vars(of_month(month)).values())


@each_motif
def test_a_picture_says_what_it_is_and_that_it_is_a_picture(motif):
    assert MOTIFS[motif].says.endswith("絵")


@pytest.mark.parametrize(
    ("subjects", "month", "motif"),
    [
        (["小雪", "小雪、柿をひとつ"], 11, "kaki"),
        (["メール", "暗号", "GPGとPGPの違い"], 11, "kagi"),
        (["メール", "設定", "IMAPとSMTPの違い"], 11, "tegami"),
        (["写真", "写真ACを三か月続けて"], 10, "camera"),
        (["季節の便り", "金木犀の角"], 10, "kinmokusei"),
        (["季節", "散歩のこと"], 6, "ajisai"),
        (["プロフィール"], None, "tegami"),
    ],
)
def test_an_articles_words_choose_its_subject_and_else_its_month(subjects, month, motif):
    assert motif_for(subjects, month) == motif
