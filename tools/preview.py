"""`make preview`: builds the blog, serves it, and builds it again whenever something is saved.

Every build runs in a fresh process, so that a changed plugin or explainer counts at once and a
fault in one ends with it. Serving is `pelican --listen`. What the open pages should know (a new
build, or what went wrong) is written to a small file that the server passes on to them.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from watchfiles import watch

ROOT = Path(__file__).resolve().parent.parent
WATCHED = ("content", "theme", "plugins", "explainers", "pelicanconf.py")
STATE = ROOT / ".cache" / "preview.json"
SHOWN = 4000


def main() -> int:
    """Preview until interrupted; the exit status is 0 then, 2 for a port that can't be had."""
    given = os.environ.get("PORT", "8000")
    if not given.isdecimal() or not 0 < int(given) < 65536:
        return _refuse(f"PORT には 1 から 65535 の数字を書きます（いまは {given}）。")
    port = int(given)
    if not _is_free(port):
        return _refuse(
            f"{port} 番のポートは、ほかのプログラムが使っています。"
            f"make preview PORT={port + 1} でおためしください。"
        )
    os.chdir(ROOT)
    # Ended from outside, the server must end too, or it would go on holding the port.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    STATE.parent.mkdir(exist_ok=True)
    _tell(0, None)
    server = _serve(port)
    try:
        _rebuild(1)
        print(f"\n  http://127.0.0.1:{port}/ でごらんください（おわるときは Ctrl+C）\n", flush=True)
        for build, changes in enumerate(watch(*WATCHED, stop_event=_Ended(server)), 2):
            names = sorted({Path(path).relative_to(ROOT).as_posix() for _, path in changes})
            print(f"{', '.join(names[:3])} が変わりました。", flush=True)
            _rebuild(build)
    except KeyboardInterrupt:
        pass
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(5)
    return 0


class _Ended:
    """What `watch` asks whether to stop: yes, once the server is gone."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        self.server = server

    def is_set(self) -> bool:
        return self.server.poll() is not None


def _rebuild(build: int) -> None:
    began = time.monotonic()
    done = subprocess.Popen(
        [sys.executable, "-m", "pelican", "--log-handler", "plain"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    assert done.stdout is not None
    said: list[str] = []
    for line in done.stdout:
        print(line, end="", flush=True)
        said.append(line)
    if done.wait() == 0:
        print(f"できました（{time.monotonic() - began:.1f} 秒）。", flush=True)
        _tell(build, None)
    else:
        print("つくりなおせませんでした。直して保存すると、もう一度つくります。", flush=True)
        _tell(build, "".join(said)[-SHOWN:].strip() or "理由がわかりません。")


def _serve(port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pelican", "--listen", "-b", "127.0.0.1", "-p", str(port)]
    return subprocess.Popen(
        command,
        env=os.environ | {"PREVIEW_STATE": str(STATE)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _tell(build: int, fault: str | None) -> None:
    beside = STATE.with_suffix(".part")
    beside.write_text(json.dumps({"build": build, "fault": fault}, ensure_ascii=False), "utf-8")
    beside.replace(STATE)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
