"""A real Dovecot on loopback, unpacked from Debian's packages and never installed.

Its programs look for one another under /usr: they run in a mount namespace of their own, in which
the unpacked tree lies over /usr. Nobody else sees that, and it is gone with them.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from ..real_clients import programs

DOVECOT = (
    *("dovecot-core", "dovecot-imapd", "libexttextcat-2.0-0", "libstemmer0d", "liblua5.4-0"),
    *("libsodium23", "libunwind8", "libtirpc3", "libwrap0"),
)
USER = "nobody"
"""Who the mail belongs to: Dovecot serves none of root's."""
CONF = """\
base_dir = {work}/run
state_dir = {work}/run
log_path = {work}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_login_user = {user}
default_internal_group = nogroup
ssl = no
first_valid_uid = 1
mail_location = maildir:{work}/mail/%u
auth_username_format = %Lu
auth_failure_delay = 0
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid=nogroup home={work}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service auth {{
  unix_listener {work}/run/smtp-auth {{
    mode = 0666
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def require_root():
    """Fail where a server can't get a /usr of its own."""
    if os.geteuid() or not shutil.which("unshare"):
        pytest.fail("real servers need root and unshare, for a /usr of their own")


def over_usr(tree, *command):
    """Give the command line that runs a program with an unpacked tree over /usr."""
    mount = 'mount -t overlay overlay -o "lowerdir=$0/usr:/usr" /usr && exec "$@"'
    return ("unshare", "--mount", "sh", "-c", mount, str(tree), *command)


def wait_for(port, process, log):
    """Wait until a port is served; fail with what the log says if the server gave up."""
    for _ in range(400):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    said = log.read_text() if log.exists() else ""
    pytest.fail(f"the server did not start: {said[-2000:]}")


class Dovecot:
    """A running Dovecot in which every user has the same password."""

    def __init__(self, password):
        require_root()
        tree = programs.fetch("dovecot", *DOVECOT)
        self.work = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.work.chmod(0o755)
        for name in ("run", "mail"):
            (self.work / name).mkdir()
        shutil.chown(self.work / "mail", USER)
        self.port = free_port()
        conf = self.work / "dovecot.conf"
        conf.write_text(CONF.format(work=self.work, port=self.port, password=password, user=USER))
        with (self.work / "stderr").open("wb") as errors:
            self.process = subprocess.Popen(
                over_usr(tree, "dovecot", "-F", "-c", str(conf)),
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        wait_for(self.port, self.process, self.work / "stderr")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        shutil.rmtree(self.work, ignore_errors=True)

    @property
    def smtp_auth(self):
        """Where an SMTP server asks whether a password is right."""
        return self.work / "run" / "smtp-auth"

    def renumber(self, user):
        """Give every folder of a user another UIDVALIDITY, as a box restored from a copy has."""
        for listed in (self.work / "mail" / user).rglob("dovecot-uidlist"):
            version, validity, rest = listed.read_text().split(" ", 2)
            listed.write_text(f"{version} V{int(validity[1:]) + 100} {rest}")
            shutil.chown(listed, USER)
        for index in (self.work / "mail" / user).rglob("dovecot*index*"):
            index.unlink()
