"""fetchmail takes mail out of the box, over IMAP and POP3, with TLS from the start or later."""

import pytest

from .programs import run

pytestmark = pytest.mark.servers

RULES = """
set no syslog
set no bouncemail
poll localhost protocol {protocol} service {port} auth password
  username "{user[user]}" password "{user[password]}"
  {security} sslcertck sslcertfile {ca}
  {keep} no rewrite mda "cat >> {box}"
"""
SECURITY = {"at once": "ssl", "later": 'sslproto "TLS1.2+"'}
WAYS = [
    ("IMAP", "imaps", "at once"),
    ("IMAP", "imap", "later"),
    ("POP3", "pop3s", "at once"),
    ("POP3", "pop3", "later"),
]


@pytest.fixture
def fetch(served, tool, tmp_path):
    """Runs fetchmail once for かぜ; gives its exit code and the subjects in her file by now."""
    rules, box = tmp_path / "rules", tmp_path / "box"

    def once(protocol, service, security, keep="no keep", **changed):
        rules.touch(0o600)
        rules.write_text(
            RULES.format(
                protocol=protocol,
                port=served.ports[service],
                security=SECURITY[security],
                user=served.kaze | changed,
                ca=served.ca,
                keep=keep,
                box=box,
            )
        )
        done = run(tool("fetchmail"), "-f", str(rules), "--pidfile", str(tmp_path / "pid"), "-v")
        text = box.read_text() if box.exists() else ""
        got = [line for line in text.splitlines() if line.startswith("Subject:")]
        return done.returncode, got, done.stdout + done.stderr

    return once


@pytest.mark.parametrize(("protocol", "service", "security"), WAYS)
def test_fetchmail_takes_all_mail_and_leaves_none(served, fetch, protocol, service, security):
    served.send("one", "two")
    code, got, said = fetch(protocol, service, security)
    assert (code, got) == (0, ["Subject: one", "Subject: two"]), said
    assert served.inbox(served.kaze) == []
    code, got, said = fetch(protocol, service, security)
    assert (code, len(got)) == (1, 2), said  # nothing new


def test_fetchmail_that_keeps_mail_marks_it_as_read_and_takes_it_once(served, fetch):
    served.send("one")
    assert fetch("IMAP", "imaps", "at once", "keep")[0] == 0
    with served.imap(served.kaze) as client:
        client.select("INBOX", readonly=True)
        assert client.search(None, "SEEN")[1] == [b"1"]
    served.send("two")
    code, got, said = fetch("IMAP", "imaps", "at once", "keep")
    assert (code, got) == (0, ["Subject: one", "Subject: two"]), said


@pytest.mark.parametrize(("protocol", "service", "security"), WAYS)
def test_fetchmail_is_told_that_its_password_is_wrong(served, fetch, protocol, service, security):
    served.send("one")
    code, got, said = fetch(protocol, service, security, password="wrong")
    assert (code, got) == (3, []), said  # PS_AUTHFAIL
