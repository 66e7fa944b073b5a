"""What the reader may paste: published records, one mail as a receiver sees it, more records.

Every field is read as it stands, marks that can't be seen included: such marks are a usual fault.
The fields begin with a whole example, so that the page tells its story to whoever only reads.
"""

from __future__ import annotations

from explainer_kit.controls import Choice, Control, Option, Text, Toggle

from record_lab.examples import RIGHT

__all__ = ["CONTROLS", "OUTCOMES", "SHOW", "TONES"]

LONGEST_NAME = 2_000
LONGEST_PASTE = 100_000

RECORDS = "公開しているレコード"
MAIL = "確かめたい一通"
MORE = "つづきのレコード"


def _line(name: str, label: str, group: str, help: str) -> Text:  # noqa: A002  the field's help
    return Text(name, label, str(RIGHT[name]), LONGEST_NAME, False, help, True, group=group)


def _paste(name: str, label: str, group: str, help: str) -> Text:  # noqa: A002
    return Text(name, label, str(RIGHT[name]), LONGEST_PASTE, True, help, True, group=group)


CONTROLS: tuple[Control, ...] = (
    _line("domain", "ドメイン", RECORDS, "このレコードの持ち主の名前です。"),
    _paste(
        "spf",
        "SPFレコード",
        RECORDS,
        "DNSの管理画面の文字でも、dig の出力でも、引用符や改行が入ったまま貼ってください。",
    ),
    _line(
        "selector",
        "DKIMのセレクター",
        RECORDS,
        "鍵の名前です。「○○._domainkey」の、○○のところです。",
    ),
    _paste("dkim", "DKIMの鍵", RECORDS, "公開している鍵（公開鍵）だけを貼ります。"),
    _paste("dmarc", "DMARCレコード", RECORDS, "「_dmarc」という名前で公開しているものです。"),
    _line("author", "差出人（From）", MAIL, "受けとった人に見える差出人です。"),
    _line(
        "sender",
        "封筒の差出人（MAIL FROM）",
        MAIL,
        "届いたメールの Return-Path にあります。ふだんは見えません。",
    ),
    _line("address", "送ってきた局のIPアドレス", MAIL, "相手の局に手紙を渡した局の住所です。"),
    _line("helo", "局の名のり（HELO）", MAIL, "封筒の差出人が空のときに、こちらを見ます。"),
    Choice(
        "seal",
        "DKIMの封印",
        (
            Option("valid", "押してあり、くずれていない"),
            Option("broken", "押してあるが、くずれている"),
            Option("none", "押していない"),
        ),
        str(RIGHT["seal"]),
        group=MAIL,
    ),
    _line(
        "signer",
        "封印の名前（d=）",
        MAIL,
        "空なら、上のドメインです。配信サービスの名前で押されることもあります。",
    ),
    _paste(
        "zone",
        "ほかのレコード",
        MORE,
        "SPFの include などで名前の出たレコードを、dig の出力かゾーンファイルの形で貼ります。",
    ),
    Toggle(
        "whole",
        "これで全部とみなす",
        False,
        "入れると、貼っていないレコードは「ない」ものとして見ます。",
        group=MORE,
    ),
)
SHOW = tuple(control.name for control in CONTROLS)

OUTCOMES = {
    "ok": "そろっています。DMARCは合格です",
    "warn": "合格です。気をつけたいところがあります",
    "mend": "この一通は合格ですが、直すところがあります",
    "none": "不合格。持ち主は、何も頼んでいません",
    "quarantine": "不合格。疑わしい手紙として扱うよう、頼まれます",
    "reject": "不合格。受けとらないよう、頼まれます",
    "no-policy": "DMARCがないので、差出人の名前は守られません",
    "undecided": "このままでは、判定できません",
    "depends": "貼っていないレコードしだいで、答えが変わります",
    "incomplete": "まだ途中です。入っている分だけを見ました",
}
TONES = {
    "mend": "warn",
    "none": "error",
    "quarantine": "error",
    "reject": "error",
    "no-policy": "warn",
    "undecided": "error",
}
