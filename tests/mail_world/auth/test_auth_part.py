"""The auth part as a page gets it: compiled zips in Pyodide, and the room only with its zip."""

import hashlib
import json
from pathlib import Path

import pytest
from explainer_embed.bundle import build
from explainer_embed.bundle.archive import read_zip
from explainer_embed.bundle.interpreter import Interpreter, Job
from explainer_embed.bundle.pinned import find_pyodide
from mail_world.auth.lab import Question, examine

from tests.conftest import ROOT

pytestmark = pytest.mark.bundle

NODE, NPM = ROOT / ".venv" / "bin" / "node", ROOT / "node_modules" / "pyodide"
RUN = """\
import hashlib, importlib, json, sys, rest_of_stdlib
rest_of_stdlib.install(lambda: open("/rest/stdlib-rest.zip", "rb").read())
def main(request):
    import mail_world
    try:
        importlib.import_module("mail_world.auth")
    except ImportError:
        absent = True
    else:
        absent = False
    with open("/later/auth.zip", "rb") as part, open("/lib/auth.zip", "wb") as there:
        there.write(part.read())
    sys.path.append("/lib/auth.zip")
    from mail_world.auth.lab import Question, examine
    report = repr(examine(Question(**json.loads(json.loads(request)["question"]))))
    return json.dumps({"absent": absent, "digest": hashlib.sha256(report.encode()).hexdigest()})
"""
QUESTION = {
    "domain": "example.jp",
    "spf": "v=spf1 mx include:x.example -all",
    "dkim": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    "dmarc": "v=DMARC1; p=reject; pct=50",
    "address": "192.0.2.1",
    "sender": "hana@example.jp",
    "author": "hana@example.jp",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The project's own bundle, installed; what other tests have built is not built again."""
    folders = sorted(path.parent for path in (ROOT / "explainers").glob("*/pyproject.toml"))
    folder = tmp_path_factory.mktemp("site")
    build(ROOT, ROOT / ".cache", folders, NODE, NPM).install(folder)
    return folder


def one(site: Path, pattern: str) -> Path:
    (found,) = site.glob(pattern)
    return found


def test_the_first_part_holds_nothing_of_it(site):
    first, auth = (set(read_zip(one(site, f"bundle-*/{part}.zip"))) for part in ("first", "auth"))
    ours = {"spf.pyc", "dkim/__init__.pyc", "authres/core.pyc", "mail_world/auth/lab.pyc"}
    assert auth >= ours | {"mail_world/dns/zone_file.pyc"}
    assert not [name for name in first if name.startswith(("spf", "dkim/", "authres/"))]
    assert not [name for name in first if name.startswith("mail_world/auth/")]
    assert "mail_world/dns/resolver.pyc" in first


def test_the_laboratory_works_from_what_is_sent_and_says_the_same(site, tmp_path):
    script = tmp_path / "run.py"
    script.write_text(RUN, "utf-8")
    job = Job(
        script=str(script),
        data={"question": json.dumps(QUESTION)},
        stdlib=one(site, "runtime-*/stdlib.zip"),
        files={
            "/lib/first.zip": one(site, "bundle-*/first.zip"),
            "/later/auth.zip": one(site, "bundle-*/auth.zip"),
            "/rest/stdlib-rest.zip": one(site, "runtime-*/stdlib-rest.zip"),
        },
        path=("/lib/first.zip",),
    )
    answer = Interpreter(NODE, find_pyodide(ROOT, NPM)).run(job, "動きません", "直してください")
    here = repr(examine(Question(**QUESTION)))
    assert answer == {"absent": True, "digest": hashlib.sha256(here.encode()).hexdigest()}
