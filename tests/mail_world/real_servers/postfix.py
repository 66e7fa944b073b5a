"""A real Postfix on loopback, beside the Dovecot that knows its users' passwords; see dovecot.py.

It has one port as an MX and one for submission, with the policies that ours has (policies.py).
"""

import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import trustme

from ..real_clients import programs
from .dovecot import USER, free_port, over_usr, require_root, wait_for

POSTFIX = ("postfix", "libdb5.3", "libsasl2-2", "libnsl2", "libtirpc3", "libicu72")
QUEUES = (
    *("active", "incoming", "deferred", "defer", "bounce", "corrupt", "flush", "saved", "hold"),
    *("trace", "maildrop", "public", "private"),
)
MAIN = """\
compatibility_level = 3.6
queue_directory = {work}/queue
data_directory = {work}/data
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
mail_owner = {user}
setgid_group = mail
default_privs = daemon
myhostname = mail.example.test
mydestination =
local_recipient_maps =
mynetworks =
inet_protocols = ipv4
inet_interfaces = 127.0.0.1
virtual_mailbox_domains = example.test
virtual_mailbox_maps = inline:{{ {{hana@example.test=x}}, {{kaze@example.test=x}} }}
virtual_transport = discard:
default_transport = discard:
message_size_limit = 10485760
smtpd_tls_security_level = may
smtpd_tls_chain_files = {work}/tls.pem
smtpd_sasl_type = dovecot
smtpd_sasl_path = {auth}
smtpd_sender_login_maps = inline:{{ {{hana@example.test=hana@example.test}} }}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
maillog_file = {work}/log
maillog_file_prefixes = {work}
"""
MASTER = """\
{smtp} inet n - n - - smtpd
{submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_tls_auth_only=yes
  -o smtpd_delay_reject=no
  -o smtpd_sender_restrictions=reject_sender_login_mismatch,permit_sasl_authenticated,reject
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
discard unix - - n - - discard
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
proxymap unix - - n - - proxymap
"""


class Postfix:
    """A running Postfix; `ports` has `smtp` and `submission`."""

    def __init__(self, auth):
        require_root()
        tree = programs.fetch("postfix", *POSTFIX)
        self.work = Path(tempfile.mkdtemp(prefix="postfix-"))
        self.work.chmod(0o755)
        for name in (*(f"queue/{queue}" for queue in QUEUES), "queue/pid", "data", "etc"):
            (self.work / name).mkdir(parents=True)
        for name in (*(f"queue/{queue}" for queue in QUEUES), "data"):
            shutil.chown(self.work / name, USER)
        pair = trustme.CA().issue_cert("mail.example.test")
        pair.private_key_and_cert_chain_pem.write_to_path(self.work / "tls.pem")
        self.ports = {"smtp": free_port(), "submission": free_port()}
        (self.work / "etc" / "main.cf").write_text(
            MAIN.format(work=self.work, user=USER, auth=auth)
        )
        (self.work / "etc" / "master.cf").write_text(MASTER.format(**self.ports))
        with (self.work / "stderr").open("wb") as errors:
            self.process = subprocess.Popen(
                over_usr(tree, "/usr/lib/postfix/sbin/master", "-c", str(self.work / "etc"), "-d"),
                stdout=errors,
                stderr=errors,
            )
        wait_for(self.ports["submission"], self.process, self.work / "log")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        shutil.rmtree(self.work, ignore_errors=True)
