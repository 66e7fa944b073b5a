"""How a run ended, why, and what mends it: one table, read by what was really said.

A row is found by who refused (the leg), which command, the reply's code and enhanced code, and
whether the road was locked by then; where no server spoke, by the stage at which the app gave up.
No row knows of a setting: a scenario that ends in another way than it used to gets another row.
"""

from __future__ import annotations

from dataclasses import dataclass

from mail_world import Record, Reply

from mail_story.wording import Words

__all__ = ["VERDICTS", "Ending", "UnknownEndingError", "Verdict", "ending_of"]


class UnknownEndingError(LookupError):
    """A run ended in a way that no row of the table knows: a row is missing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One way to end: what it is found by, and its words.

    `leg`, `verb`, `code`, `enhanced`, `sealed` describe the server's reply; with an empty verb,
    `stage` is where the app gave up by itself. `hero` is the most telling step of such a run and
    `step` the one that decided it; `words` are those of that step, where it has none of its own.
    """

    id: str
    label: str
    why: str
    fix: str | None
    step: str
    hero: str
    leg: str = ""
    verb: str = ""
    code: int = 0
    enhanced: str | None = None
    sealed: bool | None = None
    stage: str = ""
    ok: bool = False
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """A verdict on one run, with the server's own line where a server spoke."""

    verdict: Verdict
    reply: str | None


VERDICTS: tuple[Verdict, ...] = (
    Verdict(
        id="read",
        label="届いて、読まれた",
        why="送る側は SMTP が運び、読む側は IMAP が窓ごしに見せました。手紙は箱に残っています。",
        fix=None,
        step="delivered",
        hero="delivered",
        leg="relay",
        verb=".",
        code=250,
        enhanced="2.0.0",
        ok=True,
    ),
    Verdict(
        id="bounced",
        label="宛先がなく、お知らせが戻った",
        why="友だちの局に、その名前の箱がありませんでした。"
        "預かったあとでわかったので、あなたの郵便局がお知らせを書きました。",
        fix="宛先のつづりを、アドレス帳や前にもらったメールで確かめて、もう一度送ります。",
        step="relay-refused",
        hero="relay-refused",
        leg="relay",
        verb="RCPT",
        code=550,
        enhanced="5.1.1",
        words=Words(
            "「その名前の箱はありません」と断られました。",
            "550 の 5 は「何度来ても同じです」という断りの印、5.1.1 は宛先の箱がないという意味です"
            "（RFC 5321 4.2.1節、RFC 3463 3.2節）。",
        ),
    ),
    Verdict(
        id="wrong-password",
        label="パスワードがちがう",
        why="見せた名前とパスワードが、郵便局の控えと合いませんでした。",
        fix="ユーザー名とパスワードを入れ直します。二段階認証を使っているときは、"
        "アプリ用のパスワードが要ることがあります。",
        step="refused",
        hero="refused",
        leg="submission",
        verb="AUTH",
        code=535,
        enhanced="5.7.8",
        words=Words(
            "「名前かパスワードがちがう」と断られました。",
            "535 は、認証できなかったという返事です。どちらがちがうのかは、"
            "わざと教えてくれません（RFC 4954 6節）。",
        ),
    ),
    Verdict(
        id="auth-required",
        label="名のらなかった",
        why="送信の窓口は、利用者だと確かめた人の手紙だけを預かります（RFC 6409 4.3節）。",
        fix="送信サーバーの設定で「認証あり」を選び、ユーザー名とパスワードを入れます。",
        step="refused",
        hero="refused",
        leg="submission",
        verb="MAIL",
        code=530,
        enhanced="5.7.0",
        sealed=True,
        words=Words(
            "「先に名のってください」と断られました。",
            "530 は、先にすることがあるという返事です。ここでは認証（AUTH）を"
            "求められました（RFC 4954 6節）。",
        ),
    ),
    Verdict(
        id="tls-required",
        label="鍵をかけていない",
        why="この窓口は、暗号（TLS）で包まない手紙もパスワードも受けとりません。",
        fix="暗号化（セキュリティの種類）を、587番なら STARTTLS、465番なら SSL/TLS にします。",
        step="refused",
        hero="refused",
        leg="submission",
        verb="MAIL",
        code=530,
        sealed=False,
        words=Words(
            "「先に鍵をかけてください」と断られました。",
            "530 は、先にすることがあるという返事です。ここでは STARTTLS を"
            "求められました（RFC 3207 4節）。",
        ),
    ),
    Verdict(
        id="relay-denied",
        label="25番では取りつがない",
        why="25番は局と局のための窓口です。よその局あてを取りつぐと迷惑メールの通り道に"
        "なるので、自分の局の箱あてだけを受けとります。",
        fix="ポートを 587番（STARTTLS）か 465番（SSL/TLS）にして、認証ありで送ります。",
        step="refused",
        hero="refused",
        leg="submission",
        verb="RCPT",
        code=554,
        enhanced="5.7.1",
        words=Words(
            "「よその局あては取りつがない」と断られました。",
            "554 5.7.1 は、この窓口の決まりで受けられないという返事です。だれの手紙でも取りつぐ"
            "窓口は、迷惑メールに使われてしまいます（RFC 3463 3.8節）。",
        ),
    ),
    Verdict(
        id="no-greeting",
        label="返事がなく、待ちつづけた",
        why="465番の窓口は、はじめから鍵つきの袋を待っています。"
        "スマホはあいさつを待っていて、おたがいに待ったまま時間ぎれになりました。",
        fix="465番のままなら SSL/TLS（はじめから暗号）に、STARTTLS を使うなら 587番にします。",
        step="waiting",
        hero="waiting",
        stage="greeting",
        words=Words(
            "スマホは待ちましたが、返事がありません。",
            "断りの返事も来ないので、アプリには「時間ぎれ」とだけ出ます。"
            "465番は、先に TLS を始めないと口をひらきません（RFC 8314 3.3節）。",
        ),
    ),
    Verdict(
        id="tls-mismatch",
        label="暗号のはじめ方がちがう",
        why="この窓口は、まず平文であいさつをします。スマホは、はじめから暗号の返事が来ると"
        "思っていたので、読めませんでした。",
        fix="587番と STARTTLS、または 465番と SSL/TLS の組にします。25番は局どうしの窓口です。",
        step="garbled",
        hero="garbled",
        stage="tls",
        words=Words(
            "ふつうのあいさつを、暗号として読めませんでした。",
            "スマホは鍵つきの袋を差し出し、窓口は声であいさつしました。"
            "順番がすれちがうと、どちらの言うことも読めません（RFC 3207 と RFC 8314 3.3節）。",
        ),
    ),
)
"""Every way a run can end. A test holds that each row is reached and that none is missing."""


