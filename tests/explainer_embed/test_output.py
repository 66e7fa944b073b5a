"""What the blog's build leaves behind: pages, feeds, and the same bytes every time."""

import hashlib
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

import pytest

from tests.conftest import NOW, ROOT, build_site

pytestmark = pytest.mark.bundle

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    output = tmp_path_factory.mktemp("published") / "output"
    done = build_site(output, settings="publishconf.py", SITE_URL="https://blog.example/diary")
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="module", params=["feeds/atom.xml", "feeds/rss.xml"])
def mail_article(request, published):
    """The text of the mail article as a feed carries it."""
    tree = ElementTree.parse(published / request.param)
    for item in [*tree.iter(f"{ATOM}entry"), *tree.iter("item")]:
        if "IMAPとSMTPの違い" in (item.findtext(f"{ATOM}title") or item.findtext("title") or ""):
            texts = [text for text in item.itertext() if "中杉通り" in text]
            return max(texts, key=len)
    pytest.fail("the mail article is not in the feed")


def test_a_feed_has_the_storyboard_in_the_figures_place(mail_article):
    assert "py-explainer" not in mail_article
    assert "<script" not in mail_article
    assert "<link" not in mail_article
    pictures = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', mail_article)
    assert len(pictures) >= 5
    assert all(
        re.fullmatch(r"https://blog\.example/diary/explainers/pictures/[0-9a-f]+\.png", source)
        for source, _ in pictures
    )
    assert mail_article.count("<ol>") >= 5
    assert 'href="#' not in mail_article
    assert 'href="https://blog.example/diary/2026/imap-smtp/#photo-to-friend"' in mail_article


def test_the_pictures_of_a_feed_are_there(published, mail_article):
    for name in set(re.findall(r"explainers/(pictures/[0-9a-f]+\.png)", mail_article)):
        assert (published / "explainers" / name).read_bytes().startswith(b"\x89PNG")


def test_a_page_without_an_explainer_carries_none_of_it(site):
    for name in ("index.html", "2026/gpg-pgp/index.html", "archives/index.html"):
        page = (site / name).read_text("utf-8")
        assert "explainers/" not in page
        assert "py-explainer" not in page


def test_every_address_in_the_mail_article_is_relative_and_there(site):
    folder = site / "2026" / "imap-smtp"
    page = (folder / "index.html").read_text("utf-8")
    addresses = re.findall(r'<(?:script|link|img)[^>]*\b(?:src|href)="([^"]+)"', page)
    assert len(addresses) > 10
    for address in addresses:
        assert "://" not in address
        assert not address.startswith("/")
        assert (folder / address).exists(), address


def test_the_same_commit_and_now_give_the_same_bytes(site, tmp_path):
    again = tmp_path / "elsewhere" / "output"
    assert build_site(again).returncode == 0
    assert digests(again) == digests(site)


def test_figures_are_numbered_by_the_path_of_their_article_not_as_they_were_read(site):
    numbers = [
        int(number)
        for article in ("imap-smtp", "juugoya")
        for number in re.findall(
            r'class="px-embed" data-slot="(\d+)"',
            (site / "2026" / article / "index.html").read_text("utf-8"),
        )
    ]
    assert len(numbers) > 2
    assert numbers == list(range(1, len(numbers) + 1))


def test_figures_made_afresh_are_the_same_bytes(tmp_path):
    from explainer_embed.jobs import Job
    from explainer_embed.process import Kitchen

    job = Job("send_flow", 1, "send-flow-1", (), "<p>図。</p>")
    made = [
        Kitchen(tmp_path / name, None, lambda _: None).make([("a.md:1", job)])[0]
        for name in ("one", "two")
    ]
    assert made[0] == made[1]
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def keys_baked(site, figure):
    import json

    page = (site / "2026" / "imap-smtp" / "index.html").read_text("utf-8")
    name = re.search(rf'id="{figure}"[^>]*data-runs="\.\./([^"]+)"', page)
    baked = json.loads((site / "explainers" / name[1]).read_text("utf-8"))
    return [run["key"] for run in baked["runs"]]


def test_a_figure_bakes_its_own_run_each_single_change_and_the_presets_within_reach(site):
    from explainer_kit import find, key_of

    keys = keys_baked(site, "all-the-knobs")
    explainer = find("send_flow")
    assert keys[0] == key_of(explainer.defaults())
    assert {key_of(explainer.settings({"port": port})) for port in ("587", "465", "25")} <= {*keys}
    shown = {"port", "security", "auth", "recipient", "subject", "message", "photo"}
    near = [preset for preset in explainer.presets if set(preset.settings) <= shown]
    assert {key_of(explainer.settings(preset.settings)) for preset in near} <= {*keys}
    assert len(keys) <= 64


