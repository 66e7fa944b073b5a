"""The servers over TCP, as real mail programs meet them (make test-all)."""

import contextlib
import imaplib
import json
import os
import poplib
import re
import shutil
import signal
import smtplib
import socket
import ssl
import struct
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.servers

TOOLS = Path(__file__).parent.parent.parent / ".cache" / "tools"
PACKAGES = {"swaks": ("swaks", "libnet-ssleay-perl"), "mbsync": ("isync", "libdb5.3", "libsasl2-2")}
"""Debian packages of tools (and of what they need) that few machines have."""
MAIL = "Subject: {}\r\n\r\nhello\r\n.dot\r\n"


# -- tools, and a world for each test ----------------------------------------------------------


def fetch(name):
    """Unpack a tool from its Debian packages, installing nothing; fail if that can't be done."""
    folder = TOOLS / name
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES.get(name, (name,)):
        found = list(folder.glob(f"{package}_*.deb"))
        if not found:
            got = run("apt-get", "-q", "download", package, cwd=folder)
            found = list(folder.glob(f"{package}_*.deb"))
            if got.returncode or not found:
                pytest.fail(f"{name} is neither here nor to be had from apt: {got.stderr}")
        unpacked = run("dpkg-deb", "-x", str(found[0]), str(folder))
        if unpacked.returncode:
            pytest.fail(f"{name} can't be unpacked: {unpacked.stderr}")
    return str(folder / "usr" / "bin" / name)


@pytest.fixture(scope="session")
def tool():
    """Finds a program on this machine, or fetches it."""
    found = {}

    def find(name):
        if name not in found:
            found[name] = shutil.which(name) or fetch(name)
        return found[name]

    return find


def run(*command, cwd=None, text=None):
    """Run a program to its end and give what it said."""
    libraries = [str(path) for path in TOOLS.glob("*/usr/lib/*-linux-gnu")]
    perl = [str(path) for path in TOOLS.glob("*/usr/lib/*-linux-gnu/perl5/*")]
    env = os.environ | {"LC_ALL": "C"}
    if libraries:
        env["LD_LIBRARY_PATH"] = ":".join(libraries)
    if perl:
        env["PERL5LIB"] = ":".join(perl)
    try:
        return subprocess.run(
            command, cwd=cwd, env=env, input=text, capture_output=True, text=True, timeout=60
        )
    except FileNotFoundError:
        pytest.fail(f"{command[0]} is not on this machine")


