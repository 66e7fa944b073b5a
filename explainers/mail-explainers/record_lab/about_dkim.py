"""What there is to say of a key and of a seal, beyond the key's syntax (RFC 6376, 8301, 8463)."""

from __future__ import annotations

from collections.abc import Iterator

from explainer_kit.report import Problem
from mail_world.auth.dkim_key import SHORT, TOO_SHORT
from mail_world.auth.lab import LabReport, Question

from record_lab.about_spf import aligned, strict
from record_lab.notes import note
from record_lab.rfc import section

__all__ = ["RULES"]


def _key(question: Question, lab: LabReport) -> Iterator[Problem]:
    key, sealed = lab.key, lab.seal != "none"
    if key is None:
        if sealed:
            yield note(
                "dkim-none", "error", "dkim",
                "封印はありますが、それを確かめる鍵が貼られていません。",
                "「セレクター._domainkey.ドメイン」という名前のTXTレコードを貼ります。",
                section("6376", "3.6.2.1"),
            )  # fmt: skip
        return
    if key.revoked:
        yield note(
            "dkim-revoked", "error" if sealed else "warn", "dkim",
            "「p=」が空です。この鍵は取り消した、という意味になり、封印はすべて無効になります。",
            "まだ使う鍵なら公開鍵を書きます。使わない鍵なら、別のセレクターの新しい鍵で封印します。",
            section("6376", "3.6.1"),
        )  # fmt: skip
    elif not key.problems and key.unusable:
        yield note(
            "dkim-not-for-mail", "error", "dkim",
            "「h=」か「s=」のせいで、この鍵はメールの封印に使えません。",
            "h= には sha256 を入れるか h= ごと消し、s= は「email」か「*」にします。",
            section("6376", "3.6.1"),
        )  # fmt: skip
    if key.kind == "rsa" and key.bits and key.bits < TOO_SHORT:
        yield note(
            "dkim-too-short", "error", "dkim",
            f"鍵が{key.bits}ビットで、短すぎます。{TOO_SHORT}ビットより短い鍵の封印は、合格になりません。",
            f"{SHORT}ビットの鍵に取りかえます。", section("8301", "3.2"),
        )  # fmt: skip
    elif key.kind == "rsa" and key.bits and key.bits < SHORT:
        yield note(
            "dkim-short", "warn", "dkim",
            f"鍵が{key.bits}ビットです。使えますが、いまは{SHORT}ビットがすすめられています。",
            f"つぎに鍵をかえるときに、{SHORT}ビットにします。", section("8301", "3.2"),
        )  # fmt: skip
    if key.kind == "ed25519" and not key.problems and not key.revoked:
        yield note(
            "dkim-ed25519", "info", "dkim",
            "Ed25519の鍵は短くて丈夫ですが、まだ読めない局もあります。",
            "RSAの鍵でも封印して、二つならべておくと安心です。", section("8463"),
        )  # fmt: skip
    if key.testing:
        yield note(
            "dkim-testing", "warn", "dkim",
            "「t=y」は「ためしている途中」のしるしです。封印がくずれていても、ないのと同じに扱われます。",
            "うまくいっているなら「t=y」を消します。", section("6376", "3.6.1"),
        )  # fmt: skip


def _seal(question: Question, lab: LabReport) -> Iterator[Problem]:
    saved = lab.dmarc is not None and lab.dmarc.result == "pass"
    if lab.seal == "fail":
        yield note(
            "dkim-broken", "warn" if saved else "error", "seal",
            "封印がくずれています。途中で本文や件名が書きかえられた手紙に、よくあります。",
            "メーリングリストや、署名を足す装置を通っていないか見ます。", section("6376", "6.1.3"),
        )  # fmt: skip
    if lab.seal == "none" and saved:
        yield note(
            "dkim-unsealed", "warn", "seal",
            "SPFだけで合格しています。転送されると住所が変わるので、このままでは届かなくなることがあります。",
            "DKIMの封印も押すようにします。", section("9989", "4.4"),
        )  # fmt: skip
    if lab.seal == "pass" and lab.dmarc and lab.dmarc.alignments and not aligned(lab, "dkim"):
        yield note(
            "dkim-unaligned", "info" if saved else "error", "signer",
            f"封印は正しくても、「{lab.signer[:80]}」と差出人（From）の名前が合わないので、"
            "DMARCでは数えられません。",
            strict(lab, "dkim") or "配信サービスの設定で、自分のドメインで封印してもらいます。",
            section("9989", "4.4.1"),
        )  # fmt: skip


RULES = (_key, _seal)
