"""A small world for each test, with ears and a clean end."""

import smtplib

import pytest
from mail_world import places
from mail_world.blocking import BlockingSocket
from mail_world.determinism import determined
from mail_world.dns import Resolver
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
