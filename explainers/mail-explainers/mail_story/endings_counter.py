"""How a mail can end at the sender's own counter: refused there, or not even that.

Rows of the table in verdicts.py. Each says what happened, why, what to change and whose task that
is; the words of its step have the RFC.
"""

from __future__ import annotations

from functools import partial

from mail_story.verdict import Verdict
from mail_story.wording import Words

__all__ = ["AT_THE_COUNTER"]

_exposed = partial(
    Verdict,
    id="password-exposed",
    label="鍵のない道でパスワードを見せた",
    why="鍵をかけられなかったのに、アプリがそのまま名のりました。窓口は断りましたが、"
    "名前とパスワードは、もう道の上で読めたあとです。",
    step="refused",
    hero="login",
    leg="submission",
    verb="AUTH",
)
"""A password that was shown on an open road: two servers' ways to say no to it."""

AT_THE_COUNTER: tuple[Verdict, ...] = (
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
        given=("sign-in-refused:wrong",),
        words=Words(
            "「名前かパスワードがちがう」と断られました。",
            "535 は、認証できなかったという返事です。どちらがちがうのかは、"
            "わざと教えてくれません（RFC 4954 6節）。",
        ),
    ),
    Verdict(
        id="app-password",
        label="アプリ用のパスワードが要る",
        why="パスワードは合っていましたが、この郵便局がアプリに求めているのは、"
        "ふだんのものではなく、アプリ用につくったパスワードでした。",
        fix="サービスの管理画面で「アプリパスワード」をつくり、送信と受信の両方の設定に入れます。",
        step="refused",
        hero="refused",
        leg="submission",
        verb="AUTH",
        code=534,
        enhanced="5.7.9",
        words=Words(
            "「アプリ用のパスワードで」と断られました。",
            "534 は、その名のり方では弱すぎるという返事です。二段階認証を使うサービスの多くが、"
            "アプリパスワードを求めるときにこう答えます（RFC 4954 6節）。",
        ),
    ),
    Verdict(
        id="oauth-only",
        label="パスワードでは名のれない",
        why="この郵便局は、パスワードでの名のりを止めていて、"
        "サービスの画面でログインして許可をわたす OAuth2 だけを受けつけます。",
        fix="アプリの認証方式を OAuth2 にして、ログインしなおします。選べないアプリなら、"
        "選べるアプリに替えます。会社や学校のアドレスは、管理する人に聞いてください。",
        step="refused",
        hero="refused",
        leg="submission",
        verb="AUTH",
        code=535,
        enhanced="5.7.8",
        given=("sign-in-refused:oauth-only",),
        words=Words(
            "「パスワードは使えません」と断られました。",
            "窓口の看板（EHLO の返事の AUTH）には、OAUTHBEARER と XOAUTH2 しかありません。"
            "パスワードが正しくても 535 です（RFC 4954 6節、RFC 7628）。",
        ),
    ),
    _exposed(
        fix="暗号化を SSL/TLS（465番）か、「使えるときだけ」でない STARTTLS にします。"
        "こうなったら、パスワードも替えてください。",
        code=530,
        enhanced="5.7.0",
        sealed=False,
        words=Words(
            "「先に鍵をかけて」と断られても、もう手おくれ。",
            "530 は、STARTTLS が先だという返事です。断られたのは名のりだけで、"
            "パスワードは届いてしまっています（RFC 3207 4節、RFC 4954 9節）。",
        ),
    ),
    _exposed(
        fix="ポートを 465番（SSL/TLS）か 587番（「使えるときだけ」でない STARTTLS）にします。"
        "こうなったら、パスワードも替えてください。",
        code=538,
        enhanced="5.7.11",
        words=Words(
            "「鍵なしの名のりは不可」と断られました。",
            "538 は、その名のり方には暗号が要るという返事です。断られたのは名のりだけで、"
            "パスワードは届いてしまっています（RFC 4954 4節、9節）。",
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
        says="Authentication",
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
        enhanced="5.7.0",
        says="STARTTLS",
        sealed=False,
        words=Words(
            "「先に鍵をかけてください」と断られました。",
            "530 は、先にすることがあるという返事です。ここでは STARTTLS を"
            "求められました（RFC 3207 4節）。",
        ),
    ),
    Verdict(
        id="too-large",
        label="写真が大きすぎる",
        why="この郵便局が受けとる一通の大きさを、超えていました。"
        "写真は文字に直して送るので、もとの大きさより三割ほどふくらみます。",
        fix="写真を縮めるか、置き場所（共有のリンク）を手紙に書いて送ります。",
        step="refused",
        hero="refused",
        leg="submission",
        verb="MAIL",
        code=552,
        enhanced="5.3.4",
        words=Words(
            "「大きすぎて預かれません」と断られました。",
            "大きさの決まりは、あいさつの返事に SIZE として書いてあります。アプリも札に大きさを"
            "書くので、中身を運ぶ前に断られます（RFC 1870 6節、RFC 3463 3.4節）。",
        ),
    ),
    Verdict(
        id="sender-not-owned",
        label="その差出人では出せない",
        why="名のった人と、宛名札の差出人がちがいました。"
        "よその人の名前で出せると、なりすましができてしまいます。",
        fix="アプリの「メールアドレス」を、ユーザー名と同じ人のものにそろえます。"
        "別のアドレスも使うなら、先にサービスの画面で自分のものだと登録します。",
        step="refused",
        hero="refused",
        leg="submission",
        verb="MAIL",
        code=553,
        enhanced="5.7.1",
        words=Words(
            "「その差出人はあなたではない」と断られました。",
            "553 は、そのアドレスは使えないという返事です。送信の窓口は、利用者が名のってよい"
            "差出人だけを通せます（RFC 6409 6.1節）。",
        ),
    ),
    Verdict(
        id="too-many",
        label="一度に出しすぎた",
        why="しばらくのあいだに出せる数を、使いきっていました。"
        "乗っとられたアドレスから迷惑メールがあふれないための決まりです。",
        fix="数時間から一日おいて、もう一度送ります。身におぼえがなければ、パスワードを替えます。",
        step="later",
        hero="later",
        leg="submission",
        verb="MAIL",
        code=450,
        enhanced="4.7.1",
        words=Words(
            "「出しすぎです、またあとで」と言われました。",
            "450 の 4 は、あとで来てくださいという返事です。アプリは列にならべてくれないので、"
            "待って送りなおすのはあなたです（RFC 5321 4.2.1節、RFC 3463 3.8節）。",
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
        id="port-shut",
        label="回線が25番を通さない",
        why="家庭の回線では、25番あての通信を会社が止めています（OP25B）。"
        "断りの返事も来ないので、アプリは待つしかありませんでした。",
        fix="ポートを 587番（STARTTLS）か 465番（SSL/TLS）にします。この二つは止められていません。",
        step="waiting",
        hero="waiting",
        stage="connect",
        words=Words(
            "25番の窓口まで、声が届いていません。",
            "途中で止められた声は、ただ消えます。アプリには「時間ぎれ」とだけ出ます。"
            "アプリから出す窓口は、587番と465番です（RFC 5068、RFC 6409 3.1節）。",
        ),
    ),
    Verdict(
        id="stripped",
        label="鍵を外され、アプリが止めた",
        why="途中のだれかが「鍵をかけられます」という返事を消しました。"
        "アプリは、鍵なしでは進まない設定だったので、何も見られずにすみました。",
        fix="いまの Wi-Fi を離れて、別の回線で送ります。465番の SSL/TLS なら、"
        "消される返事そのものがありません。",
        step="stopped",
        hero="stripped",
        stage="no-tls",
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
"""In the order in which they are held against a run."""
