"""What each milestone says to a reader: one plain sentence, and the term behind it.

By milestone only. A refusal has its words in `verdicts`, since there the reply decides. `{letter}`
is the one thing that varies: what was sent is called a photo where one is attached.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["WORDS", "Words"]


class Words(NamedTuple):
    """`say`: one sentence of at most 40 characters. `meaning`: the term, explained once."""

    say: str
    meaning: str


WORDS: Mapping[str, Words] = {
    "connect": Words(
        "スマホが、郵便局の{port}番の窓口をたずねます。",
        "ここでいう郵便局は、メールを預かるサーバーのこと。サーバーの名前で場所を探し、"
        "ポートという番号で窓口を選びます。220 は「どうぞ」の返事です（RFC 5321 3.1節）。",
    ),
    "tls": Words(
        "あいさつより先に、鍵つきの袋を差し出します。",
        "SSL/TLS の設定では、ひとことめから TLS という暗号で話します。465番の窓口は、"
        "この順番を待っています。袋は一区間だけのもので、局に着けば開きます（RFC 8314 3.3節）。",
    ),
    "greet": Words(
        "こんにちはと名のり、できることをたずねます。",
        "EHLO というあいさつです。返事の 250 には、STARTTLS（鍵をかけられます）や "
        "AUTH（名のりを受けつけます）など、この窓口でできることがならびます（RFC 5321 3.2節）。",
    ),
    "starttls": Words(
        "ここから先は、鍵つきの袋に入れて運びます。",
        "STARTTLS は「これから暗号（TLS）にしましょう」という合図です。"
        "袋はこの一区間だけのもので、郵便局に着けば開きます（RFC 3207）。",
    ),
    "no-login": Words(
        "名前とパスワードは、伝えないまま進みます。",
        "名のることを認証（AUTH）といいます。アプリの設定が「認証なし」だと、"
        "だれの手紙かわからないまま出すことになります。",
    ),
    "login-closed": Words(
        "この窓口は、名のりを受けつけていません。",
        "EHLO の返事に AUTH がありませんでした。鍵をかける前の道や、"
        "局と局のための25番では、名前とパスワードを受けとらない窓口がふつうです"
        "（RFC 4954 4節）。",
    ),
    "login": Words(
        "名前とパスワードを見せて、利用者だと伝えます。",
        "認証（AUTH）といいます。この郵便局から出してよい人かどうかを確かめます（RFC 4954）。",
    ),
    "envelope": Words(
        "宛名札に、だれから・だれへと書いて見せます。",
        "MAIL FROM と RCPT TO です。運ぶ人が見るのはこの札だけで、"
        "手紙の中に書く差出人や宛先とは別のもの。SMTP では封筒と呼びます（RFC 5321 2.3.1節）。",
    ),
    "letter": Words(
        "札をつけた{letter}を、郵便局にわたします。",
        "DATA のあとに、件名も本文も写真も、ひとつづきの文字にして送ります。"
        "点ひとつの行が「おしまい」の合図です（RFC 5321 4.1.1.4節）。",
    ),
    "accepted": Words(
        "郵便局が「お預かりしました」と答えました。",
        "「送信済み」になるのはこのとき。届いたという意味ではなく、"
        "届ける役目が郵便局に移ったという意味です（RFC 5321 6.1節）。",
    ),
    "mx": Words(
        "郵便局が、届け先の局を住所録で調べます。",
        "住所録は DNS です。アドレスの @ より後ろの名前で MX を引くと、"
        "そのあての手紙を受けとる局がわかります（RFC 5321 5.1節）。",
    ),
    "relay": Words(
        "郵便局が、友だちの郵便局に声をかけます。",
        "郵便局どうしも SMTP で話します。使うのは 25番、局と局のための窓口です"
        "（RFC 5321 4.5.4.2節）。",
    ),
    "relay-tls": Words(
        "この区間でも、あらためて袋に鍵をかけます。",
        "さっきの袋は、最初の郵便局で開きました。TLS は区間ごとで、"
        "端から端まで閉じたままではありません（RFC 3207 6節）。",
    ),
    "relay-envelope": Words(
        "友だちの郵便局にも、宛名札を見せます。",
        "札は区間ごとに伝え直します。ここで宛先の箱があるかどうかが確かめられます。",
    ),
    "relay-letter": Words(
        "{letter}が、局から局へ運ばれていきます。",
        "通った局は、手紙の頭に Received という消印を一行ずつ足していきます（RFC 5321 4.4節）。",
    ),
    "delivered": Words(
        "友だちの箱に届いて、SMTPの仕事は終わりです。",
        "箱は、友だちの郵便局の中にある受信箱です。ここから先の「読む」は、IMAP の仕事になります。",
    ),
    "bounce": Words(
        "あなたの郵便局が、不達のお知らせを書きます。",
        "断ったのは友だちの局でも、お知らせを書くのは預かった側の局です。"
        "差出人の欄は空（<>）で、お知らせへのお知らせは出ません（RFC 5321 6.1節、RFC 3464）。",
    ),
    "open": Words(
        "友だちのスマホが、窓ごしに箱をのぞきます。",
        "IMAP の窓です。名前とパスワードで自分の箱を開け（LOGIN）、"
        "受信箱を選びます（SELECT、RFC 9051 6.3.2節）。",
    ),
    "read": Words(
        "{letter}が画面に映り、もとは箱に残ります。",
        "FETCH は、箱の中身を写して見せるだけです。"
        "取り出さないので、あとから別の端末でも同じ手紙が読めます（RFC 9051 6.4.5節）。",
    ),
    "seen": Words(
        "箱の手紙に「読んだ」の印がつきました。",
        "\\Seen という印です。箱の側につくので、どの端末からのぞいても既読に見えます"
        "（RFC 9051 2.3.2節）。",
    ),
    "notice": Words(
        "あなたの箱に、お知らせが入っていました。",
        "お知らせも一通のメールです。あなたのスマホが、IMAP の窓から読みました。",
    ),
}
"""Words by milestone; the ways a run can fail are in `verdicts`."""
