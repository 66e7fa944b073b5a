"""`make publish TO=…`: builds the site anew, looks it over, and copies it where readers find it.

TO is a folder, or `user@host:path` for rsync. What is there already is replaced only where it is a
site that this program has put there (it has a published.json); anything else might be someone's
photographs. Old files go last, so that a reader never meets a page without its parts.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tools")]

from posts import Post, Published, held_back, read_posts  # noqa: E402
from schedule import commit, next_line  # noqa: E402

MARK = "published.json"
NEEDED = ("index.html", "404.html", "feeds/atom.xml", "sitemap.xml", "robots.txt")
_REMOTE = re.compile(r"(?:[\w.-]+@)?(?P<host>[\w.-]{2,}):(?P<path>.+)\Z")
_ADDRESS = re.compile(r"https?://[^\s/]+")
USAGE = """\
使い方: make publish TO=公開するフォルダー SITE_URL=https://ブログの住所
        make publish TO=user@host:path      SITE_URL=https://ブログの住所（rsync で送ります）"""


class PublishError(Exception):
    """It can't be published; the text says why and what to do."""


def main(to: str, address: str) -> int:
    """Publish and give the exit status: 1 where something is wrong, 2 for a call that can't be."""
    os.chdir(ROOT)
    if not to or not _ADDRESS.match(address):
        print(USAGE, file=sys.stderr)
        return 2
    now = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    # An existing folder is a folder, whatever its name looks like.
    remote = None if Path(to).expanduser().is_dir() else _REMOTE.match(to)
    try:
        known = _look_remote(to) if remote else _look_folder(Path(to).expanduser())
        with tempfile.TemporaryDirectory(prefix="publish-") as place:
            site = Path(place) / "site"
            _build(site, address, now)
            moment = datetime.fromtimestamp(now, UTC)
            _look_over(site, moment)
            (site / MARK).write_text(Published(commit(), moment).to_json(), "utf-8")
            pages = sum(1 for _ in site.rglob("*.html"))
            if remote:
                _send(site, to, replace=known)
            else:
                _mirror(site, Path(to).expanduser())
    except PublishError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{pages} ページを {to} に公開しました。")
    print(next_line(list(read_posts(ROOT / "content", ROOT)), moment))
    return 0


def _build(site: Path, address: str, now: int) -> None:
    environment = {"SITE_OUTPUT": str(site), "SITE_URL": address, "SOURCE_DATE_EPOCH": str(now)}
    command = [sys.executable, "-m", "pelican", "-s", "publishconf.py", "--log-handler", "plain"]
    if subprocess.run(command, env=os.environ | environment, check=False).returncode:
        raise PublishError(
            "サイトがつくれなかったので、公開しませんでした。上の行を直してください。"
        )


def _look_over(site: Path, now: datetime) -> None:
    """Look at the built site once more, from outside: it is whole, and holds nothing early."""
    missing = [name for name in NEEDED if not (site / name).is_file()]
    if missing:
        raise PublishError(f"できたサイトに {'、'.join(missing)} がないので、公開しませんでした。")
    early = [
        post.path
        for post in read_posts(ROOT / "content", ROOT)
        if held_back(post, now) and (site / _address_of(post) / "index.html").exists()
    ]
    if early or (site / "drafts").exists():
        names = "、".join(early) or "下書き"
        raise PublishError(f"まだ公開しないはずの {names} が入っていたので、公開しませんでした。")


def _address_of(post: Post) -> str:
    return f"{post.date.year}/{post.slug}" if post.date else post.slug


def _look_folder(folder: Path) -> bool:
    """Tell whether there is a site to replace; raises PublishError for anything else there."""
    if not folder.exists():
        return False
    if not folder.is_dir():
        raise PublishError(f"{folder} はフォルダーではありません。")
    if (folder / MARK).is_file():
        return True
    if any(folder.iterdir()):
        raise PublishError(
            f"{folder} には、このブログではないものが入っています。"
            "空のフォルダーか、前に公開したフォルダーを TO に書いてください。"
        )
    return False


def _mirror(site: Path, folder: Path) -> None:
    """Make a folder like the site: the parts first, then the pages, then old files go."""
    new = [path.relative_to(site) for path in site.rglob("*") if path.is_file()]
    for name in sorted(new, key=lambda name: (name.suffix == ".html", name.as_posix())):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.part")
        shutil.copyfile(site / name, beside)
        beside.replace(target)
    kept = set(new)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(folder) not in kept and ".git" not in path.parts:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _look_remote(to: str) -> bool:
    with tempfile.TemporaryDirectory() as place:
        done = _rsync(f"{to.rstrip('/')}/{MARK}", f"{place}/", quiet=True)
        if done not in (0, 3, 23):  # 3 and 23: there is no such file, or no such folder
            raise PublishError(f"{to} につながりません（rsync が {done} で終わりました）。")
        return (Path(place) / MARK).is_file()


def _send(site: Path, to: str, *, replace: bool) -> None:
    """Send the site; old files are taken away only where a site of ours is replaced."""
    tidy = ("--delete-after",) if replace else ()
    options = ("--recursive", "--checksum", "--delay-updates", *tidy)
    done = _rsync(*options, f"{site}/", f"{to.rstrip('/')}/")
    if done:
        raise PublishError(f"{to} に送りきれませんでした（rsync が {done} で終わりました）。")
    if not replace:
        print("はじめての公開なので、もとからあったファイルは消していません。")


def _rsync(*words: str, quiet: bool = False) -> int:
    program = shutil.which("rsync")
    if program is None:
        raise PublishError("rsync がありません。入れるか、TO にフォルダーを書いてください。")
    silent = subprocess.DEVNULL if quiet else None
    return subprocess.run([program, *words], stderr=silent, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(os.environ.get("TO", ""), os.environ.get("SITE_URL", "").rstrip("/")))
