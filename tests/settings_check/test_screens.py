"""Screens as people paste them: apps, guides, tables, sentences; every field of each."""

from __future__ import annotations

import pytest
from settings_check.screen import read_screen, unread_lines

SCREENS = {
    "iphone": """\
アカウント情報
名前\t小林はな
メール\thana@example.jp
説明\texample
受信メールサーバ
ホスト名\tsv100.xserver.jp
ユーザ名\thana@example.jp
パスワード\thimitsu
送信メールサーバ
ホスト名\tsv100.xserver.jp
ユーザ名\thana@example.jp
パスワード\thimitsu""",
    "iphone-adv": """\
詳細
受信設定
SSLを使用 オン
認証 パスワード
サーバポート 993""",
    "outlook": """\
IMAP アカウントの設定
受信メール
サーバー imap.gmail.com ポート 993
このサーバーでは暗号化された接続 (SSL/TLS) が必要
送信メール
サーバー smtp.gmail.com ポート 465
暗号化方法 SSL/TLS""",
    "outlook-classic": """\
ユーザー情報
名前(Y): はな
電子メール アドレス(E): hana@example.jp
サーバー情報
アカウントの種類(A): IMAP
受信メール サーバー(I): imap.example.jp
送信メール サーバー (SMTP)(O): smtp.example.jp
メール サーバーへのログオン情報
アカウント名(U): hana@example.jp
パスワード(P): ****""",
    "thunderbird": """\
受信サーバー
プロトコル: IMAP
ホスト名: imap.example.jp
ポート番号: 993
接続の保護: SSL/TLS
認証方式: 通常のパスワード認証
ユーザー名: hana@example.jp
送信サーバー
ホスト名: smtp.example.jp
ポート番号: 587
接続の保護: STARTTLS
認証方式: 通常のパスワード認証
ユーザー名: hana@example.jp""",
    "gmailapp": """\
受信サーバーの設定
ユーザー名
hana@example.jp
パスワード
••••••••
サーバー
imap.example.jp
ポート
993
セキュリティの種類
SSL/TLS
送信サーバーの設定
SMTP サーバー
smtp.example.jp
ポート
587
セキュリティの種類
STARTTLS""",
    "k9": """\
IMAP server
imap.example.com
Security
SSL/TLS
Port
993
Username
hana@example.com
Authentication
Normal password
Password
secret
SMTP server
smtp.example.com
Security
STARTTLS
Port
587""",
    "apple-mac": """\
Incoming Mail Server (IMAP)
User Name: hana@example.com
Host Name: imap.example.com
Port: 993  Use TLS/SSL: yes
Authentication: Password
Outgoing Mail Server (SMTP)
Host Name: smtp.example.com
Port: 587
Use TLS/SSL: yes""",
    "table": """\
項目\t受信(IMAP)\t送信(SMTP)
サーバー名\timap.example.jp\tsmtp.example.jp
ポート番号\t993\t465
暗号化\tSSL/TLS\tSSL/TLS
ユーザー名\tメールアドレス\tメールアドレス""",
    "guide": """\
■受信メールサーバー（IMAP）：imap4.muumuu-mail.com
■受信ポート番号：993（SSL）
■送信メールサーバー（SMTP）：smtp.muumuu-mail.com
■送信ポート番号：465（SSL）
■アカウント名：メールアドレス（例：info@example.jp）""",
    "prose": """\
受信: imap.example.jp:993 (SSL/TLS) / 送信: smtp.example.jp:587 (STARTTLS)""",
    "yahoo": """\
受信メール（IMAP）サーバー imap.mail.yahoo.co.jp
受信メール（IMAP）通信方法 SSL
受信メール（IMAP）ポート番号 993
送信メール（SMTP）サーバー smtp.mail.yahoo.co.jp
送信メール（SMTP）認証方式 SMTP_AUTH
送信メール（SMTP）通信方法 SSL
送信メール（SMTP）ポート番号 465""",
    "sakura": """\
受信メールサーバ 初期ドメイン（○○.sakura.ne.jp）
受信プロトコル IMAP
IMAPポート番号 143
SMTPポート番号 587
保護された接続（SSL） なし""",
    "en-inline": """\
IMAP: imap.gmail.com, port 993, SSL/TLS
SMTP: smtp.gmail.com, port 587, STARTTLS
Username: hana@example.com""",
}
SEEN = {
    "iphone": {
        "email": "hana@example.jp",
        "incoming": {"host": "sv100.xserver.jp", "user": "hana@example.jp"},
        "outgoing": {"host": "sv100.xserver.jp", "user": "hana@example.jp"},
    },
    "iphone-adv": {
        "email": "",
        "incoming": {"security": "SSL/TLS", "auth": "パスワード", "port": "993"},
        "outgoing": None,
    },
    "outlook": {
        "email": "",
        "incoming": {"host": "imap.gmail.com", "port": "993", "security": "SSL/TLS"},
        "outgoing": {"host": "smtp.gmail.com", "port": "465", "security": "SSL/TLS"},
    },
    "outlook-classic": {
        "email": "hana@example.jp",
        "incoming": {"protocol": "IMAP", "host": "imap.example.jp", "user": "hana@example.jp"},
        "outgoing": {"host": "smtp.example.jp", "user": "hana@example.jp"},
    },
    "thunderbird": {
        "email": "",
        "incoming": {
            "protocol": "IMAP",
            "host": "imap.example.jp",
            "port": "993",
            "security": "SSL/TLS",
            "auth": "通常のパスワード認証",
            "user": "hana@example.jp",
        },
        "outgoing": {
            "host": "smtp.example.jp",
            "port": "587",
            "security": "STARTTLS",
            "auth": "通常のパスワード認証",
            "user": "hana@example.jp",
        },
    },
    "gmailapp": {
        "email": "",
        "incoming": {
            "user": "hana@example.jp",
            "host": "imap.example.jp",
            "port": "993",
            "security": "SSL/TLS",
        },
        "outgoing": {"host": "smtp.example.jp", "port": "587", "security": "STARTTLS"},
    },
    "k9": {
        "email": "",
        "incoming": {
            "host": "imap.example.com",
            "security": "SSL/TLS",
            "port": "993",
            "user": "hana@example.com",
            "auth": "Normal password",
        },
        "outgoing": {"host": "smtp.example.com", "security": "STARTTLS", "port": "587"},
    },
    "apple-mac": {
        "email": "",
        "incoming": {
            "user": "hana@example.com",
            "host": "imap.example.com",
            "port": "993",
            "security": "SSL/TLS",
            "auth": "Password",
        },
        "outgoing": {"host": "smtp.example.com", "port": "587", "security": "STARTTLS"},
    },
    "table": {
        "email": "",
        "incoming": {"host": "imap.example.jp", "port": "993", "security": "SSL/TLS"},
        "outgoing": {"host": "smtp.example.jp", "port": "465", "security": "SSL/TLS"},
    },
    "guide": {
        "email": "",
        "incoming": {"host": "imap4.muumuu-mail.com", "port": "993", "security": "SSL"},
        "outgoing": {"host": "smtp.muumuu-mail.com", "port": "465", "security": "SSL"},
    },
    "prose": {
        "email": "",
        "incoming": {"host": "imap.example.jp", "port": "993", "security": "SSL/TLS"},
        "outgoing": {"host": "smtp.example.jp", "port": "587", "security": "STARTTLS"},
    },
    "yahoo": {
        "email": "",
        "incoming": {"host": "imap.mail.yahoo.co.jp", "security": "SSL", "port": "993"},
        "outgoing": {"host": "smtp.mail.yahoo.co.jp", "security": "SSL", "port": "465"},
    },
    "sakura": {
        "email": "",
        "incoming": {"host": "○○.sakura.ne.jp", "port": "143", "security": "none"},
        "outgoing": {"port": "587", "security": "none"},
    },
    "en-inline": {
        "email": "",
        "incoming": {"host": "imap.gmail.com", "port": "993", "security": "SSL/TLS"},
        "outgoing": {
            "host": "smtp.gmail.com",
            "port": "587",
            "security": "STARTTLS",
            "user": "hana@example.com",
        },
    },
}


@pytest.mark.parametrize("name", SCREENS)
def test_every_field_is_found(name: str) -> None:
    assert read_screen(SCREENS[name]) == SEEN[name]


@pytest.mark.parametrize("name", SCREENS)
def test_no_password_is_left_over(name: str) -> None:
    left = repr(read_screen(SCREENS[name])) + repr(unread_lines(SCREENS[name]))
    assert not any(secret in left for secret in ("himitsu", "secret", "****"))


def test_what_says_nothing_is_given_back() -> None:
    text = "ようこそ\n受信サーバー: imap.example.jp\nまたのちほど\nPW: himitsu"
    assert unread_lines(text) == ("ようこそ", "またのちほど")


def test_what_is_given_back_is_bounded() -> None:
    assert len(unread_lines("はい、そうです\n" * 1_000)) <= 40
