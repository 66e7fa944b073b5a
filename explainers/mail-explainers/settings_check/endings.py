"""How a run can end, by id, in a line each: verdicts, trials, and what is played again.

The lines stand here and not with what runs them, so that the check alone needs nothing of that.
"""

from __future__ import annotations

__all__ = ["JOURNEYS", "OUTCOMES", "TRIALS", "VERDICTS"]

VERDICTS = {
    "ok": "この設定は、案内どおりです",
    "warn": "気をつけたいところがあります",
    "error": "直すところがあります",
    "unknown-provider": "おかしな値はありませんが、この会社の正しい値をここでは持っていません",
    "incomplete": "まだ途中です。入っている分だけを見ました",
}
TRIALS = {
    "trial-sent": "送信テスト：自分の箱に届きました",
    "trial-opened": "受信テスト：箱をひらけました",
    "no-such-name": "サーバー名が見つからない",
    "nobody-there": "その番号に窓口がない",
    "other-tongue": "話し方のちがう窓口だった",
    "wrong-certificate": "証明書の名前がちがう",
    "crossed-tls": "暗号のはじめ方がちがう",
    "no-greeting": "返事がなく、待ちつづけた",
    "no-answer": "声が届かない",
    "tls-first": "鍵をかけていない",
    "method-closed": "その認証方式がない",
    "did-not-sign-in": "名のらなかった",
    "needs-app-password": "アプリ用のパスワードが要る",
    "sign-in-refused": "名前かパスワードを断られた",
}
"""How a trial can end, in a line."""
JOURNEYS = {
    "wrong-password": "パスワードがちがう",
    "app-password": "アプリ用のパスワードが要る",
    "oauth-only": "パスワードでは名のれない",
    "auth-required": "名のらなかった",
    "sender-not-owned": "その差出人では出せない",
    "tls-required": "鍵をかけていない",
    "port-shut": "回線が25番を通さない",
    "relay-denied": "25番では取りつがない",
    "dmarc-refused": "差出人を確かめられず、断られた",
    "box-full": "箱がいっぱいで、戻ってきた",
    "read-after-room": "箱が空いてから、届いた",
    "read-later": "待たされてから、届いた",
    "read-after-crowd": "窓口が空いてから、届いた",
    "bounced": "宛先がなく、お知らせが戻った",
    "no-domain": "宛先のドメインがなく、戻った",
    "null-mx": "メールを受けない名前だった",
    "loop": "ぐるぐる回って、止められた",
    "read": "届いて、読まれた",
    "read-by-seal": "SPFがなく、封印で届いた",
    "read-by-list": "封印は合わず、SPFで届いた",
    "junk-policy": "持ち主の希望で、迷惑メールに",
    "junk-unvouched": "確かめられず、迷惑メールに",
}
"""How what was pasted can end when it is played again: labels of mail_story's, which are loaded
only then."""
OUTCOMES = VERDICTS | TRIALS | JOURNEYS
