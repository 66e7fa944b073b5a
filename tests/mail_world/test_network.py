"""Connections in memory: how they open, carry, fail and close."""

import asyncio
import socket

import pytest
from mail_world.places import OFFICE_MAIL

HERE, PORT = OFFICE_MAIL.address, 25


class Echo(asyncio.Protocol):
    """Answers each piece of bytes with the same bytes."""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)


class Silent(asyncio.Protocol):
    """Says nothing."""


def test_bytes_come_back_a_round_trip_later(stage):
    stage.network.listen(HERE, PORT, Echo)
    wire = stage.socket(HERE, PORT)
    opened = stage.network.time()
    wire.sendall(b"hello")
    assert wire.recv(100) == b"hello"
    assert stage.network.time() - opened == pytest.approx(2 * stage.network.latency)


def test_opening_takes_a_round_trip(stage):
    stage.network.listen(HERE, PORT, Echo)
    stage.socket(HERE, PORT)
    assert stage.network.time() == pytest.approx(2 * stage.network.latency)


def test_many_writes_arrive_in_order(stage):
    stage.network.listen(HERE, PORT, Echo)
    wire = stage.socket(HERE, PORT)
    sent = [bytes([n]) * (n + 1) for n in range(100)]
    for piece in sent:
        wire.sendall(piece)
    got = b""
    while len(got) < sum(map(len, sent)):
        got += wire.recv(7)
    assert got == b"".join(sent)


def test_a_port_nobody_listens_on_refuses(stage):
    stage.network.listen(HERE, PORT, Echo)
    with pytest.raises(ConnectionRefusedError):
        stage.socket(HERE, 2525)
    assert stage.tags() == ["connection-refused"]


def test_an_address_nobody_has_swallows_the_call_for_as_long_as_linux_waits(stage):
    with pytest.raises(TimeoutError):
        stage.socket("192.0.2.99", 25)
    assert stage.network.time() == 127


def test_a_caller_may_give_up_earlier(stage):
    with pytest.raises(TimeoutError):
        stage.socket("192.0.2.99", 25, timeout=30)
    assert stage.network.time() == 30


def test_an_unknown_name_is_a_resolver_error(stage):
    with pytest.raises(socket.gaierror):
        stage.socket("mail.example.jq", 25)


def test_a_silent_server_times_out(stage):
    stage.network.listen(HERE, PORT, Silent)
    wire = stage.socket(HERE, PORT, timeout=20)
    before = stage.network.time()
    with pytest.raises(TimeoutError):
        wire.recv(1)
    assert stage.network.time() - before == pytest.approx(20)


def test_what_was_said_before_closing_still_arrives(stage):
    class Parting(asyncio.Protocol):
        def connection_made(self, transport):
            transport.write(b"bye")
            transport.close()

    stage.network.listen(HERE, PORT, Parting)
    wire = stage.socket(HERE, PORT)
    assert [wire.recv(10), wire.recv(10)] == [b"bye", b""]


def test_writing_to_a_closed_connection_is_a_broken_pipe(stage):
    stage.network.listen(HERE, PORT, Echo)
    wire = stage.socket(HERE, PORT)
    wire.close()
    with pytest.raises(BrokenPipeError):
        wire.sendall(b"too late")


def test_a_paused_reader_gets_everything_after_resuming(stage):
    heard = []

    class Slow(asyncio.Protocol):
        def connection_made(self, transport):
            transport.pause_reading()
            stage.network.call_later(60, transport.resume_reading)

        def data_received(self, data):
            heard.append((round(stage.network.time()), data))

    stage.network.listen(HERE, PORT, Slow)
    wire = stage.socket(HERE, PORT)
    wire.sendall(b"a")
    wire.sendall(b"b")
    stage.network.pass_time(120)
    assert heard == [(60, b"a"), (60, b"b")]
