"""Can these settings be tried against the model of the company, and if not, why not?

Decides: a company is modelled only where its row may be called right (`known`), so that a trial
never says more than the table knows. What the model does not have is said, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from settings_check import providers
from settings_check.check import findings
from settings_check.model import Case, Way
from settings_check.providers import Provider
from settings_check.rule import Finding
from settings_check.server_name import KINDS
from settings_check.values import LABELS

__all__ = ["SIDES", "Ready", "ready"]

SIDES = {"send": "outgoing", "receive": "incoming"}
"""What is tried → the side of the form whose settings it takes."""


@dataclass(frozen=True)
class Ready:
    """What a trial needs: the side's settings, the company, and what the rules found there.

    `host` and `user` are as the reader typed them: a blank behind a name is a part of it.
    """

    case: Case
    way: Way
    row: Provider
    host: str
    user: str
    found: tuple[Finding, ...]

    def advice(self, looks: Sequence[str]) -> tuple[str, str] | None:
        """The first thing that the rules found in one of these looks: what it is, what mends it."""
        serious = (one for one in self.found if one.severity != "info")
        first = next((one for one in serious if one.rule.group in looks), None)
        return None if first is None else (first.message, first.fix)


def ready(case: Case, trial: str, host: str, user: str) -> Ready | str:
    """Get one side ready for a trial (`send` or `receive`), or say why there can be none."""
    found = findings(case)
    row = case.provider
    way = case.outgoing if trial == "send" else case.incoming
    if why := next(_unready(case, row, way, found), ""):
        return why
    assert row is not None
    assert way is not None
    mine = tuple(
        one for one in found if one.hit.field.partition(".")[0] in (way.direction, "email")
    )
    if why := next(_unmodelled(case, row, way, host, user), ""):
        return why
    return Ready(case, way, row, host, user, mine)


def _unready(
    case: Case, row: Provider | None, way: Way | None, found: Sequence[Finding]
) -> Iterator[str]:
    """What has to be filled in, or mended, before anything can be tried."""
    if not case.email.value:
        yield "メールアドレスを入れると、できるようになります。"
    if any(one.hit.field == "email" and one.severity == "error" for one in found):
        yield "先に、メールアドレスを直してください。"
    if row is None or not row.known or not (row.hosts_others or row.owns(case.domain)):
        yield (
            "この会社の正しい値をここでは持っていないので、模型をつくれません。"
            "公式の案内の値を入れて、アプリの中で試してください。"
        )
    if way is None:
        yield "この側の設定を入れると、できるようになります。"
    assert way is not None
    missing = way.missing() if way.kind else ("protocol", *way.missing())
    if missing:
        yield f"{'、'.join(LABELS[name] for name in missing)}を入れると、できるようになります。"
    if way.number is None or way.port.changed:
        yield "先に、ポートを半角の数字に直してください。"
    if way.security == "?" or way.auth == "?":
        yield "暗号化と認証方式の言葉を読みとれませんでした。選びなおすと、できるようになります。"


def _unmodelled(case: Case, row: Provider, way: Way, host: str, user: str) -> Iterator[str]:
    """What the model of this company does not have."""
    if row.password == "bridge-password":
        yield "Bridgeは会社の窓口ではなく、あなたのパソコンの中で動くので、模型がありません。"
    hidden = set() if way.kind in row.cram_md5 else {"encrypted-password"}
    if hidden.issuperset(row.auth) or (way.auth in hidden and way.auth in row.auth):
        yield (
            "暗号化されたパスワード認証には CRAM-MD5 や APOP があり、"
            f"{row.name}の{KINDS[way.kind]}がどれなのかを、ここでは確かめられていません。"
        )
    listed = bool(row.of(way.kind))
    if listed == (way.kind in row.closed):
        kind = KINDS[way.kind]
        yield f"{row.name}の{kind}の窓口がどうなっているか、ここでは確かめられていません。"
    if any(way.host.value in one.old_hosts for one in providers.load()):
        yield "古いサーバー名がいまも使えるかどうか、この模型にはわかりません。"
    if not way.host.value.isascii():
        yield "英数字でないサーバー名は、この模型では試せません。"
    if not (user.isascii() and user.isprintable()):
        yield "先に、ユーザー名を半角の文字に直してください。"
    if way.kind == "pop3" and " " in user:
        yield "先に、ユーザー名から空白を消してください。"
    if not host.isprintable():
        yield "先に、サーバー名から見えない文字を消してください。"