def test_a_figure_bakes_nothing_that_no_reader_can_set_there(site):
    keys = keys_baked(site, "photo-to-friend")  # its one knob is the photo
    assert len(keys) == 2


def test_the_manifest_names_parts_that_only_some_settings_need(site):
    import json

    from explainer_kit import find
    from explainer_kit.registry import names

    (path,) = (site / "explainers").glob("player-*/manifest.json")
    manifest = json.loads(path.read_text("utf-8"))
    for name in names():
        told = {one["part"] for one in manifest["explainers"][name].get("extras", ())}
        assert told == {extra.part for extra in find(name).extras}
        assert told <= set(manifest["bundle"]["parts"])
    assert "auth" not in manifest["explainers"]["send_flow"]["parts"]


def test_baked_runs_are_the_explainers_own(site):
    import json

    from explainer_kit import find
    from explainer_kit.registry import names

    files = [
        json.loads(path.read_text("utf-8"))
        for path in (site / "explainers" / "runs").glob("*.json")
    ]
    assert {file["explainer"] for file in files} == set(names())
    runs = [(file["explainer"], run) for file in files for run in file["runs"]]
    for name, run in {(name, run["key"]): (name, run) for name, run in runs}.values():
        made = find(name).run(json.loads(run["key"]))
        told = run["report"] or run["story"]
        assert told == json.loads(made.to_bytes())


def test_what_can_be_touched_is_pythons_own_in_the_file_of_the_runs_name(site):
    import json

    from explainer_kit import find
    from explainer_kit.figure import lens_of

    folder = site / "explainers"
    files = sorted((folder / "touch").glob("*.json"))
    assert files
    for path in files:
        file = json.loads(path.read_text("utf-8"))
        baked = json.loads((folder / "runs" / path.name).read_text("utf-8"))
        assert list(file["runs"]) == sorted(run["key"] for run in baked["runs"])
        explainer = find(file["explainer"])
        for key, pieces in list(file["runs"].items())[:6]:
            told = "".join(file["pieces"][piece] for piece in pieces)
            assert told == lens_of(explainer, explainer.run(json.loads(key)), "touch")


def test_nothing_in_the_output_names_this_machine(site):
    needles = [str(ROOT).encode(), os.fsencode(sys.prefix)]
    for path in site.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(needle in data for needle in needles), path


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_now_is_the_builds_own(tmp_path):
    """An article dated after SOURCE_DATE_EPOCH is not in the site."""
    output = tmp_path / "output"
    early = str(int(NOW) - 30 * 24 * 3600)
    settings = tmp_path / "conf.py"  # a page of works already links to what is not due yet
    settings.write_text(
        f"import runpy\nglobals().update(runpy.run_path({str(ROOT / 'publishconf.py')!r}))\n"
        'CHECK_POST = "tell"\n',
        "utf-8",
    )
    done = build_site(output, settings=str(settings), SOURCE_DATE_EPOCH=early)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (output / "2026" / "imap-smtp").exists()
    assert "IMAPとSMTPの違い" not in (output / "feeds" / "atom.xml").read_text("utf-8")


def test_the_block_that_the_readme_shows_builds(tmp_path):
    """With every option there is, and a link to a scene."""
    from explainer_embed.blocks import scan
    from explainer_embed.jobs import Job
    from explainer_embed.process import Kitchen

    text = """\
/// explainer | send_flow
    port: 587
    security: starttls
    show: [port, security]
    runs:
      wrong-user: {label: 宛先まちがい, settings: {recipient: unknown}}
    predict: {question: つぎに返ってくるのは？, step: reply}

一通のはがきの旅。「再生」を押してみてください。
///
"""
    found = scan(text.splitlines())
    assert found.faults == []
    (block,) = found.blocks
    job = Job(block.name, 1, "send-flow-1", block.options.entries, f"<p>{block.caption}</p>")
    (figure,) = Kitchen(tmp_path, None, lambda _: None).make([("a.md:1", job)])
    assert figure.faults == ()
    assert figure.scenes["reply"] == "accepted"
    assert "宛先まちがい" in figure.html
    assert "つぎに返ってくるのは？" in figure.html
