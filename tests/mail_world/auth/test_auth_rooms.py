"""The room is entered only when somebody asks for it, and leaves the house as it found it."""

import subprocess
import sys
import tomllib

import pytest

from tests.conftest import ROOT

ROOM = {"mail_world.auth", "mail_world.dns.zone_file", "spf", "dkim", "authres"}
AUTH = {*ROOM, "mail_world.checks"}


def modules(code):
    """The modules that some code loads, in a Python of its own."""
    code += "\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import mail_world; mail_world.play(mail_world.Scenario())",
        "from send_flow import explainer; explainer.run()",
        "from sync_flow import explainer; explainer.run()",
        "import settings_check.run",
    ],
)
def test_no_explainer_enters_the_room_unasked(code):
    assert not AUTH & modules(code)


def test_a_run_that_checks_who_sent_a_mail_enters_it_and_says_so():
    code = "from send_flow import explainer; explainer.run({'records': 'right'})"
    assert modules(code) >= AUTH
    from send_flow import explainer

    told = {
        value: explainer.parts_for(explainer.settings({"records": value}))
        for value in explainer.by_name["records"].alternatives()
    }
    assert {value for value, parts in told.items() if "auth" not in parts} == {"unasked"}


def test_the_laboratory_loads_nothing_that_speaks_to_a_network():
    loaded = modules("import mail_world.auth.lab")
    assert loaded >= ROOM
    assert not {"dns", "dns.resolver", "DNS", "nacl", "nacl.signing", "aiodns"} & loaded


def test_the_room_and_its_libraries_are_a_part_of_their_own():
    path = ROOT / "explainers" / "mail-explainers" / "pyproject.toml"
    parts = tomllib.loads(path.read_text("utf-8"))["tool"]["explainer-bundle"]["parts"]
    assert set(parts["auth"]) == AUTH


def test_names_that_were_lent_are_given_back():
    code = "import sys, types; sys.modules['dns'] = mine = types.ModuleType('dns')\n"
    code += "import mail_world.auth.lab; assert sys.modules['dns'] is mine"
    assert "dns.resolver" not in modules(code)
