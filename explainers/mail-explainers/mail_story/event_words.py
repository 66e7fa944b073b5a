"""What events say to a reader: decisions, waits and look-ups in Japanese, by their tag.

What the two ends say to each other stays exactly as it was said: those lines are the lesson. Only
what nobody said aloud (somebody decided, somebody waited) needs words, and it gets them here.
"""

from __future__ import annotations

from collections.abc import Mapping

from explainer_kit.story import Event
from mail_world import WorldEvent

__all__ = ["told"]

_WORDS: Mapping[str, str] = {
    "connected": "{host} の {port} 番につながりました。",
    "connection-refused": "{host} の {port} 番には、だれもいません。",
    "tls-established": "ここから先は暗号で包みます（TLS）。",
    "tls-failed": "暗号で話しはじめられません（{error}）。",
    "signed-in": "利用者 {user} だと確かめました。",
    "sign-in-refused": "{user} さんだと確かめられません。",
    "not-asked": "名前とパスワードは、アプリに入っていません。",
    "not-offered": "窓口が、名前とパスワードを受けつけていません。",
    "recipient-accepted": "{address} あてを引き受けます。",
    "recipient-refused": "{address} という箱はありません。",
    "relay-refused": "{address} あては、ここでは取りつぎません。",
    "queued": "手紙を預かり、送る列にならべました（受付番号 {id}）。",
    "relayed": "{host} に手紙をわたしました。",
    "deferred": "いまは受けとれないそうです。あとでもう一度運びます。",
    "delivered": "箱に手紙を入れました（{bytes} バイト）。",
    "bounced": "{to} あてに、届かなかったというお知らせを書きました。",
    "sent": "アプリが「送信しました」と知らせます。",
    "not-sent": "アプリが「送信できませんでした」と知らせます。",
    "new-mail": "箱に新しい手紙があります。",
    "opened": "手紙をひらいて、画面に映しました。",
    "marked-read": "手紙に「読んだ」の印をつけました。",
    "timed-out": "{seconds} 秒待ちましたが、返事がありません。",
    "waited": "{seconds} 秒たちました。",
}
"""Tag of a decision or a wait, or why → the sentence, with what the event's detail holds."""

_LOOK_UP = {
    "MX": "{name} あての手紙はどこへ？ → {answer}",
    "A": "{name} はどこにある？ → {answer}",
}
_FAILED_LOOK_UP = "{name} の {tag} は見つかりません（{error}）。"


RECORD_HEADER = 5
"""Bytes of a TLS record that say what it is and how long (RFC 8446 section 5.1). What follows is
sealed, and a model at that: the story tells its length and shows none of it."""


def told(event: WorldEvent) -> Event:
    """Turn an event of the world into one of a Story, worded where it needs words."""
    return Event(
        at_ms=event.at_ms,
        conn=event.conn,
        source=event.source,
        target=event.target,
        kind=event.kind,
        text=_text(event),
        data=event.data and (event.data[:RECORD_HEADER] if event.tag == "record" else event.data),
    )


def _text(event: WorldEvent) -> str:
    match event.kind:
        case "decision" | "clock":
            words = _WORDS.get(str(event.detail.get("why", event.tag)), _WORDS.get(event.tag))
        case "dns":
            words = _FAILED_LOOK_UP if "error" in event.detail else _LOOK_UP.get(event.tag)
        case "wire":
            host = event.detail.get("host")
            return f"{event.text}（行き先 {host} の名だけは見えます）" if host else event.text
        case _:
            return event.text
    return words.format(**event.detail, tag=event.tag) if words else event.text