def ending_of(record: Record) -> Ending:
    """Find how a run ended; raises UnknownEndingError where no row fits."""
    reply = _deciding_reply(record)
    for verdict in VERDICTS:
        if _fits(verdict, record, reply):
            return Ending(verdict, _own_line(record, reply))
    raise UnknownEndingError(f"{record.where}: {record.sending!r}, last reply {reply!r}")


def _deciding_reply(record: Record) -> Reply | None:
    """The reply that settled the run: the office's if it refused, else the far office's last."""
    if not record.sending.sent:
        return record.sending.reply
    return next(
        (
            reply
            for reply in reversed(record.replies)
            if reply.leg == "relay" and reply.verb != "QUIT" and (not reply.ok or reply.verb == ".")
        ),
        None,
    )


def _fits(verdict: Verdict, record: Record, reply: Reply | None) -> bool:
    if reply is None:
        return not verdict.verb and verdict.stage == record.sending.stage
    if verdict.sealed is not None and record.events[reply.event].sealed != verdict.sealed:
        return False
    asked = (verdict.leg, verdict.verb, verdict.code, verdict.enhanced)
    return asked == (reply.leg, reply.verb, reply.code, reply.enhanced)


def _own_line(record: Record, reply: Reply | None) -> str | None:
    """The first line of the reply, exactly as it stands among the events."""
    return record.events[reply.event].text.split("\n")[0] if reply else None
