"""What each scene says to a reader: one plain sentence, and the term behind it.

`{device}` is the device's name, `{mail}` the letter's, `{others}` those who followed. What a
device does while it is out of reach, and what it does under POP3, means something else than the
same act over IMAP: those have a meaning of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["JOINS_POP3", "LOOKS_POP3", "MEANT_ALONE", "MEANT_WAITING", "WORDS", "Words"]


class Words(NamedTuple):
    """`say`: one sentence of at most 40 characters. `meaning`: the term, explained."""

    say: str
    meaning: str


WORDS: Final[Mapping[str, Words]] = {
    "look": Words(
        "どの端末も、同じひとつの箱をのぞいています。",
        "IMAP では、手紙は郵便局の中の番号つきの箱にあり、端末は箱への窓です。"
        "SELECT でフォルダをひらき、FETCH で一覧を写します。のぞいても、手紙はへりません"
        "（RFC 3501 6.3.1節、6.4.5節）。",
    ),
    "read": Words(
        "{device}で「{mail}」を読みました。",
        "端末が箱の手紙に「読んだ」の印（\\Seen）をつけました。印は端末ではなく、"
        "箱の手紙につきます（STORE、RFC 3501 6.4.6節）。",
    ),
    "unread": Words(
        "{device}で「{mail}」を未読に戻しました。",
        "箱の手紙から「読んだ」の印（\\Seen）をはずしました（RFC 3501 6.4.6節）。",
    ),
    "flag": Words(
        "{device}で「{mail}」に旗を立てました。",
        "箱の手紙に \\Flagged という印をつけました。スターや旗の正体です（RFC 3501 2.3.2節）。",
    ),
    "unflag": Words(
        "{device}で「{mail}」の旗をおろしました。",
        "箱の手紙から \\Flagged の印をはずしました（RFC 3501 6.4.6節）。",
    ),
    "file": Words(
        "{device}で「{mail}」を旅行に入れました。",
        "「旅行」は、箱の中にあるフォルダです。MOVE で移すと、手紙はそこで新しい番号（UID）を"
        "もらいます（RFC 6851、RFC 4315）。",
    ),
    "archive": Words(
        "{device}で「{mail}」をアーカイブしました。",
        "受信箱から、箱の中のアーカイブというフォルダへ移しただけです。片づきますが、"
        "箱の空きは増えません。フォルダはみな同じ箱の中にあるからです（RFC 9208）。",
    ),
    "delete": Words(
        "{device}で「{mail}」をゴミ箱に入れました。",
        "ゴミ箱も箱の中のフォルダです。まだ消えていないので、空きは増えず、"
        "戻すこともできます（RFC 6154、RFC 6851）。",
    ),
    "back": Words(
        "{device}で「{mail}」を受信箱に戻しました。",
        "フォルダから受信箱へ、MOVE で移しました（RFC 6851）。",
    ),
    "empty": Words(
        "{device}でゴミ箱を空にしました。",
        "\\Deleted の印をつけて EXPUNGE すると、手紙はほんとうに消えて、"
        "その分だけ箱が空きます。もう戻せません（RFC 3501 6.4.3節）。",
    ),
    "draft": Words(
        "{device}で手紙を書きかけにしました。",
        "下書きも箱の中のフォルダに入れておきます（APPEND、RFC 3501 6.3.11節）。"
        "だから、別の端末で続きが書けます。",
    ),
    "draft-waits": Words(
        "箱に場所がなく、下書きは{device}で待ちます。",
        "箱の答えは OVERQUOTA（いっぱいです）でした。下書きは端末の中に残り、"
        "場所ができたらしまわれます（RFC 9208 5.4節）。",
    ),
    "told": Words(
        "知らせを受けて、{others}の画面もそろいます。",
        "端末は IDLE といって、箱の前で知らせを待っています。受信箱が変わると、"
        "番号だけの短い知らせが届き、端末は変わったところだけを写します（RFC 2177、RFC 7162）。",
    ),
    "told-read": Words(
        "{others}でも「読んだ」になりました。",
        "箱の前で待っていた端末（IDLE）に、印が変わったと知らせが届きました。"
        "読んだことは箱についた印なので、どの窓からも同じに見えます（RFC 2177）。",
    ),
    "told-new": Words(
        "{others}に、届いた知らせが来ました。",
        "待っていた端末（IDLE）に「いま何通です」（EXISTS）とだけ知らせが行き、"
        "端末が中身を見に行きます（RFC 2177、RFC 3501 7.3.1節）。",
    ),
    "looked": Words(
        "少したって、{others}も見に行き、そろいました。",
        "すぐに知らせが来るのは受信箱だけでした。ほかのフォルダは、アプリが時間をおいて"
        "見に行きます（STATUS、RFC 3501 6.3.10節）。",
    ),
    "new": Words(
        "友だちから「{mail}」が届き、箱に入りました。",
        "届けるまでは SMTP の仕事です。箱に入ったら、あとは IMAP で読みます（RFC 5321）。",
    ),
    "turned-away": Words(
        "箱がいっぱいで、「{mail}」は断られました。",
        "届けに来た局に 552 と答えて断りました。手紙はなくなったのではなく、"
        "差出人の局が「届きませんでした」と知らせます（RFC 5321 4.2.3節）。",
    ),
    "offline": Words(
        "{device}を機内モードにして、窓を閉じました。",
        "つながりが切れただけで、箱はそのままです。端末に写してあった一覧は、圏外でも見られます。",
    ),
    "online": Words(
        "{device}の電波が戻り、控えを箱に伝えました。",
        "まず箱の今を写し、それから圏外でしたことを順に伝えます。"
        "アプリの中の控えが、ここで空になります（RFC 4549）。",
    ),
    "online-idle": Words(
        "{device}の電波が戻り、箱の今を写しました。",
        "端末がおぼえている番号（UIDNEXT、HIGHESTMODSEQ）と箱の番号をくらべて、"
        "変わったところだけを写します（RFC 4549、RFC 7162）。",
    ),
    "join": Words(
        "{device}も、同じ箱をのぞきはじめました。",
        "新しい端末がすることは、名のって（LOGIN）、フォルダをひらいて（SELECT）、一覧を写す"
        "（FETCH）だけです。手紙は箱にあるので、引っこしはいりません"
        "（RFC 3501 6.2.3節、6.3.1節）。",
    ),
    "close": Words(
        "{device}を閉じました。箱はそのままです。",
        "窓をひとつ閉じただけなので、箱の手紙も、ほかの端末も変わりません。"
        "また開くと、変わったところだけを写します（RFC 4549）。",
    ),
    "gave-way": Words(
        "「{mail}」は、もう消されたあとでした。",
        "圏外でしたことを伝えようとしましたが、手紙はよその端末で消されていました。"
        "消したことがいちばん強く、消えた手紙が生き返ることはありません。",
    ),
    "followed": Words(
        "「{mail}」は、先に動かされた所に従います。",
        "同じ手紙が、よその端末で先に別のフォルダへ移っていました。"
        "箱に先に伝わったほうに、あとの端末が従います。",
    ),
    "restore": Words(
        "箱が作り直され、手紙の番号が変わりました。",
        "局が写しから箱を作り直すと、UIDVALIDITY という番号が変わります。"
        "「前の番号はもう使えません」という合図です（RFC 3501 2.3.1.1節）。",
    ),
    "resynced": Words(
        "番号が変わったので、一覧を写し直しました。",
        "UIDVALIDITY がちがうので、端末はおぼえていた番号をみな忘れて写し直します。"
        "まだしまっていない下書きは、手紙の名札（Message-ID）で見分けて守られます。",
    ),
    "sign-out": Words(
        "なくした{device}を、箱からサインアウトさせました。",
        "箱の持ち主の画面には、のぞいている端末がならんでいます。その端末のパスワード"
        "（アプリパスワード）を取り消すと、つながりはその場で切れます。",
    ),
    "shut-out": Words(
        "{device}は、もう箱をのぞけません。",
        "名のっても AUTHENTICATIONFAILED と断られます。ほかの端末はそのままです。"
        "ただし、{device}に写してあった分までは消えません（RFC 5530）。",
    ),
    "fetch": Words(
        "{others}が、手紙の写しを持ち帰りました。",
        "POP3 は、箱の手紙を端末に写して持ち帰るしくみです（RETR、RFC 1939 5節）。",
    ),
    "apart": Words(
        "したことは、その端末の中だけのことです。",
        "POP3 には、読んだ印もフォルダも箱に伝える言葉がありません（RFC 1939）。"
        "端末ごとに、ちがう箱を持っているのと同じです。",
    ),
    "taken-home": Words(
        "受信箱は空っぽで、手紙は{device}の中だけです。",
        "「サーバーに残す」が切れていると、受けとった手紙は箱から消えます"
        "（DELE のあと QUIT、RFC 1939 6節）。あとから来た端末には何も見えません。",
    ),
    "behind": Words(
        "{device}の画面だけ、古いままです。",
        "手紙はなくなっていません。電波の届くところで開けば、変わったところを写してそろいます。",
    ),
    "earlier": Words(
        "ここまでに、いろいろなことがありました。",
        "長くなったので、はじめのほうはひとつにまとめました。箱と画面は、そのときのようすです。",
    ),
}

MEANT_WAITING: Final = (
    "圏外なので、箱にはまだ伝わっていません。アプリが「したこと」を控えておき、"
    "画面だけ先に変えています。電波が戻ったら、順に伝えます（RFC 4549）。"
)
"""What any act means on a device that is out of reach."""
MEANT_ALONE: Final = (
    "POP3 では、この端末の中だけのことです。箱にも、ほかの端末にも伝わりません（RFC 1939）。"
)
"""What any act means under POP3."""
LOOKS_POP3: Final[Mapping[bool, Words]] = {
    True: Words(
        "どの端末も、手紙の写しを持ち帰りました。",
        "POP3 は、箱の手紙を端末に写して持ち帰るしくみです（RETR）。「サーバーに残す」なので、"
        "もとは箱に残り、空きも増えません（RFC 1939 5節）。",
    ),
    False: Words(
        "先に来た{device}が、手紙を持ち帰りました。",
        "POP3 は、箱の手紙を端末に写して持ち帰ります（RETR）。「サーバーに残す」が切れているので、"
        "もとは箱から消しました（DELE のあと QUIT、RFC 1939 5節、6節）。",
    ),
}
"""What the first look is under POP3: whether mails are left on the server → words."""
JOINS_POP3: Final[Mapping[bool, Words]] = {
    True: Words(
        "{device}も、箱に残った写しを持ち帰りました。",
        "「サーバーに残す」なので、あとから来た端末も同じ手紙を写せます。ただ、ほかの端末で"
        "読んだしるしもフォルダも、ここには伝わりません（RETR、RFC 1939 5節）。",
    ),
    False: Words(
        "{device}が来たときには、箱は空でした。",
        "「サーバーに残す」が切れているので、手紙は先に来た端末が持ち帰ったあとです。"
        "あとから来た端末には見えません（DELE のあと QUIT、RFC 1939 5節、6節）。",
    ),
}
"""What a further tab finds under POP3: whether mails are left on the server → words."""
