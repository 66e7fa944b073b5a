"""How a mail can end that the sender's office took: read, late, in the junk, or sent back.

Rows of the table in verdicts.py, the particular before the general. Each says what happened, why,
what to change and whose task that is; the words of its step have the RFC.
"""

from __future__ import annotations

from functools import partial

from mail_story.verdict import Verdict
from mail_story.wording import Words

__all__ = ["ON_THE_WAY"]

_delivered = partial(Verdict, leg="relay", verb=".", code=250, enhanced="2.0.0")
"""A way to end that begins with the friend's office taking the letter."""

ON_THE_WAY: tuple[Verdict, ...] = (
    _delivered(
        id="overheard",
        label="届いたが、途中で読まれた",
        why="手紙は届きました。けれど郵便局までの道に鍵がなく、名前も、パスワードも、"
        "手紙の中身も、途中でのぞく人にそのまま読めました。",
        fix="暗号化を SSL/TLS（465番）か、「使えるときだけ」でない STARTTLS にして、"
        "パスワードも替えます。",
        step="letter",
        hero="letter",
        given=("in-the-clear",),
        words=Words(
            "{letter}が、だれにでも読める姿で運ばれます。",
            "鍵のない道では、途中のだれもが中身を写せます。相手に届いたかどうかでは、"
            "読まれたかどうかはわかりません（RFC 3207 6節、RFC 8314 4.1節）。",
        ),
    ),
    _delivered(
        id="junk-unvouched",
        label="確かめられず、迷惑メールに",
        why="SPF も DKIM も DMARC もなく、だれが出したのかを確かめるすべがありませんでした。"
        "友だちの局の決まりで、迷惑メールの箱に入りました。",
        fix="ドメインの住所録に SPF と DMARC を書き、出す局で DKIM の封印を始めます。",
        step="junk",
        hero="junk",
        given=("filed:unvouched",),
        whose="sender-domain",
    ),
    _delivered(
        id="junk-policy",
        label="持ち主の希望で、迷惑メールに",
        why="SPF の一覧にない局から、封印もなしに出ていました。そういう手紙は隔離してほしいと、"
        "ドメインの持ち主が DMARC に書いています（p=quarantine）。",
        fix="いま使っている局を SPF の一覧に足し、DKIM の封印を始めます。",
        step="junk",
        hero="junk",
        given=("filed:dmarc-quarantine",),
        whose="sender-domain",
    ),
    _delivered(
        id="read-later",
        label="待たされてから、届いた",
        why="友だちの局は、はじめて見る差出人には「またあとで」と答えます（グレーリスト）。"
        "あなたの郵便局が列に入れて運びなおしたので、届きました。",
        fix=None,
        step="delivered",
        hero="deferred",
        given=("recipient-deferred:greylisted",),
        ok=True,
    ),
    _delivered(
        id="read-after-crowd",
        label="窓口が空いてから、届いた",
        why="友だちの局は、一度に話せる相手の数を使いきっていて、あいさつの代わりに 421 と"
        "答えました。あなたの郵便局が列に入れて運びなおしたので、届きました（RFC 5321 3.8節）。",
        fix=None,
        step="delivered",
        hero="deferred",
        given=("deferred:sent-away",),
        ok=True,
    ),
    _delivered(
        id="read-after-room",
        label="箱が空いてから、届いた",
        why="友だちの箱がいっぱいで、手紙はあなたの郵便局の列で待っていました。"
        "友だちが古いメールを消したので、つぎに運んだときに届きました。",
        fix="古いメールを消し、ごみ箱も空にして、箱に場所をつくります。",
        step="delivered",
        hero="deferred",
        given=("recipient-deferred:full",),
        ok=True,
        whose="recipient",
    ),
    _delivered(
        id="read-second",
        label="ふたつめの局に届いた",
        why="MX のはじめの局からは返事がなく、つぎに書いてある局が受けとりました。"
        "箱は同じなので、友だちはいつもどおりに読めます。",
        fix=None,
        step="delivered",
        hero="no-answer",
        given=("connection-refused:timed-out",),
        ok=True,
    ),
    _delivered(
        id="read-by-seal",
        label="SPFがなく、封印で届いた",
        why="SPF の一覧はありませんでした。DKIM の封印が本物で、差出人の名とも合ったので、"
        "DMARC は通りました。どちらか一つでよいからです。",
        fix="SPF がないだけで断る局もあります。ドメインの TXT に v=spf1 の一行を足します。",
        step="dmarc",
        hero="dmarc",
        given=("spf-checked:none", "dmarc-checked:pass"),
        ok=True,
        whose="sender-domain",
    ),
    _delivered(
        id="read-by-list",
        label="封印は合わず、SPFで届いた",
        why="DKIM の封印は、公開された鍵と合いませんでした。SPF の一覧に局があり、"
        "差出人の名とも合ったので、DMARC は通りました。",
        fix="転送された手紙は SPF では通りません。住所録の鍵（_domainkey）を、いまのものにします。",
        step="dmarc",
        hero="dmarc",
        given=("dkim-checked:fail", "dmarc-checked:pass"),
        ok=True,
        whose="sender-domain",
    ),
    _delivered(
        id="read-unverified",
        label="届いたが、相手を確かめていない",
        why="手紙は届きました。けれどアプリは、証明書がおかしいと知りながら進みました。"
        "鍵はかかっていても、その向こうが本物の郵便局だったとは言いきれません。",
        fix="証明書の警告をとばす設定をやめます。もし偽物だったら、パスワードも渡しています。",
        step="overlooked",
        hero="overlooked",
        given=("certificate-overlooked",),
        ok=True,
    ),
    _delivered(
        id="read",
        label="届いて、読まれた",
        why="送る側は SMTP が運び、読む側は IMAP が窓ごしに見せました。手紙は箱に残っています。",
        fix=None,
        step="delivered",
        hero="delivered",
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
        id="box-full",
        label="箱がいっぱいで、戻ってきた",
        why="友だちの箱に、もう場所がありませんでした。預かったあとでわかったので、"
        "あなたの郵便局がお知らせを書きました。",
        fix="別の方法で友だちに知らせて、古いメールを消し、ごみ箱も空にしてもらいます。",
        step="relay-refused",
        hero="relay-refused",
        leg="relay",
        verb="RCPT",
        code=552,
        enhanced="5.2.2",
        whose="recipient",
        words=Words(
            "「箱がいっぱいです」と断られました。",
            "552 5.2.2 は、箱の決められた大きさを超えるという返事です。局によっては 452 と答えて、"
            "しばらく待ってくれます（RFC 5321 4.2.3節、RFC 3463 3.3節）。",
        ),
    ),
    Verdict(
        id="dmarc-refused",
        label="差出人を確かめられず、断られた",
        why="出した局は SPF の一覧になく、DKIM の封印も合いませんでした。"
        "そういう手紙は断ってほしいと、ドメインの持ち主が DMARC に書いています（p=reject）。",
        fix="いま使っている局を SPF の一覧に足し、住所録の鍵（_domainkey）を新しいものにします。",
        step="relay-refused",
        hero="dmarc",
        leg="relay",
        verb=".",
        code=550,
        enhanced="5.7.26",
        whose="sender-domain",
        words=Words(
            "「差出人を確かめられない」と断られました。",
            "550 5.7.26 は、確かめがどれも通らなかったという返事です。"
            "持ち主の希望（p=reject）のとおりにしました（RFC 7372 3.4節、RFC 9989）。",
        ),
    ),
    Verdict(
        id="unaligned",
        label="しるしの名が、差出人とちがう",
        why="SPF も DKIM も通りましたが、どちらも example.jp のもので、手紙の差出人（From）の "
        "example.net とは別の名でした。example.net は p=reject を書いています。",
        fix="example.net の手紙を出してよい局から送るか、差出人を hana@example.jp にそろえます。"
        "この局から出したいなら、example.net を管理する人が SPF と DKIM にこの局を足します。",
        step="relay-refused",
        hero="dmarc",
        leg="relay",
        verb=".",
        code=550,
        enhanced="5.7.1",
        words=Words(
            "「差出人の名とちがう」と断られました。",
            "しるしが本物でも、差出人の名（From）と同じ組織のものでなければ、DMARC は通りません。"
            "これを名の一致（alignment）といいます（RFC 9989）。",
        ),
    ),
    Verdict(
        id="loop",
        label="ぐるぐる回って、止められた",
        why="友だちの箱は前の箱へ、前の箱は新しい箱へ転送するようになっていました。"
        "手紙は二つの局を回りつづけ、消印の数で見つかって止められました。",
        fix="友だちに知らせて、どちらか一方の転送をやめてもらいます。",
        step="loop-found",
        hero="round",
        leg="return",
        verb=".",
        code=554,
        enhanced="5.4.6",
        whose="recipient",
    ),
    Verdict(
        id="no-domain",
        label="宛先のドメインがなく、戻った",
        why="@ より後ろの名前が、住所録（DNS）のどこにもありませんでした。"
        "届け先の局がわからないので、あなたの郵便局がお知らせを書きました。",
        fix="@ より後ろのつづりを確かめて、もう一度送ります。",
        step="mx",
        hero="mx",
        stage="done",
        given=("bounced:5.1.2",),
        words=Words(
            "住所録に、その名前がどこにもありません。",
            "NXDOMAIN（その名前は存在しない）という答えです。局にたずねるまでもなく、"
            "5.1.2（宛先の局がわるい）でおしまいです（RFC 5321 5.1節、RFC 3463 3.2節）。",
        ),
    ),
    Verdict(
        id="null-mx",
        label="メールを受けない名前だった",
        why="そのドメインは、メールをいっさい受けとらないと住所録に書いています（Null MX）。"
        "あなたの郵便局が、すぐにお知らせを書きました。",
        fix="@ より後ろのつづりを確かめて、もう一度送ります。似た名前のまちがいがよくあります。",
        step="mx",
        hero="mx",
        stage="done",
        given=("bounced:5.1.10",),
        words=Words(
            "住所録に「メールは受けません」とあります。",
            "MX が点ひとつ（0 .）だけの書き方です。何日も運びなおさずに、556 5.1.10 として"
            "すぐ戻せます（RFC 7505 3節、RFC 7504）。",
        ),
    ),
    Verdict(
        id="expired",
        label="何日運んでも、返事がなかった",
        why="友だちの局が、何日もお休みでした。あなたの郵便局は間をあけながら運びなおし、"
        "五日近くたったところであきらめて、お知らせを書きました。",
        fix="友だちに別の方法で知らせて、局が戻ったら、もう一度送ります。",
        step="bounce",
        hero="again",
        stage="done",
        given=("bounced:4.4.7",),
        whose="recipient",
        words=Words(
            "待てる日数がすぎて、お知らせを書きました。",
            "あきらめるまでの日数は、四、五日がふつうです。お知らせの 4.4.7 は、"
            "届けられる時間がすぎたという意味です（RFC 5321 4.5.4.1節、RFC 3463 3.5節）。",
        ),
    ),
)
"""In the order in which they are held against a run."""