class Served:
    """A running `serve` and what its ready line says."""

    def __init__(self, *options):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mail_world", "serve", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        line = self.process.stdout.readline()
        if not line:
            pytest.fail(f"serve did not start: {self.process.communicate()[1]}")
        self.ready = json.loads(line)
        self.ports, self.ca = self.ready["ports"], self.ready["tls"]["ca"]
        self.hana, self.kaze = self.ready["users"]
        self.tls = ssl.create_default_context(cafile=self.ca)

    def stop(self, number):
        self.process.send_signal(number)
        rest, errors = self.process.communicate(timeout=30)
        return self.process.returncode, rest, errors

    def imap(self, user):
        client = imaplib.IMAP4_SSL("localhost", self.ports["imaps"], ssl_context=self.tls)
        client.login(user["user"], user["password"])
        return client

    def inbox(self, user):
        """The subjects in somebody's INBOX."""
        client = self.imap(user)
        client.select("INBOX", readonly=True)
        _, told = client.fetch("1:*", "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
        client.logout()
        return [part[1].decode().strip() for part in told if isinstance(part, tuple)]

    def send(self, *subjects):
        """Let はな write to かぜ."""
        with smtplib.SMTP_SSL("localhost", self.ports["submissions"], context=self.tls) as client:
            client.login(self.hana["user"], self.hana["password"])
            for subject in subjects:
                mail = MAIL.format(subject)
                client.sendmail(self.hana["address"], [self.kaze["address"]], mail)


@pytest.fixture
def served():
    served = Served()
    yield served
    assert served.stop(signal.SIGTERM) == (0, "", "")


# -- starting and stopping ---------------------------------------------------------------------


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


# -- certificates ------------------------------------------------------------------------------


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


# -- sending -----------------------------------------------------------------------------------

RIGHT = [
    ("submission", "starttls", True),
    ("submissions", "tls", True),
    ("smtp", "starttls", False),
    ("smtp", "none", False),
]
SWAKS_TLS = {"starttls": ("--tls",), "tls": ("--tls-on-connect",), "none": ()}


def swaks(served, tool, service, security, *options):
    """Send with swaks from はな to かぜ; options later in the line count."""
    trust = ("--tls-verify", "--tls-ca-path", served.ca) if security != "none" else ()
    return run(
        *(tool("swaks"), "--server", "localhost", "--port", str(served.ports[service])),
        *("--from", served.hana["address"], "--to", served.kaze["address"]),
        *("--header", "Subject: by swaks", *SWAKS_TLS[security], *trust, *options),
    )


def credentials(user, password=None):
    """How swaks is told to sign in."""
    password = password or user["password"]
    return ("--auth", "PLAIN", "--auth-user", user["user"], "--auth-password", password)


@pytest.mark.parametrize(("service", "security", "signs_in"), RIGHT)
def test_swaks_sends_by_every_right_setting(served, tool, service, security, signs_in):
    options = credentials(served.hana) if signs_in else ()
    done = swaks(served, tool, service, security, *options)
    assert done.returncode == 0, done.stdout
    assert served.inbox(served.kaze) == ["Subject: by swaks"]


@pytest.mark.parametrize(
    ("service", "security", "password", "options", "refusal"),
    [
        ("submission", "starttls", "wrong", (), "535 5.7.8"),
        ("submissions", "tls", "wrong", (), "535 5.7.8"),
        ("submission", "starttls", None, (), "530 5.7.0"),
        ("submissions", "tls", None, (), "530 5.7.0"),
        ("submission", "none", None, (), "530"),
        ("submission", "starttls", "right", ("--from", "kaze@example.test"), "553 5.7.1"),
        ("submission", "starttls", "right", ("--to", "kase@example.test"), "550 5.1.1"),
        ("submission", "starttls", "right", ("--to", "a@example.com"), "550 5.4.4"),
        ("smtp", "starttls", None, ("--to", "kase@example.test"), "550 5.1.1"),
        ("smtp", "starttls", None, ("--to", "a@example.com"), "554 5.7.1"),
        ("smtp", "none", None, ("--to", "a@example.com"), "554 5.7.1"),
    ],
)
def test_swaks_is_refused_with_the_right_code(
    served, tool, service, security, password, options, refusal
):
    signing = ()
    if password:
        signing = credentials(served.hana, None if password == "right" else password)
    done = swaks(served, tool, service, security, *signing, *options)
    assert done.returncode != 0
    assert re.search(rf"^<[~*]\* {re.escape(refusal)}", done.stdout, re.MULTILINE), done.stdout
    assert served.inbox(served.kaze) == []


@pytest.mark.parametrize(("service", "security"), [("submission", "tls"), ("smtp", "tls")])
def test_tls_from_the_start_does_not_work_where_starttls_is_spoken(served, tool, service, security):
    done = swaks(served, tool, service, security)
    assert done.returncode == 29
    assert "TLS startup failed" in done.stdout + done.stderr


@pytest.mark.parametrize(("service", "security"), [("submission", "none"), ("smtp", "starttls")])
def test_signing_in_is_not_offered_without_tls_nor_at_the_exchange(served, tool, service, security):
    done = swaks(served, tool, service, security, *credentials(served.hana))
    assert done.returncode == 28
    assert "250-AUTH" not in done.stdout + done.stderr


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


# -- reading -----------------------------------------------------------------------------------


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
def test_curl_signs_in_nowhere_without_tls(served, tool, service):
    done = run(
        *(tool("curl"), "-sS", "-u", f"{served.kaze['user']}:{served.kaze['password']}"),
        f"{service}://localhost:{served.ports[service]}/",
    )
    assert done.returncode == 67


def test_imaplib_works_through_a_day(served):
    served.send("one", "two", "three")
    client = imaplib.IMAP4("localhost", served.ports["imap"])
    assert "LOGINDISABLED" in client.capabilities
    client.starttls(served.tls)
    client.login(served.kaze["user"], served.kaze["password"])
    assert client.enable("CONDSTORE")[0] == "OK"
    assert client.select() == ("OK", [b"3"])
    assert client.search(None, "SUBJECT", "two") == ("OK", [b"2"])
    client.store("2", "+FLAGS", r"(\Seen)")
    assert client.uid("SEARCH", "SEEN") == ("OK", [b"2"])
    client.create("Trips")
    client.copy("1", "Trips")
    client.store("1", "+FLAGS", r"(\Deleted)")
    assert client.expunge() == ("OK", [b"1"])
    assert client.status("Trips", "(MESSAGES)") == ("OK", [b'"Trips" (MESSAGES 1)'])
    assert client.append("Drafts", r"(\Draft)", None, b"Subject: draft\r\n\r\n")[0] == "OK"
    assert client.getquotaroot("INBOX")[0] == "OK"
    assert client.close()[0] == "OK"
    assert client.logout()[0] == "BYE"


def test_poplib_takes_what_it_deletes_only_at_the_end(served):
    served.send("one", "two")
    client = poplib.POP3("localhost", served.ports["pop3"])
    assert "STLS" in client.capa()
    client.stls(served.tls)
    client.user(served.kaze["user"])
    client.pass_(served.kaze["password"])
    assert client.stat()[0] == 2
    assert client.retr(1)[1][-4:] == [b"Subject: one", b"", b"hello", b".dot"]
    client.dele(1)
    assert served.inbox(served.kaze) == ["Subject: one", "Subject: two"]
    client.quit()
    assert served.inbox(served.kaze) == ["Subject: two"]


# -- a sync program ----------------------------------------------------------------------------

MBSYNC = """
IMAPAccount world
Host localhost
Port {port}
User {user[user]}
Pass {user[password]}
SSLType {kind}
CertificateFile {ca}

IMAPStore far
Account world

MaildirStore near
Path {folder}/
Inbox {folder}/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Both
Expunge Both
SyncState *
"""


@pytest.mark.parametrize(("service", "kind"), [("imaps", "IMAPS"), ("imap", "STARTTLS")])
def test_mbsync_brings_mail_both_ways_and_then_has_nothing_to_do(
    served, tool, tmp_path, service, kind
):
    folder, rules = tmp_path / "mail", tmp_path / "mbsyncrc"
    folder.mkdir()
    rules.write_text(
        MBSYNC.format(
            port=served.ports[service],
            user=served.kaze,
            kind=kind,
            ca=served.ca,
            folder=folder,
        )
    )

    def sync():
        done = run(tool("mbsync"), "-c", str(rules), "-a", "-V")
        assert done.returncode == 0, done.stdout + done.stderr

    def state():
        """What there is here and there; a mod-sequence tells of any change."""
        with served.imap(served.kaze) as client:
            folders = [line.split()[-1].decode() for line in client.list()[1]]
            items = "(MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ)"
            there = [client.status(name, items)[1] for name in folders]
        return there, sorted(str(path) for path in folder.rglob("*:2,*"))

    served.send("one", "two")
    sync()
    pulled = sorted((folder / "INBOX").glob("*/*,U=*"))
    assert len(pulled) == 2
    assert {"Archive", "Drafts", "Junk", "Sent", "Trash"} < {each.name for each in folder.iterdir()}

    seen = folder / "INBOX" / "cur" / (pulled[0].name.partition(":2,")[0] + ":2,S")
    pulled[0].rename(seen)
    (folder / "Drafts" / "cur" / "1.1_1.here:2,D").write_bytes(b"Subject: draft\n\nfrom here\n")
    sync()
    with served.imap(served.kaze) as client:
        client.select("INBOX", readonly=True)
        assert client.uid("SEARCH", "SEEN")[1] == [b"1"]
        client.select("Drafts", readonly=True)
        assert client.search(None, "DRAFT", "SUBJECT", "draft")[1] == [b"1"]

    before = state()
    sync()
    assert state() == before
