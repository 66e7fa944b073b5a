"""A small IMAP server (RFC 3501, RFC 9051): bytes in, bytes out, no I/O, no clock of its own.

From the ground up: `parser` turns bytes into commands within limits, and `words` says what their
words mean; `store` holds mails, `account` the folders and the room of one owner, `names` what
folders can be called; `view` is what one client knows of a mailbox; `header`, `mime`, `structure`
and `fetch` cut a mail into what is asked for, `addresses` reads who it is from and to, `binary`
undoes its encodings; `resync` tells what a device has missed; `session` is the state machine that
knows what may be said when, `commands` what is then done, and `server` ties a session to a
transport.

Extensions beside the base: LITERAL+, SASL-IR, ID, ENABLE, IDLE, NAMESPACE, CHILDREN, SPECIAL-USE,
LIST-EXTENDED, LIST-STATUS, STATUS=SIZE, UNSELECT, UIDPLUS, MOVE, MULTIAPPEND, BINARY, CONDSTORE,
QRESYNC, ESEARCH, SEARCHRES, WITHIN, OBJECTID, QUOTA.
"""

from mail_world.imap.account import FOLDERS, Account
from mail_world.imap.server import IMAPServer
from mail_world.imap.session import Session
from mail_world.imap.store import Mailbox, Message, Refused

__all__ = ["FOLDERS", "Account", "IMAPServer", "Mailbox", "Message", "Refused", "Session"]
