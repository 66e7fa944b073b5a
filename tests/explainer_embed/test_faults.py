"""Bad blocks in a plain Pelican site: one report of everything, exit 1, no flag needed."""

import pytest

HEAD_LINES = 3  # Title, Date, blank


def block(*options, name="kettle", caption="湯かげんの図。"):
    lines = [
        f"/// explainer | {name}",
        *(f"    {option}" for option in options),
        "",
        caption,
        "///",
    ]
    return "\n".join(lines) + "\n"


def complaints(done):
    return [line for line in done.stderr.splitlines() if line.startswith("content/")]


def test_all_faults_of_all_articles_come_in_one_report(elsewhere):
    elsewhere.write("a.md", "はじめ。\n\n" + block("celsus: 80") + "\n" + block(name="kettel"))
    elsewhere.write("b.md", block("tea: coffee"))
    done = elsewhere.build()
    assert done.returncode == 1
    assert complaints(done) == [
        "content/a.md:7: celsus という設定はありません（もしかして: celsius）",
        "content/a.md:12: kettel という explainer はありません（もしかして: kettle）",
        "content/b.md:5: tea に 「coffee」 は選べません（選べるのは sencha・hojicha）",
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (block("celsius: 45"), 2, "もしかして: 50"),
        (block("celsius: あつい"), 2, "整数"),
        (block("guest: " + "長" * 21), 2, "20 文字まで"),
        (block("show: [tee]"), 2, "もしかして: tea"),
        (block("show: [tea, tea]"), 2, "二度"),
        (block("shaw: [tea]"), 2, "もしかして: show"),
        (block("celsius: [80]"), 2, "一つだけ"),
        (block("runs:", "  hot: {label: 熱い, settings: {celsus: 95}}"), 3, "もしかして: celsius"),
        (block("runs:", "  hot: {lable: 熱い}"), 3, "もしかして: label"),
        (block("runs: hot"), 2, "runs は"),
        (block("runs:", "  hot: {label: '', settings: {celsius: 95}}"), 3, "両方"),
        (block("runs:", "  hot: {label: 熱い}"), 3, "両方"),
        (block(name="ｋｅｔｔｌｅ"), 1, "もしかして: kettle"),
        (block() + "\n[注ぐ][a]\n\n[a]: scene:pur\n", 8, "もしかして: pour"),
        ("## 見出し {#same}\n\n" + block("id: same"), 3, "見出しなど"),
        (block("presets: [hasti]"), 2, "もしかして: hasty"),
        (block("presets:", "  hasty: {label: 熱湯}"), 2, "presets: [right, wrong]"),
        (block("predict: {question: どうなる？, step: drnk}"), 2, "もしかして: drink"),
        (block("predict: {question: どうなる？}"), 2, "step がありません"),
        (block("attrs: {onclick: x}"), 2, "attrs"),
        (block("id: 1番"), 2, "id は"),
        (block("title: " + "長" * 41), 2, "title は 40 文字"),
        (block("celsius: 80", "celsius: 90"), 3, "二度"),
        (block(caption=""), 1, "説明文"),
        (block() + "\n[注ぐ](scene:pur)\n", 6, "もしかして: pour"),
        ("[注ぐ](scene:pour)\n\n" + block(), 1, "前に図がありません"),
        (block("id: tea-time") + "\n[注ぐ](scene:tea-tme/pour)\n", 7, "もしかして: tea-time"),
        ("/// explaner | kettle\n\n図。\n///\n", 1, "/// explainer | 名前"),
    ],
)
def test_each_kind_of_fault_fails_the_build(elsewhere, text, line, said):
    elsewhere.write("a.md", text)
    done = elsewhere.build()
    assert done.returncode == 1, done.stderr
    assert any(
        row.startswith(f"content/a.md:{line + HEAD_LINES}: ") and said in row
        for row in complaints(done)
    ), done.stderr


def test_one_block_tells_all_its_faults_at_once(elsewhere):
    options = ("celsus: 80", "predict: {question: どれ？, step: nonesuch}")
    elsewhere.write("a.md", block(*options, caption="[見る](scene:alsono)"))
    said = " ".join(complaints(elsewhere.build()))
    assert "celsus" in said
    assert "nonesuch" in said
    assert "alsono" in said


def test_two_figures_may_not_share_an_id(elsewhere):
    elsewhere.write("a.md", block("id: tea") + "\n" + block("id: tea"))
    done = elsewhere.build()
    assert done.returncode == 1
    assert complaints(done) == ["content/a.md:11: id: tea は、この記事の別の図がもう使っています"]


def test_a_draft_and_a_page_are_checked_too(elsewhere):
    elsewhere.write("a.md", block("tee: x"), head="Title: 題\nDate: 2026-11-01\nStatus: draft\n\n")
    elsewhere.write("pages/b.md", block("tee: x"), head="Title: 題\n\n")
    assert len(complaints(elsewhere.build())) == 2


def test_an_explainer_that_breaks_stops_the_build_with_the_place_that_asked(elsewhere):
    kettle = elsewhere.packages / "example_kettle.py"
    kettle.write_text(
        kettle.read_text("utf-8").replace("celsius, best =", "1 / 0; celsius, best =")
    )
    elsewhere.write("a.md", block())
    done = elsewhere.build()
    assert done.returncode == 1
    assert "content/a.md:4" in done.stdout + done.stderr
    assert "ZeroDivisionError" in done.stdout + done.stderr


def test_a_site_without_a_figure_carries_nothing_of_it(elsewhere):
    elsewhere.write("a.md", "図のない記事。\n\n```\n/// explaner | kettle\n```\n")
    done = elsewhere.build()
    assert done.returncode == 0, done.stderr
    output = elsewhere.folder / "output"
    assert not (output / "explainers").exists()
    assert "explainers/" not in "".join(path.read_text("utf-8") for path in output.rglob("*.html"))


@pytest.mark.bundle
def test_an_explainer_that_is_not_in_the_bundle_fails_the_build(elsewhere):
    elsewhere.write("a.md", block())
    done = elsewhere.build()
    assert done.returncode == 1
    assert "EXPLAINER_SOURCES" in done.stdout + done.stderr
