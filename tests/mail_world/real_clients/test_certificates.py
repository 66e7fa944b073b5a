"""The certificate, as OpenSSL sees it."""

import pytest

from .programs import run

pytestmark = pytest.mark.servers


@pytest.mark.parametrize(
    "check",
    [
        ("-verify_hostname", "localhost"),
        ("-verify_hostname", "mail.example.test"),
        ("-verify_ip", "127.0.0.1"),
    ],
)
@pytest.mark.parametrize(
    ("service", "starttls"),
    [
        ("imaps", ""),
        ("submissions", ""),
        ("pop3s", ""),
        ("imap", "imap"),
        ("submission", "smtp"),
        ("smtp", "smtp"),
        ("pop3", "pop3"),
    ],
)
def test_openssl_trusts_the_certificate_for_its_names(served, tool, service, starttls, check):
    begin = ("-starttls", starttls) if starttls else ()
    where = f"127.0.0.1:{served.ports[service]}"
    done = run(
        *(tool("openssl"), "s_client", "-connect", where, "-CAfile", served.ca),
        *("-verify_return_error", *check, *begin, "-brief"),
        text="",
    )
    assert "Verification: OK" in done.stdout + done.stderr
    assert done.returncode == 0


def test_openssl_refuses_another_name(served, tool):
    where = f"127.0.0.1:{served.ports['imaps']}"
    done = run(
        *(tool("openssl"), "s_client", "-connect", where, "-CAfile", served.ca),
        *("-verify_return_error", "-verify_hostname", "mail.example.com", "-brief"),
        text="",
    )
    assert done.returncode != 0
