"""What each step of a trial says while all goes well; the last one is told by how it ended."""

from __future__ import annotations

from collections.abc import Mapping

from mail_story.wording import WORDS as JOURNEY
from mail_story.wording import Words

__all__ = ["WORDS"]

WORDS: Mapping[str, Words] = {
    "unnamed": Words(
        "まず、サーバー名の場所を住所録で調べます。",
        "住所録は DNS です。サーバーの名前から、場所（IPアドレス）を引きます。",
    ),
    "connect": Words(
        "アプリが、{port}番の窓口をたずねます。",
        "サーバー名で場所を探し、ポートという番号で窓口を選びます。",
    ),
    "shut": Words(
        "アプリが、{port}番の窓口をたずねます。",
        "サーバーはあっても、番号ごとに、ひらいている窓口とそうでないものがあります。",
    ),
    "unanswered": Words("{port}番に声をかけて、返事を待ちます。", "断りの返事も来ません。"),
    "tls": Words(
        "あいさつより先に、鍵つきの袋を差し出します。",
        "SSL/TLS の設定では、ひとことめから TLS という暗号で話します（RFC 8314 3.3節）。"
        "このとき、証明書の名前も確かめます。",
    ),
    "uncertified": Words(
        "袋の鍵をかける前に、証明書を確かめます。", "証明書には、サーバーの名前が書いてあります。"
    ),
    "greet": Words(
        "こんにちはと名のり、できることをたずねます。",
        "SMTP なら EHLO、IMAP なら CAPABILITY、POP なら CAPA です。返事に、STARTTLS（鍵を"
        "かけられます）や、使える名のり方がならびます。",
    ),
    "starttls": Words(
        "ここから先は、鍵つきの袋に入れて運びます。",
        "STARTTLS（POP では STLS）は「これから暗号（TLS）にしましょう」という合図です"
        "（RFC 3207、RFC 9051 6.2.1節、RFC 2595 4節）。",
    ),
    "other-tongue": Words("窓口が、先にあいさつをしました。", "はじめの言葉で、方式がわかります。"),
    "garbled": Words("返ってきた言葉を、暗号として読みます。", "読めなければ、そこで止まります。"),
    "waiting": Words("あいさつを待っています。", "アプリは三十秒待って、あきらめます。"),
    "no-login": Words(
        "名前とパスワードは、伝えないまま進みます。",
        "アプリの設定が「認証なし」だと、だれなのかわからないまま頼むことになります。",
    ),
    "login-closed": Words(
        "この設定では、名のりを受けつけてもらえません。",
        "窓口の「できること」に、アプリの選んだ名のり方がありませんでした。",
    ),
    "login": Words(
        "名前とパスワードを見せて、利用者だと伝えます。",
        "認証といいます。パスワードは、ここでつくった見本です。あなたのものは、だれも"
        "聞いていません。種類が合うかどうかだけを見ます。",
    ),
    "proof": Words(
        "パスワードは見せずに、知っていると示します。",
        "CRAM-MD5 では、窓口がそのつど出すお題とパスワードを混ぜた印だけを返し、窓口も同じ計算を"
        "して比べます（RFC 2195 2節）。パスワードは、ここでつくった見本です。",
    ),
    "envelope": Words(
        "宛名札に、自分から・自分へと書いて見せます。",
        "送信テストなので、宛先は自分のアドレスです（RFC 5321 2.3.1節）。",
    ),
    "letter": Words("札をつけた手紙を、窓口にわたします。", JOURNEY["letter"].meaning),
    "accepted": Words("窓口が「お預かりしました」と答えました。", JOURNEY["accepted"].meaning),
    "arrived": Words("手紙が、自分の箱に入ります。", "送信テストは、ここまでです。"),
    "open": Words(
        "窓ごしに、自分の箱をひらきます。",
        "IMAP では受信箱を選び（EXAMINE、RFC 9051 6.3.3節）、POP では手紙の数を聞きます"
        "（LIST、RFC 1939 5節）。",
    ),
    "listed": Words("箱の中の手紙を、一覧にします。", "受信テストは、ここまでです。"),
    "refused": Words("窓口が断りました。", "返事の番号と言葉に、わけがあります。"),
}
"""By step."""
