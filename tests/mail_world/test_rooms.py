"""What is loaded when: a page pays for every module."""

import subprocess
import sys

import pytest

LATER = [
    "mail_world.imap.mime",
    "mail_world.imap.structure",
    "mail_world.imap.search",
    "mail_world.imap.decoding",
    "mail_world.imap.commands.folders",
    "mail_world.imap.commands.filling",
    "mail_world.pop3",
    "mail_world.tcp",
    "trustme",
    "mail_world.tls",
    "mail_world.auth",
    "tlslite",
    "ecdsa",
]


@pytest.fixture(scope="module")
def loaded():
    """The modules that one journey of a mail loads."""
    code = "import sys, mail_world as m; m.play(m.Scenario(photo=True)); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", LATER)
def test_a_mails_journey_does_without(loaded, module):
    assert "mail_world.imap.commands.reading" in loaded
    assert module not in loaded
