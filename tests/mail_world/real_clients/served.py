"""A running `python -m mail_world serve`, and what tests do with it."""

import imaplib
import json
import smtplib
import ssl
import subprocess
import sys

import pytest

MAIL = "Subject: {}\r\n\r\nhello\r\n.dot\r\n"


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
