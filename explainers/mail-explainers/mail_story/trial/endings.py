"""How a trial can end: found by what was really said, never by the settings.

Each row names the step that decides, and in which of the article's three looks its cause can be.
What is to be mended is told by whoever judged the settings: the same words in both places. A row's
own words are those of the last step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mail_story.wording import Words

__all__ = ["ENDINGS", "LOOKS", "Ending", "ending_of"]

CREDENTIALS, SERVER_NAME, ENCRYPTION_PORT = "credentials", "server-name", "encryption-port"
LOOKS = (CREDENTIALS, SERVER_NAME, ENCRYPTION_PORT)


@dataclass(frozen=True, slots=True)
class Ending:
    """One way to end. `step` decided it, `code` is the SMTP reply that did (0: any, or none).

    `sealed`: whether it has to have been under TLS. `looks` are the classes of what can be wrong.
    """

    id: str
    step: str
    why: str
    words: Words
    looks: tuple[str, ...] = ()
    code: int = 0
    sealed: bool | None = None
    ok: bool = False


_CLOSED = Words(
    "名前とパスワードを、受けつけてもらえません。",
    "鍵をかける前の道では、名のりを受けとらないのがふつうです。アプリも、鍵のない道では"
    "パスワードを見せません（RFC 8314 4.1節）。",
)

ENDINGS: tuple[Ending, ...] = (
    Ending(
        "trial-sent",
        "arrived",
        "模型の窓口は、この設定で手紙を預かり、あなたの箱に入れました。",
        Words(
            "手紙が、あなた自身の箱に入りました。",
            "送るほうの設定は、これで最後まで通りました。届いたかどうかは、"
            "受信テストで箱をのぞくとわかります。",
        ),
        ok=True,
    ),
    Ending(
        "trial-opened",
        "listed",
        "模型の窓口は、この設定で箱をひらき、中の手紙の一覧を見せました。",
        Words(
            "箱の中の手紙が、一覧になりました。",
            "見えているのは写しで、もとは箱に残っています。送るほうの設定は別の道なので、"
            "送信テストもしてみてください。",
        ),
        ok=True,
    ),
    Ending(
        "no-such-name",
        "unnamed",
        "住所録（DNS）に、この名前のサーバーがありませんでした。",
        Words(
            "住所録に、その名前のサーバーがありません。",
            "サーバーの名前は、住所録（DNS）で場所に直します。名前がないという答えは NXDOMAIN と"
            "いい、一文字ちがうだけでこうなります（RFC 1035 4.1.1節）。",
        ),
        (SERVER_NAME,),
    ),
    Ending(
        "nobody-there",
        "shut",
        "サーバーはありましたが、この番号の窓口はひらいていませんでした。",
        Words(
            "その番号の窓口は、しまっています。",
            "つなごうとすると、すぐに断られます（Connection refused）。模型はいつも断りますが、"
            "ほんものは、断らずに何も返さないこともあります。",
        ),
        (ENCRYPTION_PORT, SERVER_NAME),
    ),
    Ending(
        "other-tongue",
        "other-tongue",
        "窓口のあいさつが、アプリの待っていた話し方（送る SMTP、読む IMAP と POP）とちがいました。",
        Words(
            "窓口のあいさつが、別の話し方でした。",
            "あいさつは、SMTP なら 220、IMAP なら * OK、POP なら +OK で始まります。"
            "番号か名前が、別の方式のものです（RFC 5321 4.2節、RFC 9051 7.1.1節、RFC 1939 3節）。",
        ),
        (ENCRYPTION_PORT, SERVER_NAME),
    ),
    Ending(
        "wrong-certificate",
        "uncertified",
        "サーバーが見せた証明書に、アプリに入れた名前がありませんでした。"
        "警告を出して、続けるかどうかを聞くアプリもあります。",
        Words(
            "証明書の名前が、入れた名前とちがいます。",
            "暗号（TLS）のはじめに、サーバーは自分の名前の書かれた証明書を見せます。"
            "ちがう名前なら、アプリはそこで止まります（RFC 8314 3.3節、RFC 9525）。",
        ),
        (SERVER_NAME,),
    ),
    Ending(
        "crossed-tls",
        "garbled",
        "この窓口は、まず平文であいさつをします。アプリは、はじめから暗号の返事が来ると"
        "思っていたので、読めませんでした。",
        Words(
            "ふつうのあいさつを、暗号として読めませんでした。",
            "アプリは鍵つきの袋を差し出し、窓口は声であいさつしました。OpenSSL という部品は、"
            "これを wrong version number と言います。",
        ),
        (ENCRYPTION_PORT,),
    ),
    Ending(
        "no-greeting",
        "waiting",
        "つながりはしましたが、おたがいに待ったまま、時間ぎれになりました。",
        Words(
            "待ちましたが、窓口は口をひらきません。",
            "はじめから TLS の窓口は、先に暗号を始めないと何も言いません。アプリはあいさつを"
            "待っているので、どちらも待ちつづけます（RFC 8314 3.3節）。",
        ),
        (ENCRYPTION_PORT,),
    ),
    Ending(
        "no-answer",
        "unanswered",
        "この番号への声は途中で消えて、断りの返事も来ませんでした。",
        Words(
            "いくら待っても、何も返ってきません。",
            "25番なら、家の回線の会社が止めています（OP25B）。アプリから出す窓口は、465番か"
            "587番です（RFC 6409 3.1節）。名前が数字だけのときは、そこにだれもいません。",
        ),
        (ENCRYPTION_PORT, SERVER_NAME),
    ),
    Ending(
        "tls-first",
        "login-closed",
        "この窓口は、暗号（TLS）で包まないパスワードを受けとりません。",
        _CLOSED,
        (ENCRYPTION_PORT,),
        sealed=False,
    ),
    Ending(
        "method-closed",
        "login-closed",
        "アプリに選んである認証方式が、窓口の「できること」の中にありませんでした。",
        Words(
            "その名のり方は、この窓口にはありません。",
            "窓口は、あいさつのあとで、使える名のり方（AUTH のうしろ）を並べて言います。"
            "そこにない方式では、名のれません（RFC 4954 4節、RFC 9051 6.2.2節）。",
        ),
        (CREDENTIALS,),
        sealed=True,
    ),
    Ending(
        "did-not-sign-in",
        "no-login",
        "アプリの設定が「認証なし」なので、だれの箱か、だれの手紙かがわかりませんでした。",
        Words(
            "名のらないまま、先へは進めません。",
            "送る窓口は利用者の手紙だけを預かり（RFC 6409 4.3節）、"
            "箱は持ち主だけがひらけます（RFC 9051 3節）。",
        ),
        (CREDENTIALS, ENCRYPTION_PORT),
    ),
    Ending(
        "needs-app-password",
        "refused",
        "名前は合っていましたが、窓口の求めるパスワードの種類がちがいました。",
        Words(
            "「アプリ用のパスワードで」と断られました。",
            "534 は、その名のり方では弱すぎるという返事です（RFC 4954 6節）。",
        ),
        (CREDENTIALS,),
        code=534,
    ),
    Ending(
        "sign-in-refused",
        "refused",
        "名のりましたが、窓口の控えと合いませんでした。"
        "どちらがちがうのかは、わざと教えてくれません。",
        Words(
            "「名前かパスワードがちがう」と断られました。",
            "つながって、鍵もかかりました。残るのは、ユーザー名の形と、パスワードの種類です"
            "（SMTP の 535、IMAP の NO、POP の -ERR）。",
        ),
        (CREDENTIALS, SERVER_NAME),
    ),
)
"""In the order in which they are held against a trial: the first that fits counts."""


def ending_of(steps: Mapping[str, bool], code: int) -> Ending | None:
    """Find how a trial ended: `steps` are those reached, and whether under TLS by then.

    None if nobody has put such an ending into words yet.
    """
    for ending in ENDINGS:
        sealed = steps.get(ending.step)
        if sealed is None or (ending.sealed is not None and ending.sealed != sealed):
            continue
        if ending.code in (0, code):
            return ending
    return None
