"""Faults of several plugins: one list, in order, each once; and no site until they are mended."""

import faults
import pytest
from faults import FaultsError, Problem, note, report


def test_problems_are_told_by_file_and_line_and_each_once(capsys):
    later, sooner = Problem("b.md", 1, "い"), Problem("a.md", 20, "ろ", "は")
    with pytest.raises(FaultsError, match="2 か所"):
        report([later, sooner, Problem("a.md", 20, "ろ", "は")])
    assert capsys.readouterr().err == "a.md:20: ろ（もしかして: は）\nb.md:1: い\n"


def test_where_nothing_is_wrong_nothing_is_said(capsys):
    report([])
    assert capsys.readouterr().err == ""


def test_what_was_told_is_not_told_again_in_the_next_build(capsys):
    note([Problem("a.md", 1, "い")])
    with pytest.raises(FaultsError):
        faults._tell(None)
    faults._tell(None)
    assert capsys.readouterr().err.count("a.md") == 1


def test_figures_and_photos_are_told_of_in_one_report(elsewhere):
    elsewhere.settings("import photos", "PLUGINS = [explainer_embed, photos]")
    elsewhere.write(
        "b.md", "![](images/none.jpg)\n\n/// explainer | kettle\n    celsus: 80\n\n図。\n///\n"
    )
    elsewhere.write("a.md", "![柿](images/none.jpg)\n")
    done = elsewhere.build()
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if line.startswith("content/")]
    assert [line.split(" ")[0] for line in told] == [
        "content/a.md:4:",
        "content/b.md:4:",
        "content/b.md:4:",
        "content/b.md:7:",
    ]
    assert "celsus" in told[3]
    assert "Traceback" not in done.stderr
