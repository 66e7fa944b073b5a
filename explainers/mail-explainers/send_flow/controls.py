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
            Option(
                "starttls",
                "STARTTLS 途中から",
                "あいさつのあとで暗号にします。できなければ、そこで止めます。",
            ),
            Option("tls", "SSL/TLS はじめから", "ひとことめから暗号にします。"),
            Option("none", "なし", "暗号にしません。"),
            Option(
                "if-offered",
                "使えるときだけ STARTTLS",
                "使えなければ、鍵をかけないまま進みます。",
            ),
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
            Option("no-domain", "ないドメイン", "@ より後ろの exmaple.example がありません。"),
            Option("null-mx", "受けないドメイン", "example.com はメールを受けとりません。"),
        ),
        "exists",
        "@ より前は箱の名前、@ より後ろはどの郵便局かを表します。",
    ),
    Toggle("photo", "写真をつける", True, "手紙に小さな絵をそえます。"),
    Choice(
        "size",
        "写真の大きさ",
        (
            Option("small", "小さな写真", "数百バイトの絵です。"),
            Option("large", "大きな写真", "縮めていない 10.8 MB の写真です。"),
        ),
        "small",
        "写真をつけるときの大きさです。局には、一通の大きさの決まりがあります。",
    ),
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
    Choice(
        "sender",
        "差出人",
        (
            Option("own", "自分のアドレス", "hana@example.jp から出します。"),
            Option("not-owned", "ほかの人のアドレス", "info@example.jp から出そうとします。"),
            Option(
                "other-domain",
                "別のドメインの名前",
                "手紙の差出人は hana@example.net、出す局は example.jp です。",
            ),
        ),
        "own",
        "アプリの「メールアドレス」の欄です。ユーザー名とは別に書けます。",
    ),
    Choice(
        "line",
        "回線",
        (
            Option("open", "ふつうの回線", "どの番号も通ります。"),
            Option("no-25", "25番を通さない家の回線", "迷惑メールをふせぐ決まり（OP25B）です。"),
            Option(
                "stripped", "途中にだれかいる Wi-Fi", "「鍵をかけられます」を消して、のぞきます。"
            ),
        ),
        "open",
        "スマホから郵便局までの道です。",
    ),
    Choice(
        "office",
        "あなたの郵便局",
        (
            Option("usual", "ふだんどおり", "鍵をかけて、パスワードで名のります。"),
            Option("app-password", "アプリパスワードの局", "ふだんのパスワードでは入れません。"),
            Option("oauth-only", "OAuth2 だけの局", "パスワードでの名のりを止めています。"),
            Option("busy", "もう出しすぎている", "出せる数を使いきったところです。"),
            Option("plain-too", "鍵なしでも受ける局", "むかしのままで、暗号を求めません。"),
        ),
        "usual",
        "手紙を預かるメールの会社の決まりです。会社ごとにちがいます。",
    ),
    Choice(
        "friend",
        "友だちの郵便局",
        (
            Option("usual", "ふだんどおり", "すぐに受けとります。"),
            Option("greylist", "はじめての人は待ってもらう", "グレーリストといいます。"),
            Option("crowded", "窓口がこみあっている", "空くまで、あいさつもできません。"),
            Option("second", "一つめの局が休み", "ふたつめの局が受けとります。"),
            Option("full-for-now", "箱がいっぱい、午後に空く", "場所ができるまで待ってくれます。"),
            Option("full", "箱がいっぱいのまま", "受けとれないと断ります。"),
            Option("loop", "転送がぐるぐる", "前の箱と新しい箱が、たがいに転送します。"),
            Option("away", "何日もお休み", "声をかけても返事がありません。"),
        ),
        "usual",
        "受けとる側のようすです。あなたからは見えず、返事の番号だけが手がかりです。",
    ),
    Choice(
        "records",
        "差出人のしるし",
        (
            Option("unasked", "確かめない", "友だちの局は、だれが出したかを確かめません。"),
            Option("right", "三つともそろう", "SPF、DKIM、DMARC が正しく書いてあります。"),
            Option("no-spf", "SPFを忘れた", "DKIM の封印はあります。"),
            Option("broken-seal", "封印が合わない", "鍵を替えて、住所録を直していません。"),
            Option("wrong-spf", "SPFに別の局だけ", "封印もなく、希望は「隔離」です。"),
            Option("nothing", "ひとつもない", "SPF も DKIM も DMARC もありません。"),
            Option("reject", "どれも合わず「断って」", "希望は「受けとらない」です。"),
        ),
        "unasked",
        "差出人のドメインを管理する人が用意するもので、メールアプリには欄がありません。",
    ),
    Choice(
        "eyes",
        "途中でのぞく人の目",
        (
            Option("model", "長さだけ（モデル）", "鍵をかける計算を省いた、軽いモデルです。"),
            Option("tls13", "ほんものの TLS 1.3", "流れるバイトも、鍵の計算もほんものです。"),
            Option("tls12", "ほんものの TLS 1.2", "ひとつ前の版で、証明書が途中から見えます。"),
        ),
        "model",
        "鍵をかけた道を、途中からどれだけくわしく見るか。",
    ),
    Choice(
        "certificate",
        "郵便局の証明書",
        (
            Option("right", "正しい証明書", "名前も期限も署名もそろっています。"),
            Option("expired", "期限切れ", "四日前に期限が過ぎました。"),
            Option("not-yet", "期間がまだ", "九日あとから使える証明書です。"),
            Option("self-signed", "自分で署名", "認証局を通していません。"),
            Option("unknown", "知らない認証局", "スマホが知らない局の署名です。"),
            Option("no-chain", "中間証明書の入れ忘れ", "あいだの認証局のものがありません。"),
            Option("wrong-name", "名前ちがい", "借りたサーバーの名前（*.rental.example）です。"),
        ),
        "right",
        "郵便局が本物だと示すもの。正しくないものを選ぶと、ほんものの TLS で確かめます。",
    ),
    Choice(
        "trust",
        "証明書の警告",
        (
            Option("strict", "止まる", "確かめられなければ、そこで止めます。"),
            Option("careless", "とばして進む", "警告を出しても、そのまま進みます。"),
        ),
        "strict",
        "証明書がおかしいときに、アプリがどうするか。",
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
    # Who may say to have sent it: the friend's office looks.
    Preset("all-signs", "三つのしるしがそろう", {"records": "right"}, "read"),
    Preset("no-spf", "SPFを忘れた", {"records": "no-spf"}, "read-by-seal"),
    Preset("broken-seal", "DKIMの封印が合わない", {"records": "broken-seal"}, "read-by-list"),
    Preset("no-signs", "しるしがひとつもない", {"records": "nothing"}, "junk-unvouched"),
    Preset("wrong-spf", "SPFに別の局だけ", {"records": "wrong-spf"}, "junk-policy"),
    Preset("reject", "どれも合わず、断られる（p=reject）", {"records": "reject"}, "dmarc-refused"),
    Preset(
        "other-domain",
        "別のドメインの差出人で送る",
        {"sender": "other-domain", "records": "right"},
        "unaligned",
    ),
    # On the way.
    Preset("greylist", "はじめての相手に待たされる", {"friend": "greylist"}, "read-later"),
    Preset("crowded", "窓口がこんでいて、出なおす", {"friend": "crowded"}, "read-after-crowd"),
    Preset("second-mx", "ふたつめの局が受けとる", {"friend": "second"}, "read-second"),
    Preset("full-for-now", "箱が空くまで待つ", {"friend": "full-for-now"}, "read-after-room"),
    Preset("box-full", "相手の箱がいっぱい", {"friend": "full"}, "box-full"),
    Preset("loop", "転送がぐるぐる回る", {"friend": "loop"}, "loop"),
    Preset("away", "相手の局が何日もお休み", {"friend": "away"}, "expired"),
    Preset("no-domain", "宛先のドメインをまちがえる", {"recipient": "no-domain"}, "no-domain"),
    Preset("null-mx", "メールを受けないドメインへ", {"recipient": "null-mx"}, "null-mx"),
    # At the counter.
    Preset("large-photo", "大きすぎる写真", {"size": "large"}, "too-large"),
    Preset("app-password", "アプリパスワードがいる", {"office": "app-password"}, "app-password"),
    Preset("oauth-only", "OAuth2だけの局", {"office": "oauth-only"}, "oauth-only"),
    Preset("not-owned", "ほかの人の名前で送る", {"sender": "not-owned"}, "sender-not-owned"),
    Preset("too-many", "一度に出しすぎる", {"office": "busy"}, "too-many"),
    # On the line.
    Preset("op25b", "家の回線で25番（OP25B）", {"port": "25", "line": "no-25"}, "port-shut"),
    Preset("stripped", "鍵を外されて、止める", {"line": "stripped"}, "stripped"),
    Preset(
        "stripped-shown",
        "鍵を外されて、名のってしまう",
        {"line": "stripped", "security": "if-offered"},
        "password-exposed",
    ),
    Preset(
        "stripped-read",
        "鍵を外されて、読まれる",
        {"line": "stripped", "security": "if-offered", "office": "plain-too"},
        "overheard",
    ),
    # Real TLS, looked at from the way; and certificates.
    Preset("eyes-13", "のぞく人の目で見る（TLS 1.3）", {"eyes": "tls13"}, "read"),
    Preset("eyes-12", "証明書まで見える（TLS 1.2）", {"eyes": "tls12"}, "read"),
    Preset("cert-expired", "証明書の期限切れ", {"certificate": "expired"}, "cert-expired"),
    Preset("cert-not-yet", "証明書がまだ始まらない", {"certificate": "not-yet"}, "cert-not-yet"),
    Preset("cert-self", "自分で署名した証明書", {"certificate": "self-signed"}, "cert-self-signed"),
    Preset("cert-unknown", "知らない認証局の証明書", {"certificate": "unknown"}, "cert-unknown"),
    Preset("no-chain", "中間証明書の入れ忘れ", {"certificate": "no-chain"}, "cert-unknown"),
    Preset("cert-name", "証明書の名前ちがい", {"certificate": "wrong-name"}, "cert-wrong-name"),
    Preset(
        "cert-careless",
        "警告をとばして送る",
        {"certificate": "self-signed", "trust": "careless"},
        "read-unverified",
    ),
)

MODEL = (
    "ここにあるのは、ブラウザの中だけで動く小さなメールの世界です。"
    "送る側のアプリも、受けとるサーバーも、ほんものと同じ SMTP（RFC 5321、RFC 6409）と "
    "IMAP（RFC 9051）で話していて、せりふはひとつも書いてありません。"
    "暗号（TLS）は、ほんものを選ぶまではモデルで、途中からは長さしか見えません（RFC 8446）。"
    "住所録（DNS）は決まった表で、時計も速く進みます。"
    "差出人を確かめる SPF（RFC 7208）・DKIM（RFC 6376）・DMARC（RFC 9989）は、"
    "「差出人のしるし」を選んだときだけ、友だちの局がほんとうに計算して確かめます。"
    "封印は、RSA（RFC 8301）と Ed25519（RFC 8463）の二つの鍵で押します。"
    "迷惑メールの判定は、この三つの結果だけを見る小さな決まりで、手紙の言葉は読みません。"
    "局の決まり（25番での認証、STARTTLS、一通の大きさ、待たせる時間、あきらめるまでの日数）は、"
    "ほんとうはサービスごとにちがいます。"
)
