"""imaplib and poplib, unmodified, over the world's wires: no socket and no thread."""

import poplib

import pytest
from mail_world import places
from mail_world.imap import FOLDERS, Account, IMAPServer
from mail_world.network import Network
from mail_world.pop3.server import POP3Server
from mail_world.reading import MemoryIMAP4
from mail_world.sealed import SealedContext

SERVER = "imap.example.org"
PHONE = places.FRIEND_HOST.address


class NoEar:
    """Hears nothing."""

    def __getattr__(self, name):
        return lambda *arguments, **named: None


@pytest.fixture
def account(network):
    account = Account(places.KAZE.address, places.KAZE.password, network.wall, folders=FOLDERS)
    account.deliver(b"Subject: one\r\n\r\nhello\r\n")
    account.deliver(b"Subject: two\r\n\r\nhello\r\n")
    return account


@pytest.fixture
def network():
    network = Network(NoEar())
    yield network
    network.shut_down()
    assert network.unhandled == []


@pytest.fixture
def served(network, account):
    tls, accounts = SealedContext((SERVER,)), {account.user: account}
    address = places.REMOTE_IMAP.address
    for port, server, implicit in (
        (143, IMAPServer, False),
        (993, IMAPServer, True),
        (995, POP3Server, True),
    ):
        inner = None if implicit else tls
        network.listen(
            address, port, lambda s=server, t=inner: s(accounts, t), tls if implicit else None
        )
    return address


@pytest.fixture
def imap(network, served):
    def connect():
        client = MemoryIMAP4(network, served, 993, PHONE, SealedContext(check=False))
        client.login(places.KAZE.address, places.KAZE.password)
        client.select()
        return client

    return connect


def test_two_imaplib_clients_see_each_other(imap):
    phone, home = imap(), imap()
    phone.store("1", "+FLAGS", r"(\Seen)")
    phone.uid("MOVE", "2", "Archive")
    home.noop()
    assert home.response("EXPUNGE") == ("EXPUNGE", [b"2"])
    assert home.search(None, "SEEN") == ("OK", [b"1"])
    assert home.status("Archive", "(MESSAGES)") == ("OK", [b'"Archive" (MESSAGES 1)'])


def test_imaplib_appends_and_finds_japanese(imap):
    client = imap()
    client.append("Drafts", r"(\Draft)", None, "Subject: x\r\n\r\nこんにちは\r\n".encode())
    client.select("Drafts")
    client.literal = "こんにちは".encode()
    assert client.search("UTF-8", "BODY") == ("OK", [b"1"])


def test_poplib_takes_and_removes(network, served, account):
    from mail_world.blocking import BlockingSocket

    class MemoryPOP3(poplib.POP3):
        def _create_socket(self, timeout):
            return BlockingSocket(
                network, self.host, self.port, source=PHONE, tls=SealedContext(check=False)
            )

    client = MemoryPOP3(served, 995)
    client.user(places.KAZE.address)
    client.pass_(places.KAZE.password)
    assert client.stat() == (2, 46)
    assert client.retr(2)[1] == [b"Subject: two", b"", b"hello"]
    client.dele(2)
    client.quit()
    assert list(account.mailboxes["INBOX"].messages) == [1]


def test_a_command_right_behind_the_handshake_is_answered_under_tls(stage):
    """imaplib asks for capabilities as soon as TLS is there, in the flight of its Finished."""
    stage.world()
    client = MemoryIMAP4(stage.network, "imap.example.jp", 143, places.PHONE_HOST.address, None)
    client.starttls(SealedContext())
    client.login(places.HANA.address, places.HANA.password)
    client.logout()
    assert not [event for event in stage.recorder.events if event.tag == "raw"]
