"""A small world for each test, with ears and a clean end."""

import smtplib

import pytest
from mail_world import places
from mail_world.blocking import BlockingSocket
from mail_world.determinism import determined
from mail_world.dns import Resolver
from mail_world.imap import Account, Session
from mail_world.network import Network
from mail_world.recorder import Recorder
from mail_world.sealed import SealedContext
from mail_world.world import World, quiet


class Stage:
    """A network with a recorder, and whole worlds on it."""

    def __init__(self, zone):
        self.recorder = Recorder()
        self.resolver = Resolver(zone, self.recorder.looked_up)
        self.network = Network(self.recorder, self.resolver.address)
        self.recorder.now_ms = lambda: self.network.now_ms

    def world(self):
        return World(self.network, self.recorder, self.resolver)

    def socket(self, host, port, *, source=places.PHONE_HOST.address, **options):
        return BlockingSocket(self.network, host, port, source=source, **options)

    def smtp(self, host="mail.example.jp", port=587, *, tls=None, **options):
        """A stdlib smtplib client, connected."""
        stage = self

        class MemorySMTP(smtplib.SMTP):
            def _get_socket(self, host, port, timeout):
                return stage.socket(host, port, tls=tls, timeout=timeout, **options)

        return MemorySMTP(host, port, local_hostname="client.example.test", timeout=30)

    def tags(self, kind="decision"):
        return [event.tag for event in self.recorder.events if event.kind == kind]


@pytest.fixture
def zone():
    return dict(places.ZONE)


@pytest.fixture
def stage(zone):
    stage = Stage(zone)
    with determined(stage.network.wall, stage.network.time), quiet("mail.log"):
        yield stage
        stage.network.shut_down()
        assert stage.network.unhandled == []


@pytest.fixture
def sealed_smtp(stage):
    """A stdlib client signed in on 587, as はな."""
    stage.world()
    client = stage.smtp()
    client.starttls(context=SealedContext())
    client.login(places.HANA.address, places.HANA.password)
    return client


# -- IMAP sessions, without any network --------------------------------------------------------


class Device:
    """A connection to an IMAP session, with everything it was told."""

    def __init__(self, account, **options):
        self.told, self.closed = b"", False
        options = {"sealed": True} | options
        self.session = Session({account.user: account}, self._hear, self._close, **options)

    def _hear(self, data):
        self.told += data

    def _close(self):
        self.closed = True

    def send(self, data):
        """Send bytes; give the bytes that they are answered with."""
        self.told = b""
        self.session.feed(data)
        return self.told

    def say(self, line):
        """Send a line; give the lines that it is answered with."""
        told = self.send(line.encode() + b"\r\n")
        return told.decode().removesuffix("\r\n").split("\r\n")


@pytest.fixture(scope="session")
def new_account():
    """Makes an account of かぜ, in 2026."""

    def make(*mails, **options):
        account = Account("kaze@example.org", "himitsu", lambda: 1_795_305_600, **options)
        for mail in mails:
            account.deliver(mail)
        return account

    return make


@pytest.fixture(scope="session")
def connect():
    """Connects a device: signed in, and with a mailbox selected if one is named."""

    def make(account, mailbox=None):
        device = Device(account)
        device.say("a LOGIN kaze@example.org himitsu")
        if mailbox:
            device.say(f"b SELECT {mailbox}")
        return device

    return make


@pytest.fixture(scope="session")
def device_of():
    """Connects a device that has not signed in; options as Session takes them."""
    return Device
