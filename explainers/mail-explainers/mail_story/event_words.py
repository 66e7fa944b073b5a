"""What events say to a reader: decisions, waits and look-ups in Japanese, by their tag.

What the two ends say to each other stays exactly as it was said: those lines are the lesson. Only
what nobody said aloud (somebody decided, somebody waited) needs words, and it gets them here.
"""

from __future__ import annotations

from collections.abc import Mapping

from explainer_kit.story import Event
from mail_world import WorldEvent

from mail_story.record_words import readable_part

__all__ = ["told"]

_WORDS: Mapping[str, str] = {
    "connected": "{host} の {port} 番につながりました。",
    "connection-refused": "{host} の {port} 番には、だれもいません。",
    "connection-refused:timed-out": "{host} の {port} 番からは、何も返ってきません。",
    "tls-established": "ここから先は暗号で包みます（TLS）。",
    "tls-failed": "暗号で話しはじめられません（{error}）。",
    "certificate-overlooked": "証明書に気になるところがありますが、進みます（{error}）。",
    "signed-in": "利用者 {user} だと確かめました。",
    "sign-in-refused": "{user} さんだと確かめられません。",
    "app-password": "{user} さんのふだんのパスワードでした。ここではアプリ用のものが要ります。",
    "oauth-only": "パスワードでの名のりは、この窓口では止めています。",
    "no-starttls": "窓口の返事に、STARTTLS がありません。",
    "sender-refused": "{user} さんは、{address} から出してよい人ではありません。",
    "too-large": "{bytes} バイトと聞きました。受けとれるのは {limit} バイトまでです。",
    "too-many": "{user} さんは、しばらくのあいだに出しすぎています。",
    "not-asked": "名前とパスワードは、アプリに入っていません。",
    "not-offered": "窓口が、名前とパスワードを受けつけていません。",
    "recipient-accepted": "{address} あてを引き受けます。",
    "recipient-refused": "{address} という箱はありません。",
    "greylisted": "はじめて見る差出人の組です。少ししてから、また来てもらいます。",
    "full": "{address} の箱に、もう場所がありません。",
    "relay-refused": "{address} あては、ここでは取りつぎません。",
    "queued": "手紙を預かり、送る列にならべました（受付番号 {id}）。",
    "signed": "{domain} の鍵（{selector}）で、手紙に封印を押しました。",
    "spf-checked:pass": "{address} は、{domain} の一覧にある局です（SPF は pass）。",
    "spf-checked:fail": "{address} は、{domain} の一覧にない局です（SPF は fail）。",
    "spf-checked:none": "{domain} には、出してよい局の一覧がありません（SPF は none）。",
    "spf-checked": "{domain} の一覧では決められません（SPF は {result}）。",
    "dkim-checked:pass": "封印は {domain} のもので、開けられた跡もありません（DKIM は pass）。",
    "dkim-checked:fail": "封印が、{domain} の公開している鍵と合いません（DKIM は fail）。",
    "dkim-checked:none": "手紙に封印がありません（DKIM は none）。",
    "dkim-checked": "封印を確かめられません（DKIM は {result}：{reason}）。",
    "dmarc-checked:pass": "差出人の {domain} と、確かめたしるしの名が合いました（DMARC は pass）。",
    "dmarc-checked:fail": "差出人の {domain} と合うしるしがありません（DMARC は fail）。",
    "dmarc-checked:none": "{domain} は、どうしてほしいかを書いていません（DMARC は none）。",
    "dmarc-checked": "差出人の {domain} を確かめられません（DMARC は {result}）。",
    "dmarc-pass": "差出人の名が確かめられたので、受信箱に入れます。",
    "dmarc-quarantine": "ドメインの持ち主の希望（quarantine）で、迷惑メールの箱に入れます。",
    "dmarc-reject": "ドメインの持ち主の希望（reject）で、受けとりを断ります。",
    "dmarc-none": "ドメインの持ち主の希望がない（none）ので、受信箱に入れます。",
    "vouched": "一つは確かめられたので、受信箱に入れます。",
    "unvouched": "だれが出したのか確かめるすべがないので、迷惑メールの箱に入れます。",
    "forwarded": "{mailbox} に来た手紙は、{to} へ転送します。",
    "loop-found": "消印が {hops} 個もあります。同じところを回っている手紙です。",
    "tidied": "友だちが古いメールを消して、箱に場所ができました。",
    "relayed": "{host} に手紙をわたしました。",
    "deferred": "いまは受けとれないそうです。あとでもう一度運びます。",
    "delivered": "箱に手紙を入れました（{bytes} バイト）。",
    "bounced": "{to} あてに、届かなかったというお知らせを書きました。",
    "sent": "アプリが「送信しました」と知らせます。",
    "not-sent": "アプリが「送信できませんでした」と知らせます。",
    "not-opened": "アプリが「受信できませんでした」と知らせます。",
    "listed": "箱の中の {mails} 通を、一覧にしました。",
    "nothing-new": "受信箱に、新しい手紙はありません。",
    "new-mail": "箱に新しい手紙があります。",
    "opened": "手紙をひらいて、画面に映しました。",
    "marked-read": "手紙に「読んだ」の印をつけました。",
    "timed-out": "{seconds} 秒待ちましたが、返事がありません。",
    "waited": "{span}たちました。",
}
"""Tag of a decision or a wait, or why, or both → the sentence, with what its detail holds."""

