"""How a mail can end over a certificate: the app that looks at it stops, and says why.

Rows of the table in verdicts.py. What is wrong was found by the app itself (mail_world.tls.chain);
what it says is in the words of its library, and the server hears of it as an alert.
"""

from __future__ import annotations

from functools import partial

from mail_story.verdict import Verdict
from mail_story.wording import Words

__all__ = ["BY_CERTIFICATE"]

_untrusted = partial(Verdict, step="untrusted", hero="untrusted", stage="tls", whose="provider")
"""A way to end before anything was shown: the app does not trust the certificate."""

BY_CERTIFICATE: tuple[Verdict, ...] = (
    _untrusted(
        id="cert-expired",
        label="証明書の期限切れ",
        why="郵便局の証明書は、期限が過ぎていました。いまも本物かどうかを確かめられないので、"
        "アプリは名前もパスワードも見せずに止めました。",
        fix="スマホの日づけが合っているかを見て、合っていれば、郵便局が証明書を新しくするのを"
        "待ちます。警告をとばす設定にはしません。",
        given=("tls-failed:expired",),
        words=Words(
            "証明書の期限が過ぎているので、止めました。",
            "証明書には「いつから、いつまで」が書いてあります（RFC 5280 4.1.2.5節）。"
            "スマホは certificate_expired という知らせを返して、道を閉じました（RFC 8446 6.2節）。",
        ),
    ),
    _untrusted(
        id="cert-not-yet",
        label="証明書がまだ始まっていない",
        why="証明書の期間が、まだ始まっていませんでした。世の中では、スマホの時計が"
        "おくれているときに、よくこうなります。",
        fix="スマホの日づけと時刻を、自動で合わせる設定にします。"
        "合っているのに出るときは、郵便局が直すのを待ちます。",
        given=("tls-failed:not-yet-valid",),
        whose="reader",
        words=Words(
            "証明書の期間がまだなので、止めました。",
            "期間の前でも後でも、証明書は使えません（RFC 5280 4.1.2.5節、6.1.3節）。"
            "くらべる相手は、スマホの中の時計です。",
        ),
    ),
    _untrusted(
        id="cert-self-signed",
        label="だれの保証もない証明書",
        why="証明書に、自分で署名してありました。同じ名前のものをだれでも作れるので、"
        "郵便局のものか、途中のだれかのものか、見分けがつきません。",
        fix="「続ける」は押さずに、郵便局の案内を確かめます。"
        "認証局が署名した証明書に替わるまで、送るのを待ちます。",
        given=("tls-failed:self-signed",),
        words=Words(
            "保証する人がいない証明書なので、止めました。",
            "スマホは、知っている認証局まで署名をたどれる証明書だけを信じます"
            "（RFC 5280 6.1節、RFC 8314 5.3節）。",
        ),
    ),
    *(
        _untrusted(
            id="cert-unknown",
            label="知らない認証局の証明書",
            why="署名をたどっていくと、スマホの知らないところで切れました。知らない認証局か、"
            "あいだの証明書（中間証明書）が届いていないかの、どちらかです。",
            fix="郵便局に、中間証明書もいっしょに送るよう頼みます。パソコンでは出ないのに"
            "スマホだけで出るときは、たいていこれです。",
            given=(f"tls-failed:{why}",),
            words=Words(
                "知っている認証局までたどれず、止めました。",
                "サーバーは、自分の証明書に、あいだの認証局のものを添えて送ります"
                "（RFC 8446 4.4.2節）。ひとつでも欠けると、たどれません（RFC 5280 6.1節）。",
            ),
        )
        for why in ("unknown-issuer", "unknown-root")
    ),
    _untrusted(
        id="cert-wrong-name",
        label="証明書の名前がちがう",
        why="スマホがたずねた名前が、証明書に入っていませんでした。"
        "借りているサーバーの名前の証明書が出てくると、こうなります。",
        fix="送信サーバーの名前を、会社の案内にあるもの（証明書に入っている名前）にします。",
        given=("tls-failed:wrong-name",),
        whose="reader",
        words=Words(
            "証明書の名前がちがうので、止めました。",
            "くらべるのは、設定に書いた名前と、証明書の subjectAltName です。"
            "「*」は、点から左のひとつぶんだけに合います（RFC 9525 6.3節）。",
        ),
    ),
)
"""In the order in which they are held against a run."""
