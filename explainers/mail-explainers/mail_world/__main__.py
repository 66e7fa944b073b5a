"""The command line: `python -m mail_world serve [--imaps N …]`. Unusable input: 2, and one line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from mail_world.tcp.errors import ServeError
from mail_world.tcp.serve import SERVICES, serve


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"mail_world: {message}\n")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"ポートは 0〜65535 の数です: {text}")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    parser = _Parser(prog="mail_world", description="小さなメールの世界")
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="手もとだけで動くメールサーバー")
    for name, usual in SERVICES.items():
        serving.add_argument(
            f"--{name}", type=_port, default=0, metavar="N", help=f"世の中では {usual}（0: 空き）"
        )
    given = parser.parse_args(arguments)
    try:
        serve({name: getattr(given, name) for name in SERVICES})
    except ServeError as error:
        print(f"mail_world: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:  # before the signal was ours
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
