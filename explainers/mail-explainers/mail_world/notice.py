"""The notice of failure that a sender's own office writes (RFC 3461, RFC 3464).

Decides: a multipart/report of three parts: words for a person, fields for a program, and the
headers of the mail that failed. It goes from the empty sender, so that it can never be answered by
another notice (RFC 5321 section 4.5.5).

The words quote the refusing server's own reply; only the frame around it is the office's.
"""

from __future__ import annotations

from email.message import Message
from email.utils import formataddr, make_msgid

from mail_world import letter
from mail_world.transcript import ENHANCED

SUBJECT = "配達できなかったお知らせ"


def status_of(code: int, text: str) -> str:
    """Return the RFC 3463 status of a reply: its own, else what its class says.

    >>> status_of(550, "5.1.1 <a@example.org>: unknown"), status_of(421, "bye")
    ('5.1.1', '4.0.0')
    """
    found = ENHANCED.match(text)
    return found[1] if found else f"{4 if 400 <= code < 500 else 5}.0.0"


def write(
    *,
    office: str,
    sender: str,
    recipient: str,
    mail: bytes,
    code: int,
    text: str,
    remote: str,
    arrived: float,
    wall: float,
    queue_id: str,
) -> bytes:
    """Return the notice to `sender` that `mail` to `recipient` was refused with `code text`.

    `office` and `remote` are host names (`remote` empty where no server was reached); `arrived`
    and `wall` are seconds since 1970; `queue_id` is the notice's own.
    """
    reply = f"{code} {text}" if code else text
    words = letter.text_part(
        f"{office} です。\n\n"
        f"おあずかりしたメールを、次のあて先に配達できませんでした。\n\n"
        f"<{recipient}>: " + (f"{remote} の返事:\n    {reply}\n" if remote else f"{reply}\n")
    )
    per_mail, per_recipient = Message(), Message()
    per_mail["Reporting-MTA"] = f"dns; {office}"
    per_mail["Arrival-Date"] = letter.mail_date(arrived)
    per_recipient["Final-Recipient"] = f"rfc822; {recipient}"
    per_recipient["Action"] = "failed"
    # A server that asked to come again until patience ran out: 4.4.7 is the sender's verdict
    # "delivery time expired" (RFC 3463 section 3.5), made permanent by Action: failed.
    per_recipient["Status"] = status_of(code, text)
    per_recipient["Last-Attempt-Date"] = letter.mail_date(wall)
    if remote:
        per_recipient["Remote-MTA"] = f"dns; {remote}"
        per_recipient["Diagnostic-Code"] = f"smtp; {letter.one_line(reply)}"
    fields = Message(letter.MAIL_POLICY)
    fields["Content-Type"] = "message/delivery-status"
    fields.set_payload([per_mail, per_recipient])

    headers = Message(letter.MAIL_POLICY)
    headers["Content-Type"] = "text/rfc822-headers"
    headers["Content-Transfer-Encoding"] = "8bit"
    head = mail.split(b"\r\n\r\n", 1)[0] + b"\r\n"
    headers.set_payload(head.decode("ascii", "surrogateescape"))

    report = letter.multipart("report", words, fields, headers, report_type="delivery-status")
    return letter.finish(
        report,
        [
            ("Received", f"by {office} id {queue_id};\r\n\t{letter.mail_date(wall)}"),
            ("Date", letter.mail_date(wall)),
            ("From", formataddr(("Mail Delivery System", f"MAILER-DAEMON@{office}"))),
            ("To", sender),
            ("Subject", letter.header(SUBJECT)),
            ("Message-ID", make_msgid(domain=office)),
            ("Auto-Submitted", "auto-replied"),
        ],
    )
