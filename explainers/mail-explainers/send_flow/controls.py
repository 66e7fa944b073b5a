"""What a reader may set, the runs worth naming, and what is simplified: all data.

Words are those of a mail app's settings screen, each with what it means at the post office.
"""

from __future__ import annotations

from explainer_kit.controls import Choice, Control, Option, Text, Toggle
from explainer_kit.explainer import Preset

__all__ = ["CONTROLS", "MODEL", "PRESETS", "SHOW"]

CONTROLS: tuple[Control, ...] = (
    Choice(
        "port",
        "ポート",
        (
            Option("587", "587 送信の窓口", "アプリから送るための窓口です。"),
            Option("465", "465 鍵つきの窓口", "送信の窓口のうち、はじめから暗号で話すほう。"),
            Option("25", "25 局と局の窓口", "郵便局どうしの窓口で、アプリからは使いません。"),
        ),
        "587",
        "サーバーの、どの番号の窓口に出すか。番号ごとに約束がちがいます。",
    ),
    Choice(
        "security",
        "暗号化",
        (
            Option("starttls", "STARTTLS 途中から", "あいさつのあとで暗号にします。"),
            Option("tls", "SSL/TLS はじめから", "ひとことめから暗号にします。"),
            Option("none", "なし", "暗号にしません。"),
        ),
        "starttls",
        "郵便局までの一区間を、いつから暗号（TLS）の袋で包むか。番号との組み合わせが大切です。",
    ),
    Choice(
        "auth",
        "認証",
        (
            Option("right", "正しいパスワード", "利用者だと確かめてもらえます。"),
            Option("wrong", "まちがったパスワード", "一文字だけちがいます。"),
            Option("none", "認証なし", "名のらずに手紙を出そうとします。"),
        ),
        "right",
        "利用者だと示すかどうか。つくりもののパスワードを使い、ほんとうのものは聞きません。",
    ),
    Choice(
        "recipient",
        "宛先",
        (
            Option("exists", "正しい宛先", "kaze@example.org に届けます。"),
            Option("unknown", "一文字ちがい", "kase@example.org という箱はありません。"),
        ),
        "exists",
        "@ より前は箱の名前、@ より後ろはどの郵便局かを表します。",
    ),
    Toggle("photo", "写真をつける", True, "手紙に小さな絵をそえます。"),
    Text(
        "subject",
        "件名",
        "夕焼けの写真",
        60,
        help="手紙の頭に書かれて、友だちの一覧に出ます。",
    ),
    Text(
        "message",
        "本文",
        "散歩の帰りに撮りました。空がきれいだったので、おすそわけ。",
        200,
        multiline=True,
        help="書いたことばが、そのまま手紙の中身になります。",
    ),
)

SHOW = ("port", "security", "auth", "recipient")

PRESETS: tuple[Preset, ...] = (
    Preset("photo", "友だちに写真を送る", {}, "read"),
    Preset("wrong-recipient", "宛先を一文字まちがえる", {"recipient": "unknown"}, "bounced"),
    Preset("wrong-password", "パスワードをまちがえる", {"auth": "wrong"}, "wrong-password"),
    Preset("no-auth", "名のらずに送る", {"auth": "none"}, "auth-required"),
    Preset("no-encryption", "鍵をかけ忘れる", {"security": "none"}, "tls-required"),
    Preset("port-25", "25番で送ってみる", {"port": "25"}, "relay-denied"),
    Preset("port-465", "はじめから鍵つきで送る（465）", {"port": "465", "security": "tls"}, "read"),
    Preset("crossed-465", "465 に STARTTLS（すれちがい）", {"port": "465"}, "no-greeting"),
    Preset("crossed-587", "587 に SSL/TLS（すれちがい）", {"security": "tls"}, "tls-mismatch"),
)

MODEL = (
    "ここにあるのは、ブラウザの中だけで動く小さなメールの世界です。"
    "送る側のアプリも、受けとるサーバーも、ほんものと同じ SMTP（RFC 5321、RFC 6409）と "
    "IMAP（RFC 9051）で話していて、せりふはひとつも書いてありません。"
    "暗号（TLS）はモデルです。両端の話は見せますが、途中の道からは長さしか見えないようにして、"
    "ほんものの暗号の計算は省いています（ほんものは RFC 8446）。"
    "住所録（DNS）は決まった表で、時計も速く進みます。"
    "迷惑メールの判定や、差出人を確かめる SPF・DKIM・DMARC は、この図にはまだ出てきません。"
    "25番の窓口で認証を受けつけるかどうか、STARTTLS を必ず求めるかどうかは、"
    "ほんとうはサービスごとにちがいます。"
)
