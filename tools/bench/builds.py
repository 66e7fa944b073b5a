"""How long a build takes: a thousand posts against plain Pelican, and one word in the preview.

The posts are made from a number, so that every run builds the same: Markdown as the author writes
it, with ruby, lists, tables, links to other posts, one photo in three. Plain Pelican has the same
Markdown extensions and its own `simple` theme, and nothing of ours: a third fewer pages, since it
puts a list on one page however long, and no month, season or picture has a page or a file. Both
builds come after one that has filled the caches: what is measured is what an author waits for. The
seconds of the processor stand beside those of the clock, for a machine that has other things to do.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median

from PIL import Image

from .folders import ROOT

type _Times = tuple[float, float]

COUNTS = (100, 300, 1000)
TAGS = ("桜", "紅葉", "お茶", "和菓子", "神社", "散歩", "写真", "松本", "阿佐ヶ谷", "カフェ")
WORDS = (
    "朝の窓をあけると、庭の木から鳥の声がしました。",
    "湯のみを両手で持って、しばらく外を見ています。",
    "{紅葉|もみじ}の赤は、日かげのほうが長くつづくようです。",
    "道の角で、**知らない花**のにおいがしました。",
    "帰りに和菓子を二つ買って、ひとつは明日の分にします。",
)
PLAIN = """\
PATH = "content"
OUTPUT_PATH = "plain"
SITENAME = "plain"
SITEURL = ""
TIMEZONE = "Asia/Tokyo"
DEFAULT_LANG = "ja"
THEME = "simple"
ARTICLE_URL = "{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
SLUGIFY_SOURCE = "basename"
STATIC_PATHS = []
PLUGINS = []
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {"toc_depth": "2-2"},
        "pymdownx.blocks.admonition": {},
        "pymdownx.blocks.details": {},
    },
    "output_format": "html5",
}
"""


def measure(runs: int) -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory(prefix="bench-builds-") as work:
        print("\n## つくる時間（写真は現像ずみ）\n")
        print(
            "| 便り | この仕組み s | 素の Pelican s | 比 | CPU s | 素の CPU s | 比 |"
            " 一通あたりの CPU ms | 回 |"
        )
        print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
        for count in COUNTS:
            folder = Path(work) / str(count)
            _make(folder, count)
            ours, plain = _pair(folder, runs)
            cells = []
            for kind in range(2):  # the clock's, the processor's
                times = [[run[kind] for run in both] for both in (ours, plain)]
                cells += [
                    *(f"{median(one):.1f}（{min(one):.1f}–{max(one):.1f}）" for one in times),
                    f"{median(times[0]) / median(times[1]):.2f}",
                ]
            each = 1000 * median(used for _, used in ours) / count
            print(f"| {count} | {' | '.join(cells)} | {each:.1f} | {runs} |", flush=True)
    print("\n目標: 1,000 通で素の Pelican の 1.5 倍以内、300 通から先は通数に比例\n")
    times = list(_saved_words(runs))
    print("## 一語を書きかえて、プレビューに出るまで\n")
    print(
        f"{median(times):.2f} s（{min(times):.2f}–{max(times):.2f}、{len(times)} 回。目標 1.5 s）"
    )


def _make(folder: Path, count: int) -> None:
    """Write a project of its own: our settings, theme and plugins, and `count` posts."""
    content = folder / "content"
    (content / "images").mkdir(parents=True)
    for name in ("theme", "plugins", "explainers", "pelicanconf.py", "node_modules", "docs"):
        (folder / name).symlink_to(ROOT / name)
    for name in ("words.txt", "romaji.txt", "yomi.txt", "speakers.txt"):
        shutil.copyfile(ROOT / "content" / name, content / name)
    for number in range(10):
        colour = (40 + 20 * number, 120, 200 - 15 * number)
        Image.new("RGB", (1200, 900), colour).save(content / "images" / f"p{number}.jpg")
    for number in range(count):
        path = content / str(2016 + number % 10) / f"post-{number:04}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_post(number), encoding="utf-8")
    (folder / "plain.py").write_text(PLAIN, encoding="utf-8")
    # The settings find themselves by their real place; the project's own folders go by these.
    settings = (ROOT / "pelicanconf.py").read_text("utf-8")
    (folder / "ours.py").write_text(
        settings.replace("Path(__file__).resolve().parent", f"Path({str(folder)!r})"), "utf-8"
    )


def _post(number: int) -> str:
    chance = Random(number)
    tags = ", ".join(chance.sample(TAGS, 2))
    month, day = 1 + number % 12, 1 + number % 28
    body = []
    for section in range(3):
        body.append(f"## 見出しその{section + 1}、{chance.choice(TAGS)}のこと")
        body += ["".join(chance.choices(WORDS, k=4)) for _ in range(3)]
    if number % 3 == 0:
        body.insert(2, f"![色だけの写真](/images/p{number % 10}.jpg)")
    if number % 4 == 0:
        body.append("| こと | もの |\n|---|---|\n| 朝 | 白湯 |\n| 夜 | 日記 |")
    if number > 10:
        other = number - 10
        body.append(f"[前に書いたこと]({{filename}}/{2016 + other % 10}/post-{other:04}.md)")
    head = (
        f"Title: {month}月の便り、{TAGS[month % 10]}のこと\n"  # so that few cards are drawn
        f"Date: {2016 + number % 10}-{month:02}-{day:02} 20:00\nCategory: 季節の便り\n"
        f"Tags: {tags}\nSummary: {chance.choice(WORDS)}\nMotif: ocha\n\n"
    )
    return head + "\n\n".join(body) + "\n"


def _pair(folder: Path, runs: int) -> tuple[list[_Times], list[_Times]]:
    """Build with both, in turns; the first of each fills the caches and is not counted."""
    ours: list[_Times] = []
    plain: list[_Times] = []
    for number in range(runs + 1):
        for settings, times in (("ours.py", ours), ("plain.py", plain)):
            began, used = time.perf_counter(), _processor()
            done = subprocess.run(
                [sys.executable, "-m", "pelican", "-s", settings, "--log-handler", "plain"],
                cwd=folder,
                env=_environment() | {"SITE_OUTPUT": str(folder / "output")},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode != 0:
                sys.exit(f"{settings} ができませんでした。\n{(done.stdout + done.stderr)[-2000:]}")
            if number:
                times.append((time.perf_counter() - began, _processor() - used))
    return ours, plain


def _environment() -> dict[str, str]:
    """As an author has it: where Python may not keep what it has compiled, our plugins alone would
    be compiled in every build, for Pelican came compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _processor() -> float:
    """The seconds that the processes which have ended so far have had of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _saved_words(runs: int) -> Iterator[float]:
    """Seconds from saving an article of the real blog to its page having changed, as served."""
    with tempfile.TemporaryDirectory(prefix="bench-preview-") as work:
        folder = Path(work)
        for name in ("theme", "plugins", "explainers", "node_modules", "docs"):
            (folder / name).symlink_to(ROOT / name)
        for name in ("content", "tools"):
            shutil.copytree(ROOT / name, folder / name)
        for name in (
            *("pelicanconf.py", "publishconf.py", "requirements.txt"),
            *("package.json", "package-lock.json"),
        ):
            shutil.copyfile(ROOT / name, folder / name)
        if (ROOT / ".cache").is_dir():
            shutil.copytree(ROOT / ".cache", folder / ".cache")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        server = subprocess.Popen(
            [sys.executable, "tools/preview.py"],
            cwd=folder,
            env=_environment() | {"PORT": port},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            page = f"http://127.0.0.1:{port}/2026/shousetsu/"
            article = folder / "content" / "2026" / "shousetsu.md"
            _until(page, "季めぐり便り", 180)
            text = article.read_text("utf-8")
            for number in range(runs):
                time.sleep(1)
                word = f"書き足した言葉その{number}。"
                article.write_text(f"{text}\n{word}\n", "utf-8")
                began = time.perf_counter()
                _until(page, word, 60)
                yield time.perf_counter() - began
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(10)


def _until(page: str, word: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(page, timeout=5) as answer:
                if word in answer.read().decode("utf-8", errors="replace"):
                    return
        except OSError:
            pass
        time.sleep(0.02)
    sys.exit(f"{seconds} 秒たっても「{word}」が {page} に出ませんでした。")
