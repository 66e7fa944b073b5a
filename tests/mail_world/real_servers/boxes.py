"""The same box, with the same devices, on two servers: in the world's memory, and on Dovecot."""

import imaplib
import re
import select
import socket

from mail_world.imap import names
from mail_world.places import HANA, Person
from mail_world.reading import MemoryIMAP4
from mail_world.sealed import SealedContext
from mail_world.sync import DEVICES, Home, IMAPDevice
from mail_world.sync.actions import INBOX
from mail_world.sync.home import BOX_HOST, FOLDERS
from mail_world.sync.wire import DeviceIMAP4

ITEMS = "(FLAGS BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"


class RealSocket(socket.socket):
    @property
    def waiting(self):
        return bool(select.select([self], [], [], 0)[0])


class RealIMAP4(DeviceIMAP4):
    """The devices' own client on a real socket."""

    def __init__(self, port):
        super().__init__(None, "127.0.0.1", port, "", None)

    def open(self, host="", port=143, timeout=None):
        self.host, self.port = host, port
        self.sock = RealSocket()
        self.sock.settimeout(30)
        self.sock.connect((host, port))
        self._heard = bytearray()


class RealDevice(IMAPDevice):
    port = 0

    def connect(self):
        return RealIMAP4(self.port)


class Box:
    """What scenarios rely on, whichever server it is."""

    def alone(self):
        """Sign in with another program, which knows nothing of the devices."""
        raise NotImplementedError

    def clock(self):
        """Let chance and time follow the world, where it has its own."""
        raise NotImplementedError

    @property
    def phone(self):
        return self.devices["phone"]

    @property
    def computer(self):
        return self.devices["computer"]

    def look(self):
        for _ in range(2):
            for device in self.devices.values():
                device.sync()

    def contents(self):
        """What the server has: every mail's folder, identity and flags."""
        client, found = self.alone(), []
        for folder in (INBOX, *FOLDERS):
            client.select(f'"{names.encode(folder)}"', readonly=True)
            _, told = client.uid("FETCH", "1:*", ITEMS)
            for part in told:
                if isinstance(part, tuple):
                    name = re.search(rb"<([^>]*)>", part[1])[1].decode()
                    flags = re.search(rb"FLAGS \(([^)]*)\)", part[0])[1].decode().split()
                    found.append((folder, name, tuple(sorted(set(flags) - {"\\Recent"}))))
        client.logout()
        return sorted(found)

    def state(self):
        """All that must be the same on both servers in the end."""
        return {
            "box": self.contents(),
            "screens": {
                name: sorted(
                    (one.mail, one.folder, tuple(sorted(one.flags)), one.saved)
                    for one in device.shown().values()
                )
                for name, device in self.devices.items()
            },
            "queues": {name: device.queue for name, device in self.devices.items()},
            "dropped": {
                name: [(one.action, one.why) for one in device.dropped]
                for name, device in self.devices.items()
            },
            "resynced": {name: sorted(set(d.resynced)) for name, d in self.devices.items()},
        }


class Ours(Box):
    def __init__(self):
        self.home = Home()
        self.devices = self.home.devices
        self.receive, self.restore = self.home.receive, self.home.restore

    def clock(self):
        return self.home

    def alone(self):
        client = MemoryIMAP4(
            self.home.network, BOX_HOST.name, 993, DEVICES["tab3"].address, SealedContext()
        )
        client.login(HANA.address, HANA.password)
        return client

    def close(self):
        with self.home:
            self.home.close()


class Real(Box):
    made = 0

    def __init__(self, dovecot):
        Real.made += 1
        self.dovecot, self.user = dovecot, f"hana{Real.made}@example.jp"
        owner = Person("はな", self.user, HANA.password)
        client = self.alone()
        for folder in FOLDERS:
            client.create(f'"{names.encode(folder)}"')
        client.logout()
        self.devices = {}
        for name in ("phone", "computer"):
            device = RealDevice(None, DEVICES[name], owner, "", (INBOX, *FOLDERS))
            device.port = dovecot.port
            self.devices[name] = device

    def clock(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def alone(self):
        client = imaplib.IMAP4("127.0.0.1", self.dovecot.port)
        client.login(self.user, HANA.password)
        return client

    def receive(self, source):
        client = self.alone()
        assert client.append(INBOX, "", None, source)[0] == "OK"
        client.logout()

    def restore(self):
        for device in self.devices.values():
            if device._client is not None:  # as a server that restarts cuts them off
                device._client.sock.shutdown(socket.SHUT_RDWR)
        self.dovecot.renumber(self.user)

    def close(self):
        for device in self.devices.values():
            device.go_offline()
