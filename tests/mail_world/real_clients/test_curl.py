"""curl sends and reads."""

import pytest

from .programs import run
from .served import MAIL

pytestmark = pytest.mark.servers


@pytest.mark.parametrize(
    ("service", "scheme", "options"),
    [("submission", "smtp", ("--ssl-reqd",)), ("submissions", "smtps", ())],
)
def test_curl_sends(served, tool, tmp_path, service, scheme, options):
    mail = tmp_path / "mail"
    mail.write_bytes(MAIL.format("by curl").encode())
    done = run(
        *(tool("curl"), "-sS", "--cacert", served.ca, *options),
        *("-u", f"{served.hana['user']}:{served.hana['password']}"),
        *("--mail-from", served.hana["address"], "--mail-rcpt", served.kaze["address"]),
        *("-T", str(mail), f"{scheme}://localhost:{served.ports[service]}"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert served.inbox(served.kaze) == ["Subject: by curl"]


def test_curl_is_refused_with_a_wrong_password(served, tool, tmp_path):
    mail = tmp_path / "mail"
    mail.write_bytes(b"x\r\n")
    done = run(
        *(tool("curl"), "-sS", "--cacert", served.ca, "-u", f"{served.hana['user']}:wrong"),
        *("--mail-from", served.hana["address"], "--mail-rcpt", served.kaze["address"]),
        *("-T", str(mail), f"smtps://localhost:{served.ports['submissions']}"),
    )
    assert done.returncode == 67  # CURLE_LOGIN_DENIED


@pytest.mark.parametrize(
    ("service", "url", "options"),
    [
        ("imap", "imap://localhost:{}/INBOX;MAILINDEX=1", ("--ssl-reqd",)),
        ("imaps", "imaps://localhost:{}/INBOX;UID=1", ()),
        ("pop3", "pop3://localhost:{}/1", ("--ssl-reqd",)),
        ("pop3s", "pop3s://localhost:{}/1", ()),
    ],
)
def test_curl_reads(served, tool, service, url, options):
    served.send("to be read")
    done = run(
        *(tool("curl"), "-sS", "--cacert", served.ca, *options),
        *("-u", f"{served.kaze['user']}:{served.kaze['password']}"),
        url.format(served.ports[service]),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Subject: to be read\n\nhello\n.dot\n")


@pytest.mark.parametrize("service", ["imap", "pop3"])
def test_curl_on_this_machine_signs_in_without_tls_as_to_dovecot(served, tool, service):
    served.send("to be read")
    done = run(
        *(tool("curl"), "-sS", "-u", f"{served.kaze['user']}:{served.kaze['password']}"),
        f"{service}://localhost:{served.ports[service]}/",
    )
    assert (done.returncode, done.stderr) == (0, "")
