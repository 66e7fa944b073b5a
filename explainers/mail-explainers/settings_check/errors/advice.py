"""What to tell the reader of each kind of trouble: the cause, the first thing to try, its likes.

Thunderbird advises to switch STARTTLS off where a server does not offer it; here the advice is
the port that is encrypted from the start (RFC 8314 3), never less protection.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Advice", "advice"]


@dataclass(frozen=True)
class Advice:
    """A cause in one sentence, the first thing to try, and other kinds that look the same."""

    cause: str
    first: str
    alike: tuple[tuple[str, str], ...] = ()


_PASSWORD = ("credentials", "wrong-password")
_USERNAME = ("credentials", "username")
_APP = ("credentials", "app-password")
_TYPO = ("server-name", "typo")
_PORT = ("encryption-port", "wrong-port")
_TIMEOUT = ("network", "timeout")
_EXPIRED = ("encryption-port", "cert-expired")

_TABLE: dict[tuple[str, str], Advice] = {
    ("credentials", "wrong-password"): Advice(
        "ユーザー名かパスワードが、サーバーの知っているものと違います。",
        "ユーザー名の形（アドレス全体か、@より前か）を案内で確かめ、パスワードを入れ直します。"
        "アプリパスワードが要る会社なら、それを作って入れます。",
        (_APP, _USERNAME)),
    ("credentials", "app-password"): Advice(
        "ふだんのパスワードではなく、アプリパスワードが要ります。",
        "会社のアカウント画面で2段階認証をオンにし、アプリパスワードを作って入れます。",
        (_PASSWORD,)),
    ("credentials", "mail-password"): Advice(
        "メールアプリ用の、専用のパスワードが要ります。",
        "会員ページで、メール専用のID・パスワードを確かめて入れます。", (_USERNAME,)),
    ("credentials", "username"): Advice(
        "ユーザー名の形が違うようです。",
        "ユーザー名が「アドレス全体」か「@より前」か「別のID」かを、案内で確かめます。",
        (_PASSWORD,)),
    ("credentials", "oauth-required"): Advice(
        "パスワードだけのサインインは終わったか、サインインの期限が切れています。",
        "アカウントをいったん外し、「〜でサインイン」（OAuth2）で入れ直します。", (_APP,)),
    ("credentials", "access-disabled"): Advice(
        "このアカウントでは、メールアプリからの利用がオンになっていません。",
        "Webの画面の設定で、IMAP（またはPOP）とSMTPの利用をオンにします。"
        "会社や学校のアカウントなら、管理者にたずねます。", (_APP, _PASSWORD)),
    ("credentials", "blocked-login"): Advice(
        "いつもと違うサインインとみなされ、止められました。",
        "ブラウザでサインインして本人確認をすませ、アプリパスワードかOAuth2で入れ直します。",
        (_APP,)),
    ("credentials", "lockout"): Advice(
        "まちがったパスワードが続き、しばらく止められています。",
        "アプリの自動受信を止めて少し待ち、正しいパスワードで1回だけ試します。",
        (_PASSWORD, ("rate", "login-rate"))),
    ("credentials", "auth-method"): Advice(
        "認証方式が、サーバーの受けつけるものと合っていません。",
        "認証方式を「通常のパスワード認証」（会社の案内があればそれ）にし、"
        "暗号化はSSL/TLSかSTARTTLSにします。",
        (("encryption-port", "tls-required"), _PASSWORD)),
    ("credentials", "smtp-auth-missing"): Advice(
        "送信のときの認証（SMTP認証）をしていません。",
        "送信サーバーの設定で認証をオンにし、受信と同じユーザー名とパスワードを入れます。",
        (_TYPO,)),
    ("credentials", "sender-address"): Advice(
        "差出人のアドレスが、認証したユーザーのものと違うか、書き方が正しくありません。",
        "自分のメールアドレスのつづりを直し、送信のユーザー名とそろえます。",
        (_USERNAME,)),
    ("server-name", "typo"): Advice(
        "その名前のサーバーが見つかりません。つづりが違うようです。",
        "サーバー名を、会社の案内と1文字ずつ見くらべて直します。", (("network", "dns"),)),
    ("server-name", "trailing-space"): Advice(
        "サーバー名の前か後ろに、空白が入っています。",
        "サーバー名の前後の空白を消します。", (_TYPO,)),
    ("server-name", "pop-for-imap"): Advice(
        "IMAPの設定に、別の方式のサーバー名（またはポート）が入っています。",
        "方式に合ったサーバー名とポートに直します（IMAPは993とSSL/TLS）。", (_PORT,)),
    ("server-name", "cert-name-mismatch"): Advice(
        "証明書に書かれた名前と、入れたサーバー名が違います。",
        "警告を承認せず、サーバー名を会社の案内のとおりに直します。"
        "独自ドメインなら、レンタルサーバー会社のサーバー名を入れます。", (_EXPIRED,)),
    ("server-name", "ip-address"): Advice(
        "サーバー名に、IPアドレス（数字）が入っています。",
        "数字ではなく、案内にあるサーバー名を入れます。"),
    ("server-name", "host-missing"): Advice(
        "サーバー名が入っておらず、自分の端末につなごうとしています。",
        "サーバー名の欄に、案内のサーバー名を入れます。", (_PORT,)),
    ("encryption-port", "tls-on-starttls-port"): Advice(
        "暗号化とポートの組が違います（STARTTLSのポートに、はじめからSSL/TLSで話しています）。",
        "993・995・465はSSL/TLS、143・110・587はSTARTTLSの組にします。", (_PORT,)),
    ("encryption-port", "plain-on-tls-port"): Advice(
        "暗号化とポートの組が違います（SSL/TLSのポートで、サーバーが暗号の合図を待っています）。",
        "465・993・995を使うなら、暗号化をSSL/TLSにします。", (_TIMEOUT,)),
    ("encryption-port", "tls-required"): Advice(
        "暗号化していないので、断られました。",
        "暗号化をオンにします。587・143・110ならSTARTTLS、465・993・995ならSSL/TLSです。",
        (_PORT,)),
    ("encryption-port", "wrong-port"): Advice(
        "ポートの番号が違うか、そのポートでは認証できません。",
        "受信は993（POPは995）とSSL/TLS、送信は465とSSL/TLSか、587とSTARTTLSにします。",
        (("encryption-port", "tls-required"), _TYPO)),
    ("encryption-port", "server-tls-broken"): Advice(
        "サーバーの側で、暗号化の用意ができていません。",
        "少し待って試します。続くなら465とSSL/TLSの組を試し、会社に知らせます。",
        (("network", "server-trouble"),)),
    ("encryption-port", "starttls-not-offered"): Advice(
        "そのポートでは、STARTTLSが使えません。",
        "暗号化なしにはせず、送信なら465、受信なら993（POPは995）とSSL/TLSの組にします。",
        (_PORT,)),
    ("encryption-port", "tls-handshake"): Advice(
        "暗号化の話し合いがまとまりませんでした。ポートとの組が違うことが多いです。",
        "993・995・465はSSL/TLS、143・110・587はSTARTTLSの組にします。"
        "組が正しければ、端末の日時とアプリの更新を確かめます。",
        (_EXPIRED, ("encryption-port", "tls-version"))),
    ("encryption-port", "tls-version"): Advice(
        "暗号化の新しさ（TLSの版）が、サーバーと合いません。",
        "メールアプリと端末を更新します。サーバー名が古くないかも、案内で確かめます。"),
    ("encryption-port", "cert-expired"): Advice(
        "サーバーの証明書が期限切れか、端末の日時がずれています。",
        "端末の日時を自動に合わせます。正しければ承認せずに待ち、会社に知らせます。"),
    ("encryption-port", "cert-untrusted"): Advice(
        "サーバーの証明書を、端末が信じてよいか確かめられません。",
        "承認する前に、サーバー名が案内どおりか確かめます。端末とウイルス対策ソフトも更新します。",
        (("server-name", "cert-name-mismatch"), _EXPIRED)),
    ("encryption-port", "port25-blocked"): Advice(
        "送信のポート25番は、家庭の回線からは通れません（OP25B）。",
        "送信のポートを587とSTARTTLS、または465とSSL/TLSにし、認証をオンにします。",
        (_TIMEOUT,)),
    ("policy-auth", "spf"): Advice(
        "差出人のドメインのSPFに、実際に送ったサーバーが入っていません。",
        "アプリの設定は変えません。独自ドメインなら、SPFに送信サーバーを足します。"),
    ("policy-auth", "dkim"): Advice(
        "差出人のドメインの署名（DKIM）が確かめられませんでした。",
        "アプリの設定は変えません。独自ドメインなら、サーバー会社の案内でDKIMを有効にします。"),
    ("policy-auth", "dmarc"): Advice(
        "差出人のドメインの決まり（DMARC）に合わず、断られました。",
        "そのアドレスの会社の送信サーバーから送ります。"
        "独自ドメインなら、SPFとDKIMのドメインを差出人とそろえます。"),
    ("policy-auth", "spf-dkim"): Advice(
        "差出人を確かめるしるし（SPF・DKIM）がありません。",
        "そのアドレスの会社の送信サーバーから送ります。独自ドメインならSPFとDKIMを用意します。"),
    ("policy-auth", "ptr"): Advice(
        "送ったサーバーの名前が確かめられません（逆引きがありません）。",
        "自分で直接送らず、契約している会社の送信サーバー（587か465）を使います。",
        (("encryption-port", "port25-blocked"),)),
    ("policy-auth", "blocklist"): Advice(
        "送ったサーバーの評判が悪いとされ、断られました。",
        "アプリの設定は変えません。送信サーバーの会社に、この文面をそのまま知らせます。"),
    ("policy-auth", "content"): Advice(
        "添付や本文が危ないものとみなされ、断られました。",
        "添付を外すか、別の形（共有リンクなど）にして送り直します。"),
    ("policy-auth", "spam"): Advice(
        "迷惑メールとみなされ、断られました。",
        "件名や本文、リンクを見直して送り直します。続くなら送信サーバーの会社に知らせます。",
        (("policy-auth", "spf-dkim"),)),
    ("policy-auth", "refused"): Advice(
        "相手のサーバーの決まりで断られました。",
        "アプリの設定は変えず、文面の中の理由を読みます。"
        "差出人のアドレスと送信サーバーの会社がそろっているか確かめます。",
        (("policy-auth", "spf-dkim"), ("policy-auth", "blocklist"))),
    ("quota-size", "mailbox-full"): Advice(
        "メールボックスがいっぱいです（宛先のものなら、相手の箱です）。",
        "相手の箱なら、別の方法で知らせます。自分の箱なら、いらないメールを消してゴミ箱も空にします。"),
    ("quota-size", "message-size"): Advice(
        "メールが大きすぎます。",
        "添付を小さくするか、分けて送ります。"),
    ("quota-size", "server-disk"): Advice(
        "サーバーの空きが足りません。",
        "設定は変えずに、時間をおいて送り直します。", (("network", "server-trouble"),)),
    ("quota-size", "local-disk"): Advice(
        "自分の端末の空きが足りません。",
        "端末の空き容量をふやします。"),
    ("rate", "login-rate"): Advice(
        "短いあいだに、サインインが多すぎました。",
        "しばらく待ちます。自動受信の間隔を長くします。", (_PASSWORD,)),
    ("rate", "connections"): Advice(
        "同時につないでいる数が多すぎるか、ほかの端末が使っているところです。",
        "ほかの端末のアプリを閉じて、少し待ちます。同時接続の数の設定があれば減らします。",
        (_TIMEOUT,)),
    ("rate", "send-rate"): Advice(
        "短いあいだに送りすぎたとみなされています。",
        "設定は変えずに、時間をおいて少しずつ送ります。", (("policy-auth", "blocklist"),)),
    ("rate", "recipient-rate"): Advice(
        "相手が受け取る数が多すぎて、いまは届きません。",
        "時間をおいて送り直します。"),
    ("rate", "recipients-limit"): Advice(
        "1通の宛先が多すぎます。",
        "宛先を分けて送ります。"),
    ("rate", "greylist"): Advice(
        "はじめての相手なので、いったん待たされています。",
        "そのまま待ちます。サーバーが自動で送り直します（設定は変えません）。"),
    ("recipient", "unknown-user"): Advice(
        "宛先のアドレスが見つかりません。",
        "宛先のつづりと、前後の空白を確かめます（自分の設定は変えません）。"),
    ("recipient", "moved"): Advice(
        "宛先の人は、アドレスを変えたようです。",
        "新しいアドレスを相手に確かめます。"),
    ("recipient", "disabled-user"): Advice(
        "宛先のアカウントは止まっています。",
        "別の方法で相手に確かめます（自分の設定は変えません）。"),
    ("recipient", "domain-typo"): Advice(
        "宛先の@より後（ドメイン）が見つかりません。",
        "宛先の@より後のつづりを確かめます。", (("server-name", "typo"),)),
    ("recipient", "domain-no-mail"): Advice(
        "宛先の@より後のサーバーは、メールを受け取っていません。",
        "宛先の@より後のつづりを確かめ、正しければ相手にたずねます。"),
    ("recipient", "address-syntax"): Advice(
        "宛先のアドレスの書き方が正しくありません。",
        "全角や空白、「.」の続きを直します。"
        "昔のドコモやauのアドレスなら、@の前を\" \"で囲みます。"),
    ("recipient", "refused"): Advice(
        "宛先の人の設定で、受け取られませんでした。",
        "相手に、受信の設定（ドメイン指定など）を確かめてもらいます。",
        (("recipient", "unknown-user"),)),
    ("network", "timeout"): Advice(
        "サーバーにつながらないか、返事がありません。",
        "まず通信（Wi-Fiやモバイル通信）を確かめ、次にサーバー名、ポートの順に見ます。"
        "送信のポートが25なら、587か465にします。", (_TYPO, _PORT)),
    ("network", "refused"): Advice(
        "サーバーに接続を断られました。",
        "通信を確かめ、次にサーバー名とポートを案内と見くらべます。", (_PORT, _TYPO)),
    ("network", "blocked"): Advice(
        "端末の中の守り（ファイアウォールやウイルス対策）が、通信を止めているようです。",
        "ウイルス対策ソフトの設定で、メールアプリの通信を許します。", (_PORT,)),
    ("network", "dropped"): Advice(
        "通信が途中で切れました。",
        "通信の様子を確かめ、時間をおいてもう一度試します。", (_PORT,)),
    ("network", "offline"): Advice(
        "ネットにつながっていません。",
        "Wi-Fiかモバイル通信、機内モードを確かめます。"),
    ("network", "vpn"): Advice(
        "VPNなどが、暗号化した通信を途中で切ったようです。",
        "VPNを切って試します。", (("encryption-port", "tls-handshake"),)),
    ("network", "dns"): Advice(
        "サーバー名は正しいのに、名前から行き先を調べられませんでした（DNS）。",
        "通信を確かめ、少し待って試します。設定は変えません。", (_TYPO,)),
    ("network", "remote-timeout"): Advice(
        "相手のサーバーに届きませんでした。",
        "設定は変えずに、時間をおいて送り直します。宛先の@より後のつづりも確かめます。",
        (("recipient", "domain-typo"),)),
    ("network", "server-trouble"): Advice(
        "サーバーの側が、いま応じられません。",
        "設定は変えずに、時間をおいて試します。会社の障害情報も見てみます。",
        (_TIMEOUT,)),
    ("network", "loop"): Advice(
        "メールがサーバーの間をまわり続けています。",
        "転送の設定をたがいに向けていないか確かめます。",
        (("recipient", "unknown-user"),)),
    ("other", "sent-copy"): Advice(
        "メールは送れています。控えを送信済みに残せなかっただけです。",
        "もう一度送らないでください。送信済みフォルダーの設定を見ます。",
        (("quota-size", "mailbox-full"),)),
    ("other", "auto-reply"): Advice(
        "これはエラーではなく、相手からの自動の返事です。",
        "何も変えません。"),
    ("other", "not-an-error"): Advice(
        "これはエラーではないようです。",
        "何も変えません。"),
    ("other", "local-data"): Advice(
        "アプリの中のデータが傷んでいるようです。",
        "アプリを閉じて開き直します。続くなら、アプリの修復の手順を見ます。"),
    ("other", "unknown"): Advice(
        "この文面からは、原因がわかりませんでした。",
        "数字（550など）や英語の文のある、もとのエラーをそのまま貼ってみてください。"
        "設定は、認証情報、サーバー名、暗号化とポートの順に確かめます。"),
}  # fmt: skip


def advice(kind: str, sub: str) -> Advice:
    """The words for one class and sub; every pair that a table names has its own."""
    return _TABLE[kind, sub]
