"""`serve` itself: starting, stopping, and whatever a socket may bring."""

import contextlib
import imaplib
import re
import signal
import smtplib
import socket
import ssl
import struct
import sys
from pathlib import Path

import pytest

from .programs import run
from .served import MAIL, Served

pytestmark = pytest.mark.servers


def test_the_ready_line_says_all_that_a_client_needs(served):
    ready = served.ready
    assert (ready["ready"], ready["host"], ready["domain"]) == (True, "127.0.0.1", "example.test")
    services = {"submission", "submissions", "smtp", "imap", "imaps", "pop3", "pop3s"}
    assert set(ready["ports"]) == services
    assert ready["tls"]["name"] == "mail.example.test"
    assert Path(ready["tls"]["ca"]).is_file()
    assert len(ready["users"]) >= 2
    assert all(set(user) == {"address", "user", "password"} for user in ready["users"])


def test_it_listens_on_loopback_only(served):
    ports = {f"{port:04X}" for port in served.ports.values()}
    sockets = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    listening = re.findall(r"^\s*\d+: (\w+):(\w+) \w+:0000 0A", sockets, re.MULTILINE)
    ours = [(address, port) for address, port in listening if port in ports]
    assert sorted(ours) == [("0100007F", port) for port in sorted(ports)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_well_even_with_a_client_there(number):
    served = Served()
    with contextlib.closing(socket.create_connection(("127.0.0.1", served.ports["imap"]))):
        assert served.stop(number) == (0, "", "")
    assert not Path(served.ca).exists()


@pytest.mark.parametrize("sealed", [True, False])
def test_smtp_clients_are_told_421_before_it_ends(sealed):
    served = Served()
    client = smtplib.SMTP("localhost", served.ports["submission"])
    if sealed:
        client.starttls(context=served.tls)
    assert served.stop(signal.SIGTERM) == (0, "", "")
    assert client.getreply()[0] == 421
    client.close()


@pytest.mark.parametrize("sealed", [True, False])
def test_imap_clients_are_told_bye_before_it_ends(sealed):
    served = Served()
    client = imaplib.IMAP4("localhost", served.ports["imap"])
    if sealed:
        client.starttls(served.tls)
    client.login(served.hana["user"], served.hana["password"])
    assert served.stop(signal.SIGTERM) == (0, "", "")
    assert client.readline() == b"* BYE Server shutting down\r\n"
    client.shutdown()


def test_a_client_that_has_left_and_not_ended_its_tls_yet_does_not_stop_it_from_ending():
    served = Served()
    smtp = smtplib.SMTP("localhost", served.ports["submission"])
    smtp.starttls(context=served.tls)
    smtp.ehlo()
    imap = imaplib.IMAP4_SSL("localhost", served.ports["imaps"], ssl_context=served.tls)
    smtp.putcmd("quit")
    assert smtp.getreply()[0] == 221
    imap.send(b"a LOGOUT\r\n")
    assert [imap.readline()[:4] for _ in range(2)] == [b"* BY", b"a OK"]
    assert served.stop(signal.SIGTERM) == (0, "", "")
    smtp.close()
    imap.shutdown()


def test_a_port_is_the_one_asked_for_and_in_use_is_told(served):
    port = str(served.ports["imap"])
    second = run(sys.executable, "-m", "mail_world", "serve", "--imap", port)
    assert (second.returncode, second.stdout) == (2, "")
    assert second.stderr == f"mail_world: ポート {port} は、ほかのプログラムが使っています\n"
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    other = Served("--pop3", str(port))
    assert other.ports["pop3"] == port
    assert other.stop(signal.SIGTERM)[0] == 0


@pytest.mark.parametrize(
    "arguments", [(), ("nonsense",), ("serve", "--imap", "x"), ("serve", "--imap", "65536")]
)
def test_unusable_options_are_told_in_one_line(arguments):
    done = run(sys.executable, "-m", "mail_world", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


HELLO = bytes.fromhex("16030100c8010000c40303") + bytes(193)


@pytest.mark.parametrize(
    "data", [b"", b"EHLO x\r\nNOOP\r\n", HELLO, b"a STARTTLS\r\nSTLS\r\n" + HELLO]
)
@pytest.mark.parametrize("abruptly", [True, False])
def test_the_wrong_language_and_broken_lines_leave_it_serving(served, data, abruptly):
    for port in served.ports.values():
        with contextlib.closing(socket.create_connection(("127.0.0.1", port))) as line:
            line.sendall(data)
            if abruptly:  # RST instead of FIN
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    served.send("still there")
    assert served.inbox(served.kaze) == ["Subject: still there"]


def test_a_mail_that_breaks_off_goes_nowhere(served):
    client = smtplib.SMTP("localhost", served.ports["smtp"])
    client.ehlo()
    client.mail("a@example.com")
    client.rcpt(served.kaze["address"])
    client.putcmd("data")
    client.getreply()
    client.send(b"Subject: half\r\n\r\n")
    client.close()
    assert served.inbox(served.kaze) == []


def test_a_full_box_turns_mail_away(served):
    with served.imap(served.kaze) as client:
        _, quota = client.getquota('""')
        units = int(quota[0].split()[-1].strip(b")"))
        rest = units * 1024
        while rest > 0:
            size = min(rest, 9 * 1024 * 1024)
            assert client.append("Archive", "", None, bytes(size))[0] == "OK"
            rest -= size
    with smtplib.SMTP("localhost", served.ports["smtp"]) as client:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
            client.sendmail("a@example.com", [served.kaze["address"]], MAIL.format("too much"))
        assert caught.value.recipients[served.kaze["address"]][0] == 552
    with served.imap(served.kaze) as client:
        client.select("Archive")
        client.store("1", "+FLAGS", r"(\Deleted)")
        client.expunge()
    served.send("fits")
    assert served.inbox(served.kaze) == ["Subject: fits"]


@pytest.mark.parametrize(
    ("service", "begin", "first", "answer"),
    [
        ("imap", b"a STARTTLS\r\n", b"b NOOP\r\n", b"b OK"),
        ("pop3", b"STLS\r\n", b"CAPA\r\n", b"+OK"),
    ],
)
def test_a_command_in_one_packet_with_the_end_of_the_handshake_is_answered_under_tls(
    served, service, begin, first, answer
):
    for _ in range(10):
        with contextlib.closing(
            socket.create_connection(("127.0.0.1", served.ports[service]))
        ) as line:
            hear(line.recv)
            for command in begin.splitlines(keepends=True):
                line.sendall(command)
                hear(line.recv)
            incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
            sealed = served.tls.wrap_bio(incoming, outgoing, server_hostname="localhost")

            def opened(size, line=line, incoming=incoming, sealed=sealed):
                while True:
                    with contextlib.suppress(ssl.SSLWantReadError):
                        return sealed.read(size)
                    incoming.write(line.recv(size))

            while True:
                try:
                    sealed.do_handshake()
                    break
                except ssl.SSLWantReadError:
                    line.sendall(outgoing.read())
                    incoming.write(line.recv(65536))
            sealed.write(first)
            line.sendall(outgoing.read())
            assert answer in hear(opened)


def hear(receive):
    """Read until a whole answer has come."""
    said = b""
    while not re.search(rb"(?m)^(\d{3} |\+OK|\w OK|\* OK|\.).*\r\n\Z", said):
        more = receive(65536)
        assert more
        said += more
    return said
