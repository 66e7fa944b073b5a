"""What the reader may fill in: the fields of a settings screen, by the names that problems use.

The fields stand behind doors, one for each way to come here: with an address alone, with a whole
screen, with single fields of either side, with an error. Nobody is asked for a password, only for
its kind.
"""

from __future__ import annotations

from explainer_kit.controls import Choice, Control, Option, Text
from explainer_kit.explainer import Preset

from settings_check import providers

__all__ = ["AUTO", "CONTROLS", "PRESETS", "SHOW", "UNSET"]

UNSET = "unset"
AUTO = "auto"
LONGEST_FIELD = 2_000
LONGEST_PASTE = 100_000

_ADDRESS = "メールアドレスから調べる"
_SCREEN = "設定画面をまるごと貼る"
_ERROR = "エラーの文を貼る"
SIDES = {"incoming": "受信（読むほう）", "outgoing": "送信（送るほう）"}

_SECURITY = (
    Option(UNSET, "まだ選んでいない"),
    Option("SSL/TLS", "SSL/TLS（はじめからTLS）"),
    Option("STARTTLS", "STARTTLS（とちゅうからTLS）"),
    Option("maybe", "使える場合だけSTARTTLS"),
    Option("none", "なし"),
)
_AUTH = (
    Option(UNSET, "まだ選んでいない"),
    Option("password", "ふだんのパスワード（通常のパスワード認証）"),
    Option("app-password", "アプリパスワード"),
    Option("imap-password", "メール専用・IMAP専用のパスワード"),
    Option("oauth2", "OAuth2（「〜でサインイン」）"),
    Option("bridge-password", "Bridgeの画面に出るパスワード"),
    Option("encrypted-password", "暗号化されたパスワード認証（CRAM-MD5など）"),
    Option("ntlm", "SPA・NTLM・Kerberos"),
    Option("none", "認証なし"),
)


def _side(side: str) -> tuple[Control, ...]:
    group = SIDES[side]

    def text(name: str, label: str, help: str) -> Text:  # noqa: A002  it is the field's help
        return Text(f"{side}.{name}", label, "", LONGEST_FIELD, False, help, True, group=group)

    protocol = (
        Choice(
            f"{side}.protocol",
            "方式",
            (Option(UNSET, "わからない"), Option("imap", "IMAP"), Option("pop3", "POP")),
            UNSET,
            group=group,
        ),
    )
    return (
        *(protocol if side == "incoming" else ()),
        text("user", "ユーザー名", "「アカウント名」「ログインID」と書く画面もあります。"),
        Choice(
            f"{side}.auth",
            "パスワードの種類",
            _AUTH,
            UNSET,
            "種類だけを選びます。パスワードそのものは、どこにも入れないでください。",
            group=group,
        ),
        text("host", "サーバー名", "「ホスト名」と書く画面もあります。"),
        text("port", "ポート", "窓口の番号です。"),
        Choice(
            f"{side}.security",
            "暗号化",
            _SECURITY,
            UNSET,
            "「接続の保護」「セキュリティ」と書く画面もあります。",
            group=group,
        ),
    )


def _providers() -> tuple[Option, ...]:
    rows = [row for row in providers.load() if row.hosts_others]
    return (Option(AUTO, "アドレスから判断する"), *(Option(row.id, row.name) for row in rows))


CONTROLS: tuple[Control, ...] = (
    Text(
        "email",
        "メールアドレス",
        "",
        LONGEST_FIELD,
        False,
        "これだけでも、会社の正しい値を調べられます。",
        True,
        group=_ADDRESS,
    ),
    Choice(
        "provider",
        "自分のドメインを預けている会社",
        _providers(),
        AUTO,
        "会社のアドレス（@gmail.com など）なら、選ばなくてかまいません。",
        group=_ADDRESS,
    ),
    Text(
        "screen",
        "設定画面の文字",
        "",
        LONGEST_PASTE,
        True,
        "画面や案内の文字をまるごと貼ると、欄に振り分けます。パスワードの行は消してから貼ると"
        "安心です（貼られても、読みとばして、とっておきません）。",
        True,
        group=_SCREEN,
    ),
    *_side("incoming"),
    *_side("outgoing"),
    Text(
        "error",
        "エラーの文",
        "",
        LONGEST_PASTE,
        True,
        "アプリのエラー、戻ってきたメール、ログをそのまま貼ります。",
        True,
        group=_ERROR,
    ),
    Choice(
        "trial",
        "会社の模型で試す",
        (
            Option("none", "試さない"),
            Option("send", "送信テスト"),
            Option("receive", "受信テスト"),
            Option("replay", "貼った文をもう一度"),
        ),
        "none",
        "会社の模型であって、本物の会社につなぐのではありません。",
        group="会社の模型で試す",
    ),
)
SHOW = tuple(control.name for control in CONTROLS if control.name != "trial")
"""A trial is asked for by a button beside the verdict."""
_RIGHT = {
    "email": "hana@example.jp",
    "provider": "google-workspace",
    "incoming.protocol": "imap",
    "incoming.user": "hana@example.jp",
    "incoming.auth": "app-password",
    "incoming.host": "imap.gmail.com",
    "incoming.port": "993",
    "incoming.security": "SSL/TLS",
    "outgoing.user": "hana@example.jp",
    "outgoing.auth": "app-password",
    "outgoing.host": "smtp.gmail.com",
    "outgoing.port": "465",
    "outgoing.security": "SSL/TLS",
}
PRESETS: tuple[Preset, ...] = (
    Preset("right", "案内どおりの例", _RIGHT, "ok"),
    Preset(
        "everyday",
        "ふだんのパスワードのまま",
        _RIGHT | {"incoming.auth": "password", "outgoing.auth": "password"},
        "error",
    ),
    Preset(
        "swapped",
        "受信と送信が逆",
        _RIGHT | {"incoming.host": "smtp.gmail.com", "outgoing.host": "imap.gmail.com"},
        "error",
    ),
    Preset(
        "slip", "つづりを一文字まちがえた", _RIGHT | {"incoming.host": "imap.gmial.com"}, "error"
    ),
    Preset(
        "pair",
        "番号と暗号化の組がちがう",
        _RIGHT | {"outgoing.port": "465", "outgoing.security": "STARTTLS"},
        "error",
    ),
    Preset("port25", "25番で送ろうとした", _RIGHT | {"outgoing.port": "25"}, "error"),
    Preset(
        "address",
        "アドレスだけ",
        {"email": "hana@example.jp", "provider": "google-workspace"},
        "incomplete",
    ),
    Preset("send-test", "送信テスト", _RIGHT | {"trial": "send"}, "ok"),
    Preset("receive-test", "受信テスト", _RIGHT | {"trial": "receive"}, "ok"),
    Preset(
        "error",
        "エラーの文だけ",
        {
            "error": "535 5.7.8 Username and Password not accepted. "
            "For more information, go to the help page."
        },
        "incomplete",
    ),
)
