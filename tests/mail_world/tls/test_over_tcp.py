"""Our server over TCP on loopback, as `openssl s_client` and swaks-like clients meet it."""

import asyncio
import contextlib
import imaplib
import smtplib
import ssl
import subprocess
import threading
import time

import pytest
from mail_world.imap import FOLDERS, IMAPServer
from mail_world.places import Host, Person
from mail_world.provider import Provider
from mail_world.record import OFFICE
from mail_world.tcp.ground import HOST as LOOPBACK
from mail_world.tcp.ground import LoopbackGround, Silent
from mail_world.tls.authority import authority, issue, pem
from mail_world.tls.connection import TLSContext

from tests.mail_world.tls.conftest import FAULTY, in_order

pytestmark = pytest.mark.servers

NAME = "mail.example.jp"
HANA = Person("はな", "hana@example.jp", "yuuyake-1122")
SERVICES = (587, 465, 25, 143, 993)
WORDS = {
    "expired": "certificate has expired",
    "self-signed": "self-signed certificate",
    "wrong-name": "hostname mismatch",
    "unknown-issuer": "unable to get local issuer certificate",
    "not-yet-valid": "certificate is not yet valid",
}


class Accepted(ssl.SSLContext):
    """Our context as one that asyncio's own loop takes: it asks for the class, and no more."""

    ours: TLSContext

    def wrap_bio(self, *arguments, **options):
        return self.ours.wrap_bio(*arguments, **options)


@contextlib.contextmanager
def serving(identity, newest="1.3"):
    """A provider's servers with our TLS, in a thread; gives service → port."""
    loop, started, ports = asyncio.new_event_loop(), threading.Event(), {}

    async def main():
        stop.append(asyncio.Event())
        ground = LoopbackGround(dict.fromkeys(SERVICES, 0))
        tls = Accepted(ssl.PROTOCOL_TLS_SERVER)
        tls.ours = TLSContext(identity, newest=newest)
        host = Host(NAME, LOOPBACK, OFFICE)
        provider = Provider(ground, Silent(), "example.jp", host, [HANA], tls=tls, folders=FOLDERS)
        provider.serve_smtp()
        ground.listen(LOOPBACK, 143, lambda: IMAPServer(provider.accounts, tls))
        ground.listen(LOOPBACK, 993, lambda: IMAPServer(provider.accounts), tls)
        ports.update(await ground.open())
        started.set()
        await stop[0].wait()
        ground.close()

    stop = []
    loop.set_exception_handler(lambda *_: None)  # a client that hangs up is no fault of ours
    thread = threading.Thread(target=loop.run_until_complete, args=(main(),), daemon=True)
    thread.start()
    try:
        assert started.wait(30)
        yield ports
    finally:
        loop.call_soon_threadsafe(stop[0].set)
        thread.join(30)
        loop.close()


def s_client(port, root, *options):
    command = ["openssl", "s_client", "-connect", f"{LOOPBACK}:{port}", "-servername", NAME]
    command += ["-CAfile", str(root), "-verify_return_error", "-verify_hostname", NAME]
    try:
        return subprocess.run(
            [*command, *options], input="QUIT\r\n", capture_output=True, text=True, timeout=60
        )
    except FileNotFoundError:
        pytest.fail("openssl is not on this machine")


@pytest.fixture
def root(tmp_path):
    (tmp_path / "root.pem").write_text(pem(authority()))
    return tmp_path / "root.pem"


@pytest.mark.parametrize("newest", ["1.2", "1.3"])
@pytest.mark.parametrize(
    ("service", "options"),
    [(465, ()), (587, ("-starttls", "smtp")), (993, ()), (143, ("-starttls", "imap"))],
)
def test_s_client_verifies_a_certificate_in_order(newest, service, options, root):
    with serving(in_order(), newest) as ports:
        done = s_client(ports[service], root, *options)
    assert "Verification: OK" in done.stdout
    assert f"Verified peername: {NAME}" in done.stdout
    assert f"TLSv{newest}" in done.stdout
    assert done.returncode == 0


@pytest.mark.parametrize("fault", WORDS)
def test_s_client_refuses_what_is_faulty(fault, root):
    with serving(FAULTY[fault]()) as ports:
        for service, options in ((465, ()), (587, ("-starttls", "smtp"))):
            done = s_client(ports[service], root, *options)
            assert done.returncode != 0
            assert WORDS[fault] in (done.stdout + done.stderr).lower()


def test_pythons_clients_send_and_read_a_mail_under_our_tls(root):
    tls = ssl.create_default_context(cafile=str(root))
    identity = issue(NAME, "localhost", begin=int(time.time()) - 3600)
    with serving(identity) as ports:
        with smtplib.SMTP("localhost", ports[587]) as client:
            client.starttls(context=tls)
            client.login(HANA.address, HANA.password)
            client.sendmail(HANA.address, [HANA.address], "Subject: x\r\n\r\n" + "hello\r\n" * 9000)
        with imaplib.IMAP4_SSL("localhost", ports[993], ssl_context=tls) as client:
            client.login(HANA.address, HANA.password)
            client.select("INBOX")
            _, told = client.fetch("1", "(BODY.PEEK[])")
        assert told[0][1].count(b"hello") == 9000
        with imaplib.IMAP4("localhost", ports[143]) as client:
            client.starttls(ssl_context=tls)
            client.login(HANA.address, HANA.password)


def test_pythons_client_refuses_what_is_faulty_and_the_server_stays(root):
    tls = ssl.create_default_context(cafile=str(root))
    with serving(FAULTY["wrong-name"]()) as ports:
        for _ in range(3):
            with pytest.raises(ssl.SSLCertVerificationError):
                smtplib.SMTP_SSL("localhost", ports[465], context=tls)
        with smtplib.SMTP("localhost", ports[587]) as client:
            assert client.noop()[0] == 250
