"""What a reader may set, the runs worth naming, and what is simplified: all data."""

from __future__ import annotations

from explainer_kit.controls import Choice, Control, Option, Toggle
from explainer_kit.explainer import Preset

from sync_flow.days import DAYS

__all__ = ["CONTROLS", "MODEL", "PRESETS", "SHOW"]

CONTROLS: tuple[Control, ...] = (
    Choice(
        "day",
        "できごと",
        tuple(Option(name, day.label, day.help) for name, day in DAYS.items()),
        "read",
        "どんな一日を見るか。見たあとで、自分の手で続きを動かせます。",
    ),
    Choice(
        "protocol",
        "受信のしかた",
        (
            Option("imap", "IMAP", "手紙は箱に置いたまま、どの端末からものぞきます。"),
            Option("pop3", "POP3", "端末が手紙の写しを持ち帰ります。"),
        ),
        "imap",
        "メールアプリの受信の設定です。",
    ),
    Toggle(
        "leave",
        "サーバーに残す",
        True,
        "POP3 のときの設定です。切ると、受けとった手紙は箱から消えます。",
    ),
    Choice(
        "devices",
        "端末の数",
        (
            Option("2", "スマホとパソコン", "ふたつの端末でのぞきます。"),
            Option("3", "タブレットも", "みっつの端末でのぞきます。"),
        ),
        "2",
        "ひとつの箱を、いくつの端末で見るか。",
    ),
    Choice(
        "room",
        "箱の空き",
        (
            Option("roomy", "ゆとりあり", "まだたくさん入ります。"),
            Option("full", "もうすぐいっぱい", "新しい手紙は、もう入りません。"),
        ),
        "roomy",
        "箱に入る量には限りがあり、フォルダもゴミ箱も合わせて数えます。",
    ),
)

SHOW = ("day", "protocol", "room")

PRESETS: tuple[Preset, ...] = (
    Preset("read", "スマホで読むと、パソコンでも既読", {}, "in-step"),
    Preset("file", "フォルダに入れる", {"day": "file"}, "in-step"),
    Preset("draft", "書きかけの続きを、別の端末で", {"day": "draft"}, "in-step"),
    Preset("archive", "アーカイブしても空きは増えない", {"day": "archive"}, "tidied"),
    Preset("empty", "ゴミ箱を空にして空きをつくる", {"day": "empty"}, "freed"),
    Preset("full", "箱がいっぱいで届かない", {"day": "arrive", "room": "full"}, "no-room"),
    Preset(
        "make-room",
        "場所をつくって、もう一度受けとる",
        {"day": "make-room", "room": "full"},
        "freed",
    ),
    Preset("away", "圏外で読んで、あとでそろう", {"day": "away"}, "merged"),
    Preset("conflict", "消えた手紙に旗を立てていた", {"day": "conflict"}, "gave-way"),
    Preset("left-behind", "スマホだけ古いまま", {"day": "left-behind"}, "out-of-step"),
    Preset("rebuilt", "箱が作り直される", {"day": "rebuilt"}, "resynced"),
    Preset("lost-phone", "なくしたスマホをサインアウト", {"day": "lost-phone"}, "signed-out"),
    Preset("three", "みっつの端末でそろう", {"devices": "3"}, "in-step"),
    Preset("pop3", "POP3 では既読が伝わらない", {"protocol": "pop3"}, "apart"),
    Preset(
        "pop3-take",
        "POP3 で、手紙がスマホだけに",
        {"protocol": "pop3", "leave": False, "day": "quiet"},
        "taken-home",
    ),
    Preset("pop3-copies", "POP3 で写しを持ち帰る", {"protocol": "pop3", "day": "quiet"}, "copies"),
)

MODEL = (
    "ここにあるのは、ブラウザの中だけで動く小さなメールの世界です。端末のアプリと箱は、ほんものと"
    "同じ IMAP（RFC 3501、RFC 7162、RFC 2177）や POP3（RFC 1939）で話しています。"
    "圏外でしたことを、戻ったときにどう合わせるかは、アプリごとにちがいます。ここでは、"
    "消したことがいちばん強く、印はひとつずつ合わせ、フォルダは箱に先に伝わったほうに従います。"
    "受信箱の変化はすぐ知らされ（IDLE）、ほかのフォルダは少したってから見に行く、という"
    "よくあるアプリのかたちにしました。POP3 で端末から消しても、サーバーに残した手紙は消えない"
    "設定です（アプリによっては一緒に消せます）。"
    "端末ごとに別のパスワード（アプリパスワード）を持ち、ひとつだけ取り消せるものとしています。"
    "別のタブを端末にするときは、同じページのタブどうしがブラウザの中だけで知らせ合い"
    "（BroadcastChannel）、どのタブも同じ一覧から自分で計算します。"
    "暗号（TLS）で包む道のようすは省きました。箱の大きさは、見やすいように小さくしてあります。"
)
