"""Single words that lean one way: the last resort for texts of programs that nobody here has met.

They are asked only where no phrase and no code says anything, and what rests on them is called
uncertain.
"""

from __future__ import annotations

from settings_check.errors.phrases import signals

__all__ = ["SIGNALS"]

SIGNALS = signals("""
encryption-port cert-untrusted 48
certificate | 証明書 | x509
encryption-port starttls-not-offered 46
starttls
credentials smtp-auth-missing 47
relay | 中継 | リレー
credentials wrong-password 45
password | パスワード | credential | サインイン | sign in | sign-in | login | ログイン | logon
ログオン | sasl | oauth | 資格情報 | log in
encryption-port tls-handshake 44
ssl | tls | 暗号 | encrypt | handshake | cipher
quota-size mailbox-full 43
quota | 容量 | storage | いっぱい
credentials username 42
ユーザー名 | username | user name | アカウント名 | 認証 | authenticat | authoriz
quota-size message-size 41
size | サイズ | 添付
server-name typo 40
サーバー名 | ホスト名 | hostname | host name | server name
encryption-port wrong-port 39
ポート | port number | port:
recipient unknown-user 38
recipient | 宛先 | あて先 | 受信者 | 送信先 | mailbox | addressee
rate send-rate 37
limit | 上限 | 多すぎ | too many | exceeded | 制限
policy-auth refused 36
spam | 迷惑 | reject | denied | 拒否 | blocked | ブロック
network timeout 34
connect | 接続 | network | ネットワーク | 通信 | server | サーバー | socket | unreachable | 応答
network dns 33
dns | lookup
""")
"""Groups of words, each with the class and sub they lean to and their weight (below 50)."""