_LOOK_UP = {
    "MX": "{name} あての手紙はどこへ？ → {answer}",
    "A": "{name} はどこにある？ → {answer}",
    "TXT": "{name} の書きつけは？ → {answer}",
}
_FAILED_LOOK_UP = "{name} の {tag} は見つかりません（{error}）。"


RECORD_HEADER = 5
"""Bytes of a TLS record that say what it is and how long (RFC 8446 section 5.1). What follows is
sealed, and if it is the model's, the story tells its length and shows none of it."""


def told(event: WorldEvent) -> Event:
    """Turn an event of the world into one of a Story, worded where it needs words."""
    modelled = event.tag == "record" and "real" not in event.detail
    return Event(
        at_ms=event.at_ms,
        conn=event.conn,
        source=event.source,
        target=event.target,
        kind=event.kind,
        text=_text(event),
        data=event.data and (event.data[:RECORD_HEADER] if modelled else event.data),
    )


def _text(event: WorldEvent) -> str:
    match event.kind:
        case "decision" | "clock":
            words = _words(event)
        case "dns":
            words = _FAILED_LOOK_UP if "error" in event.detail else _LOOK_UP.get(event.tag)
        case "wire":
            if event.tag == "altered":
                return f"途中でだれかが書きかえて、こう届きました：{event.text}"
            if event.detail.get("real"):
                return f"{event.text}：{readable_part(event.detail)}"
            host = event.detail.get("host")
            return f"{event.text}（行き先 {host} の名だけは見えます）" if host else event.text
        case _:
            return event.text
    if not words:
        return event.text
    return words.format(**event.detail, tag=event.tag, span=_span(event.detail.get("seconds", 0)))


def _span(seconds: str | int) -> str:
    """Tell a wait as one does.

    >>> _span(2), _span(1800), _span(144_000)
    ('2 秒', '30 分', '40 時間')
    """
    count = int(seconds)
    unit, name = (3600, "時間") if count >= 3600 else (60, "分") if count >= 60 else (1, "秒")
    return f"{count // unit} {name}"


def _words(event: WorldEvent) -> str | None:
    """Find an event's sentence: by tag and reason, by the reason alone, by the tag."""
    why = event.detail.get("why", event.detail.get("result"))
    keys = (f"{event.tag}:{why}", *(() if event.tag == "connection-refused" else (str(why),)))
    return next((_WORDS[key] for key in keys if key in _WORDS), _WORDS.get(event.tag))
