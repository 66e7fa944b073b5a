"""A question that has only one answer is told to its author."""

from pathlib import Path

from explainer_embed.bake import Bakery
from explainer_embed.jobs import Job
from explainer_embed.options import parse_options

ASKED = "show: []\npredict: {question: どうなる？, step: connect}"


def test_a_step_that_says_the_same_everywhere_is_no_question(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("explainer_embed.bake.answers", lambda story, name, after: [])
    job = Job("send_flow", 1, "f", parse_options(ASKED).entries, "<p>図。</p>")
    (fault,) = Bakery(tmp_path).make(job).faults
    assert "予想になりません" in fault.message
