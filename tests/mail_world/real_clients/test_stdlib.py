"""Python's own smtplib, imaplib and poplib through a day."""

import imaplib
import poplib
import smtplib

import pytest

pytestmark = pytest.mark.servers


def test_imaplib_works_through_a_day(served):
    served.send("one", "two", "three")
    client = imaplib.IMAP4("localhost", served.ports["imap"])
    assert {"STARTTLS", "AUTH=PLAIN"} <= set(client.capabilities)
    assert "LOGINDISABLED" not in client.capabilities
    client.starttls(served.tls)
    client.login(served.kaze["user"], served.kaze["password"])
    assert client.enable("CONDSTORE")[0] == "OK"
    assert client.select() == ("OK", [b"3"])
    assert client.search(None, "SUBJECT", "two") == ("OK", [b"2"])
    client.store("2", "+FLAGS", r"(\Seen)")
    assert client.uid("SEARCH", "SEEN") == ("OK", [b"2"])
    client.create("Trips")
    client.copy("1", "Trips")
    client.store("1", "+FLAGS", r"(\Deleted)")
    assert client.expunge() == ("OK", [b"1"])
    assert client.status("Trips", "(MESSAGES)") == ("OK", [b'"Trips" (MESSAGES 1)'])
    assert client.append("Drafts", r"(\Draft)", None, b"Subject: draft\r\n\r\n")[0] == "OK"
    assert client.getquotaroot("INBOX")[0] == "OK"
    assert client.close()[0] == "OK"
    assert client.logout()[0] == "BYE"


def test_imaplib_signs_in_at_once_on_the_plain_port(served):
    client = imaplib.IMAP4("127.0.0.1", served.ports["imap"])
    client.login(served.kaze["user"], served.kaze["password"])
    assert client.select() == ("OK", [b"0"])
    client.logout()


def test_poplib_takes_what_it_deletes_only_at_the_end(served):
    served.send("one", "two")
    client = poplib.POP3("localhost", served.ports["pop3"])
    assert "STLS" in client.capa()
    client.stls(served.tls)
    client.user(served.kaze["user"])
    client.pass_(served.kaze["password"])
    assert client.stat()[0] == 2
    assert client.retr(1)[1][-4:] == [b"Subject: one", b"", b"hello", b".dot"]
    client.dele(1)
    assert served.inbox(served.kaze) == ["Subject: one", "Subject: two"]
    client.quit()
    assert served.inbox(served.kaze) == ["Subject: two"]


def test_smtplib_signs_in_after_starttls_and_is_told_who_is_refused(served):
    with smtplib.SMTP("localhost", served.ports["submission"]) as client:
        client.ehlo()
        assert not client.has_extn("auth")
        client.starttls(context=served.tls)
        client.login(served.hana["user"], served.hana["password"])
        to = [served.kaze["address"], "kase@example.test"]
        refused = client.sendmail(served.hana["address"], to, b"Subject: by smtplib\r\n\r\nx\r\n")
    assert {name: code for name, (code, _) in refused.items()} == {"kase@example.test": 550}
    assert served.inbox(served.kaze) == ["Subject: by smtplib"]


@pytest.mark.parametrize("service", ["submissions", "submission"])
def test_smtplib_is_told_that_its_password_is_wrong(served, service):
    sealed = service == "submissions"
    kind = smtplib.SMTP_SSL if sealed else smtplib.SMTP
    options = {"context": served.tls} if sealed else {}
    with kind("localhost", served.ports[service], **options) as client:
        if not sealed:
            client.starttls(context=served.tls)
        with pytest.raises(smtplib.SMTPAuthenticationError) as caught:
            client.login(served.hana["user"], "wrong")
    assert caught.value.smtp_code == 535


def test_poplib_and_imaplib_over_tls_from_the_start(served):
    served.send("one")
    pop = poplib.POP3_SSL("localhost", served.ports["pop3s"], context=served.tls)
    pop.user(served.kaze["user"])
    pop.pass_(served.kaze["password"])
    assert pop.stat()[0] == 1
    pop.quit()
    with served.imap(served.kaze) as client:
        assert client.select() == ("OK", [b"1"])
