"""A DKIM key record, tag by tag: what each means, how strong the key is, what the seal comes to."""

from __future__ import annotations

from explainer_kit.markup import Element, el
from mail_world.auth.dkim_key import SHORT, TOO_SHORT, KeyRecord
from mail_world.auth.lab import LabReport, Question

from record_lab.marked import marked
from record_lab.wording import Row, paper, result_words, short, tag_words, tags

__all__ = ["key_paper"]

_SEALS = {
    "pass": "封印はくずれておらず、この鍵で確かめられました。",
    "fail": "鍵は使えますが、封印がくずれています。",
    "policy": "鍵が短すぎるので、封印は認められません（RFC 8301 3.2節）。",
    "permerror": "使える鍵がないので、封印を確かめられません（RFC 6376 6.1.2節）。",
    "none": "この一通には、封印がありません。",
}
_TAGS = {
    "n": "人が読むための覚え書きです。はたらきはありません。",
    "g": "前の決まりのタグです。いまは読みとばされます。",
}


def key_paper(question: Question, lab: LabReport) -> Element | None:
    """The paper of the pasted key; None where there is neither key nor seal."""
    found = [one for one in lab.findings if one.where == "dkim"]
    if lab.key is None and lab.seal == "none" and not found:
        return None
    selector = short(question.selector.strip()) or "（セレクター）"
    name = f"{selector}._domainkey.{short(lab.signer) or '（ドメイン）'}"
    key = lab.key
    return paper(
        "DKIMの鍵と封印",
        el("p", {}, "鍵のありか：", el("code", {}, name), "（RFC 6376 3.6.2.1節）"),
        marked(question.dkim, found) or (),
        tags(*_rows(key)) if key else el("p", {}, "鍵は貼られていません。"),
        el("p", {"class": "px-big"}, f"封印：{_seal(lab)}"),
        el("p", {"class": "px-help"}, _SEALS[lab.seal]),
    )


def _seal(lab: LabReport) -> str:
    return "なし（none）" if lab.seal == "none" else result_words(lab.seal)


def _rows(key: KeyRecord) -> tuple[list[Row], list[Row]]:
    """The tags that are written, and the defaults of those that are not."""
    absent = [name for name in ("k", "h", "s", "t") if key.tags.get(name) is None]
    return (
        [(tag_words(tag.name, tag.value), _meaning(key, tag.name)) for tag in key.tags.tags[:20]],
        [(f"{name}=", _meaning(key, name)) for name in absent],
    )


def _meaning(key: KeyRecord, name: str) -> str:
    match name:
        case "v":
            return "DKIMの鍵だというしるし。書くなら、いちばん前です。"
        case "k":
            return {"rsa": "RSAの鍵です。", "ed25519": "Ed25519の鍵です（RFC 8463）。"}.get(
                key.kind, "知らない種類の鍵です。"
            )
        case "p":
            return _strength(key)
        case "h":
            listed = "、".join(short(word, 20) for word in key.hashes[:6])
            return (
                f"封印に使ってよい計算：{listed}。"
                if key.tags.get("h")
                else "計算の種類を限りません。"
            )
        case "s":
            return (
                "どの用事にも使えます。"
                if "*" in key.services
                else ("メールに使えます。" if "email" in key.services else "メールには使えません。")
            )
        case "t":
            return _flags(key)
    return _TAGS.get(name, "知らないタグなので、読みとばされます。")


def _strength(key: KeyRecord) -> str:
    if key.revoked:
        return "空なので、取り消された鍵です。"
    if not key.bits:
        return "鍵として読めません。"
    if key.kind == "ed25519":
        return "256ビット。短くても、じゅうぶんに強い鍵です。"
    if key.bits < TOO_SHORT:
        return f"{key.bits}ビット。短すぎて使えません（RFC 8301 3.2節）。"
    if key.bits < SHORT:
        return f"{key.bits}ビット。使えますが、{SHORT}以上がすすめられます（RFC 8301 3.2節）。"
    return f"{key.bits}ビット。じゅうぶんな長さです（RFC 8301 3.2節）。"


def _flags(key: KeyRecord) -> str:
    said = []
    if key.testing:
        said.append("y：ためしている途中です。")
    if key.same_domain:
        said.append("s：サブドメインの名前では封印できません。")
    return "".join(said) or "特別なしるしはありません。"
