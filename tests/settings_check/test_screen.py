"""A whole settings screen in one paste fills the fields, in Japanese and in English."""

from __future__ import annotations

import pytest
from settings_check import check
from settings_check.screen import read_screen

IPHONE = """アカウント
名前　山田太郎
メール　taro@icloud.com
受信メールサーバ
ホスト名　imap.mail.me.com
ユーザ名　taro
パスワード　secret-word
SSLを使用　オン
認証　アプリパスワード
サーバポート　993
送信メールサーバ
ホスト名　smtp.mail.me.com
ユーザ名　taro@icloud.com
パスワード　secret-word
SSLを使用　オン
認証　アプリパスワード
サーバポート　587
"""
THUNDERBIRD = """Email address: taro@gmail.com
Incoming Server
Protocol: IMAP
Hostname: imap.gmail.com
Port: 993
Connection security: SSL/TLS
Authentication method: OAuth2
Username: taro@gmail.com
Outgoing Server
Hostname: smtp.gmail.com
Port: 465
Connection security: SSL/TLS
Authentication method: OAuth2
Username: taro@gmail.com
"""
GUIDE = """メールアドレス：taro@abc.biglobe.ne.jp
受信メールサーバー：mail.biglobe.ne.jp
受信ポート番号：９９５
送信メールサーバー：mail.biglobe.ne.jp
送信ポート番号：４６５
暗号化方式：SSL/TLS
プロトコル：POP3
ユーザー名：taro@abc.biglobe.ne.jp
認証方式：通常のパスワード認証
"""
ANDROID = """メールアドレス
taro@yahoo.co.jp
受信サーバー
imap.mail.yahoo.co.jp
ポート
993
セキュリティの種類
SSL/TLS
ユーザー名
taro
認証
パスワード
送信サーバー
smtp.mail.yahoo.co.jp
ポート
465
セキュリティの種類
SSL/TLS
ユーザー名
taro
認証
パスワード
"""


@pytest.mark.parametrize("screen", [IPHONE, THUNDERBIRD, ANDROID], ids=["ios", "tb", "android"])
def test_a_right_screen_is_called_right(screen: str) -> None:
    report = check({"screen": screen})

    assert report.verdict == "ok", report


def test_a_guide_with_fields_for_both_sides_fills_both() -> None:
    seen = read_screen(GUIDE)

    assert seen["email"] == "taro@abc.biglobe.ne.jp"
    assert seen["incoming"] == {
        "host": "mail.biglobe.ne.jp",
        "port": "９９５",
        "protocol": "POP3",
        "security": "SSL/TLS",
        "user": "taro@abc.biglobe.ne.jp",
        "auth": "通常のパスワード認証",
    }
    assert seen["outgoing"] == {
        "host": "mail.biglobe.ne.jp",
        "port": "４６５",
        "security": "SSL/TLS",
        "user": "taro@abc.biglobe.ne.jp",
        "auth": "通常のパスワード認証",
    }


def test_a_password_is_kept_nowhere() -> None:
    assert "secret-word" not in repr(read_screen(IPHONE))


def test_one_switch_for_ssl_means_what_its_port_needs() -> None:
    seen = read_screen(IPHONE)

    assert isinstance(seen["outgoing"], dict)
    assert seen["outgoing"]["security"] == "STARTTLS"


def test_what_is_typed_counts_before_what_the_screen_says() -> None:
    report = check({"screen": THUNDERBIRD, "incoming": {"host": "imap.gmial.com"}})

    assert report.first_fix is not None
    assert report.first_fix.field == "incoming.host"


def test_a_screen_pasted_into_the_address_is_read_as_a_screen() -> None:
    assert check({"email": THUNDERBIRD}).verdict == "ok"
