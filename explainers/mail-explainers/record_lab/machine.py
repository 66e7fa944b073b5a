"""What the evaluators say of a fault, in a reader's words: a table, and a way out for the rest.

Each row: how the machine's sentence begins (or all of it, as an expression), what that means, what
to do, and the section that says so. `{0}` and so on are the expression's groups.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from record_lab.rfc import Section, section

__all__ = ["Told", "tell"]

MAX_WORD = 60


class Told(NamedTuple):
    """A fault in words: what is wrong, what to do, by which section (None: by none)."""

    message: str
    fix: str
    section: Section | None


def _row(
    pattern: str, message: str, fix: str, number: str = "", part: str = ""
) -> tuple[re.Pattern[str], str, str, Section | None]:
    where = section(number, part) if number else None
    return re.compile(pattern, re.DOTALL), message, fix, where


_ROWS = (
    # -- whatever it is --------------------------------------------------------------------------
    _row(r"(U\+[0-9A-F]{4,6}): a character that no record has",
         "レコードでは使えない文字（{0}）が入っています。全角の文字や、見えない文字かもしれません。",
         "半角で打ちなおしてみてください。", "7208", "3.1"),
    _row(r"a quote that is not closed", "引用符が閉じていません。", "終わりに「\"」を足します。",
         "1035", "5.1"),
    _row(r"too long: the rest is not read", "長すぎるので、ここから先は読んでいません。",
         "確かめたいレコードだけを貼ってください。"),
    _row(r"too long: it is not read", "長すぎるので、読んでいません。",
         "名前の出たレコードだけを貼ってください。"),
    _row(r"not a domain name", "ドメインの名前として読めません。",
         "「example.jp」のような形で入れます。"),
    _row(r"not an IP address", "IPアドレスとして読めません。",
         "「192.0.2.25」や「2001:db8::25」のような形で入れます。"),
    _row(r"neither MAIL FROM nor HELO",
         "封筒の差出人も、局の名のりも空なので、SPFは調べられません。",
         "届いたメールの Return-Path を入れます。", "7208", "2.4"),
    _row(r"no address in From", "差出人（From）に、アドレスがありません。",
         "「はな <hana@example.jp>」のように入れます。", "9989", "5.3.1"),
    # -- SPF -------------------------------------------------------------------------------------
    _row(r"v=spf1 does not come first", "「v=spf1」で始まっていないので、SPFとして読まれません。",
         "いちばん前に「v=spf1」と空白を置きます。", "7208", "4.5"),
    _row(r"Two or more type TXT spf records", "SPFレコードが二つ以上あります。一つも使われません。",
         "中身を一つのレコードにまとめます。", "7208", "4.5"),
    _row(r"Unknown mechanism found|syntax error|Missing IP4",
         "読めない言葉があります。SPFはレコード全体が使えなくなります。",
         "つづりと、区切りの空白を見なおします。", "7208", "4.6.1"),
    _row(r"Do not separate mechnisms with commas", "言葉をコンマで区切っています。",
         "区切りは空白だけです。", "7208", "4.6.1"),
    _row(r"Use the ip4 mechanism", "「a」にIPアドレスが書いてあります。",
         "IPアドレスは「ip4:」で書きます。", "7208", "5.6"),
    _row(r"Invalid IP([46]) CIDR length", "「/」の後ろの数が、IPv{0}の範囲を出ています。",
         "IPv4は32まで、IPv6は128までです。", "7208", "5.6"),
    _row(r"Dual CIDR not allowed|CIDR not allowed", "ここには「/」の数を書けません。",
         "「/」から後ろを消します。", "7208", "5.6"),
    _row(r"Invalid IP([46]) address", "IPv{0}のアドレスとして読めません。",
         "数と区切りを見なおします。", "7208", "5.6"),
    _row(r"implicit exists not allowed|empty domain|include mechanism missing domain",
         "名前がありません。", "「:」の後ろに名前を書きます。", "7208", "4.6.1"),
    _row(r"include has trivial recursion", "自分のレコードを自分で include しています。",
         "include を外します。", "7208", "5.2"),
    _row(r"Invalid domain found", "ドメインの名前として読めません。",
         "「.」で終わりまでつながった名前（example.jp など）にします。", "7208", "7.1"),
    _row(r"(?i).*macro", "「%」で始まるマクロが読めません。",
         "マクロは「%{{i}}」のような形です。", "7208", "7.1"),
    _row(r"Too many DNS lookups|More than \d+ DNS lookups",
         "DNSに聞く言葉が10をこえました。受けとる側は、ここで調べるのをやめます。",
         "使っていない include や a、mx を外すか、ip4 に書きかえます。", "7208", "4.6.4"),
    _row(r"Void lookup limit of (\d+) exceeded",
         "答えのない名前が{0}回をこえました。受けとる側は、ここで調べるのをやめます。",
         "もうない名前を外します。", "7208", "4.6.4"),
    _row(r"More than (\d+) MX records", "MXが{0}をこえています。",
         "「mx」をやめ、ip4 などで書きます。", "7208", "4.6.4"),
    _row(r"Length of CNAME chain exceeds|Too many levels of recursion",
         "名前が、ぐるぐると別の名前へつながっています。", "つながりを短くします。",
         "7208", "4.6.4"),
    _row(r"No valid SPF record for included domain", "include の先に、SPFレコードがありません。",
         "名前を見なおすか、使っていなければ外します。", "7208", "5.2"),
    _row(r"redirect domain has no SPF record", "redirect の先に、SPFレコードがありません。",
         "名前を見なおします。", "7208", "6.1"),
    _row(r"(?:redirect|exp)= MUST appear|(?:redirect|exp) has empty domain|Empty domain-spec",
         "redirect= と exp= は、名前をつけて一度だけ書きます。", "あまりのほうを消します。",
         "7208", "6"),
    _row(r"Non-ascii characters", "半角の英数字でない文字が入っています。",
         "半角で打ちなおしてみてください。", "7208", "3.1"),
    _row(r"Record is too long", "レコードが長すぎるので、読んでいません。", "短くします。",
         "7208", "3.4"),
    # -- lists of tags ---------------------------------------------------------------------------
    _row(r"nothing between two semicolons", "「;」が続いていて、間に何もありません。",
         "「;」を一つ消します。", "6376", "3.2"),
    _row(r"not of the form name=value", "「名前=値」の形になっていません。",
         "「;」の抜けや、余分な文字がないか見ます。", "6376", "3.2"),
    _row(r"a character that no value has", "値では使えない文字が入っています。",
         "半角で打ちなおしてみてください。", "6376", "3.2"),
    _row(r"([\w.-]{1,40})= twice", "「{0}=」が二度あります。", "片方を消します。", "6376", "3.2"),
    # -- DKIM ------------------------------------------------------------------------------------
    _row(r"v= is not DKIM1", "「v=」が「DKIM1」でないか、いちばん前にありません。",
         "いちばん前に「v=DKIM1;」を置きます。", "6376", "3.6.1"),
    _row(r"k=(.*): an unknown kind of key", "「k={0}」という鍵の種類はありません。",
         "k=rsa か k=ed25519 です。", "8463", "4"),
    _row(r"no p=", "鍵そのもの（p=）がありません。", "「p=」と公開鍵を書きます。", "6376", "3.6.1"),
    _row(r"p= is not base64", "「p=」の中身が、鍵の文字（base64）として読めません。",
         "コピーの途中で切れていないか、余分な文字がないか見ます。", "6376", "3.6.1"),
    _row(r"p= holds no RSA key", "「p=」の中身が、RSAの鍵ではありません。",
         "コピーの途中で切れていないか見ます。255文字で分かれた後ろ半分を忘れがちです。",
         "6376", "3.6.1"),
    _row(r"an Ed25519 key has (\d+) octets", "Ed25519の鍵は、ちょうど{0}バイトです。",
         "コピーの途中で切れていないか見ます。", "8463", "4"),
    _row(r"several keys under one name", "一つの名前に、鍵のレコードが二つ以上あります。",
         "セレクターを分けて、一つずつにします。", "6376", "3.6.2.2"),
    # -- DMARC -----------------------------------------------------------------------------------
    _row(r"v=DMARC1 does not come first",
         "「v=DMARC1」で始まっていないので、DMARCとして読まれません。",
         "いちばん前に「v=DMARC1;」を置きます。大文字と小文字も、このとおりに。", "9989", "4.7"),
    _row(r"several policy records", "DMARCレコードが二つ以上あります。一つも使われません。",
         "一つだけ残します。", "9989", "4.10"),
    _row(r"(pct|rf|ri)= has no effect",
         "「{0}=」は、新しい決まりでなくなりました。書いてあっても、はたらきません。",
         "消してかまいません。", "9989", "C.5.2"),
    _row(r"(.*)= is not known", "「{0}=」というタグはありません。読みとばされます。",
         "つづりを見なおします。", "9989", "4.7"),
    _row(r"(\w+)=(.*): no such value", "「{0}=」に「{1}」という値はありません。",
         "つづりを見なおします。", "9989", "4.7"),
    _row(r"(rua|ruf): not an address", "「{0}=」の報告のあて先が読めません。",
         "「mailto:」から書きます。", "9989", "4.7"),
    # -- a zone ----------------------------------------------------------------------------------
    _row(r"nothing after \\",
         "読めない文字があります。見えない空白か、終わりの「\\」かもしれません。",
         "その文字を消してみてください。", "1035", "5.1"),
    _row(r"\( within \(|\) without \(|\( that is not closed", "かっこの組が合っていません。",
         "「(」と「)」を見なおします。", "1035", "5.1"),
    _row(r"(.*): not a record type that is known",
         "「{0}」という種類のレコードは、ここでは読みません。",
         "その行を消してください。A、AAAA、MX、TXT、PTR、CNAME を読みます。"),
    _row(r"(.*): (?:no data|no record type)|no record type|no owner",
         "行が途中で終わっているか、はじめの名前がありません。",
         "「名前 種類 中身」の形で、一行に一つ書きます。", "1035", "5.1"),
    _row(r"a string of (\d+) octets", "一つの文字列が{0}バイトあります。255バイトまでです。",
         "引用符でいくつかに分けます。", "1035", "3.3"),
    _row(r"(.*): (?:an alias has no other records|two aliases)",
         "「{0}」には、別名（CNAME）とほかのレコードが一緒にあります。", "どちらかにします。",
         "1034", "3.6.2"),
    _row(r"(.*): not (?:a|an|the) .*", "「{0}」が読めません。",
         "「名前 種類 中身」の形で、一行に一つ書きます。", "1035", "5.1"),
)  # fmt: skip


def tell(message: str) -> Told:
    """Put a machine's sentence into words; one that is not in the table is quoted.

    >>> tell("k=dsa: an unknown kind of key").message
    '「k=dsa」という鍵の種類はありません。'
    """
    for pattern, said, fix, where in _ROWS:
        if found := pattern.match(message):
            words = tuple(_short(word or "") for word in found.groups())
            return Told(said.format(*words), fix.format(*words), where)
    return Told(
        f"読めないところがあります（{_short(message)}）。", "その場所を見なおします。", None
    )


def _short(text: str) -> str:
    return text if len(text) <= MAX_WORD else text[:MAX_WORD] + "…"
