"""mbsync keeps a Maildir and the box in step."""

import pytest

from .programs import run

pytestmark = pytest.mark.servers


MBSYNC = """
IMAPAccount world
Host localhost
Port {port}
User {user[user]}
Pass {user[password]}
SSLType {kind}
CertificateFile {ca}

IMAPStore far
Account world

MaildirStore near
Path {folder}/
Inbox {folder}/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Both
Expunge Both
SyncState *
"""


@pytest.fixture
def sync(served, tool, tmp_path):
    """Runs mbsync on かぜ's box and a folder here: `sync(service, kind)` gives the next run."""
    folder, rules = tmp_path / "mail", tmp_path / "mbsyncrc"
    folder.mkdir()

    def prepare(service="imaps", kind="IMAPS"):
        port = served.ports[service]
        text = MBSYNC.format(port=port, user=served.kaze, kind=kind, ca=served.ca, folder=folder)
        rules.write_text(text)

        def once():
            done = run(tool("mbsync"), "-c", str(rules), "-a", "-V")
            assert done.returncode == 0, done.stdout + done.stderr

        return once

    prepare.folder = folder
    return prepare


def there(served):
    """What the server has, in numbers; a mod-sequence tells of any change."""
    with served.imap(served.kaze) as client:
        folders = [line.split()[-1].decode() for line in client.list()[1]]
        items = "(MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ)"
        return [client.status(name, items)[1] for name in folders]


def here(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*:2,*"))


def mark(path, flags):
    """Give a mail of the Maildir these flags (and whatever is marked is no longer new)."""
    marked = path.parent.parent / "cur" / (path.name.partition(":2,")[0] + ":2," + flags)
    path.rename(marked)
    return marked


@pytest.mark.parametrize(("service", "kind"), [("imaps", "IMAPS"), ("imap", "STARTTLS")])
def test_mbsync_brings_mail_both_ways_and_then_has_nothing_to_do(served, sync, service, kind):
    once, folder = sync(service, kind), sync.folder
    served.send("one", "two")
    once()
    pulled = sorted((folder / "INBOX").glob("*/*,U=*"))
    assert len(pulled) == 2
    assert {"Archive", "Drafts", "Junk", "Sent", "Trash"} < {each.name for each in folder.iterdir()}

    mark(pulled[0], "S")
    (folder / "Drafts" / "cur" / "1.1_1.here:2,D").write_bytes(b"Subject: draft\n\nfrom here\n")
    once()
    with served.imap(served.kaze) as client:
        client.select("INBOX", readonly=True)
        assert client.uid("SEARCH", "SEEN")[1] == [b"1"]
        client.select("Drafts", readonly=True)
        assert client.search(None, "DRAFT", "SUBJECT", "draft")[1] == [b"1"]

    before = there(served), here(folder)
    once()
    assert (there(served), here(folder)) == before


def test_mbsync_brings_what_was_done_on_both_sides_meanwhile(served, sync):
    """The same mail flagged differently, one removed here and one there, a new one on each side."""
    once, folder = sync(), sync.folder
    served.send("flags", "gone here", "gone there", "flagged there, gone here")
    once()
    flagged, gone_here, _, both = sorted(
        (folder / "INBOX").glob("*/*,U=*"), key=lambda path: int(path.name.split("U=")[1][0])
    )
    mark(flagged, "FS")
    mark(gone_here, "T")
    mark(both, "T")
    (folder / "INBOX" / "cur" / "1.1_1.here:2,S").write_bytes(b"Subject: from here\n\nhi\n")
    with served.imap(served.kaze) as client:
        client.select("INBOX")
        client.uid("STORE", "1", "+FLAGS", r"(\Answered)")
        client.uid("STORE", "4", "+FLAGS", r"(\Flagged)")
        client.uid("STORE", "3", "+FLAGS", r"(\Deleted)")
        client.expunge()
    served.send("from there")

    once()
    once()

    with served.imap(served.kaze) as client:
        client.select("INBOX", readonly=True)
        _, told = client.uid("FETCH", "1", "(FLAGS)")
        assert set(told[0].split(b"(FLAGS (")[-1].split(b"FLAGS (")[-1].rstrip(b")").split()) >= {
            b"\\Answered",
            b"\\Flagged",
            b"\\Seen",
        }
    subjects = sorted(served.inbox(served.kaze))
    assert subjects == ["Subject: flags", "Subject: from here", "Subject: from there"]
    files = [path.read_text() for path in (folder / "INBOX").glob("*/*,U=*")]
    mine = sorted(line for text in files for line in text.splitlines() if "Subject" in line)
    assert mine == subjects
    (first,) = (path for path in (folder / "INBOX").glob("cur/*,U=1:*"))
    assert set(first.name.partition(":2,")[2]) == set("FRS")

    before = there(served), here(folder)
    once()
    assert (there(served), here(folder)) == before


def test_mbsync_finds_out_that_a_folder_was_made_anew(served, sync):
    """With another UIDVALIDITY mbsync stops, rather than take one mail for another."""
    once, folder = sync(), sync.folder
    with served.imap(served.kaze) as client:
        client.create("Trips")
        client.append("Trips", "", None, b"Subject: old\r\n\r\nx\r\n")
    once()
    with served.imap(served.kaze) as client:
        client.delete("Trips")
        client.create("Trips")
        client.append("Trips", "", None, b"Subject: new\r\n\r\ny\r\n")
    with pytest.raises(AssertionError, match="UIDVALIDITY"):
        once()
    (kept,) = (folder / "Trips").glob("*/*,U=*")
    assert "Subject: old" in kept.read_text()
