"""A DMARC record, tag by tag, how it was found, whose names fit, what is asked for (RFC 9989)."""

from __future__ import annotations

from collections.abc import Sequence

from explainer_kit.markup import Element, el
from mail_world.auth.dmarc import Alignment, DMARCReport, Walk
from mail_world.auth.dmarc_record import KNOWN, REMOVED, PolicyRecord
from mail_world.auth.lab import LabReport, Question
from mail_world.auth.tags import read_tags

from record_lab.marked import marked
from record_lab.wording import (
    DISPOSITIONS,
    RESULTS,
    Row,
    paper,
    result_words,
    short,
    tag_words,
    tags,
)

__all__ = ["policy_paper"]

_POLICIES = {
    "none": "何も頼まず、見まもる",
    "quarantine": "疑わしい手紙として扱ってほしい",
    "reject": "受けとらないでほしい",
}
_MODES = {
    "r": "ゆるく見る：同じ組織のドメインなら合う",
    "s": "きびしく見る：まったく同じ名前だけが合う",
}
_DEFAULTED = ("p", "sp", "np", "adkim", "aspf", "psd", "t", "rua")
_PSD = {
    "y": "ここは、だれでも名前を借りられるところ（.jp のような）だというしるし",
    "n": "ここが組織のいちばん上だというしるし",
    "u": "どちらとも書いていない。名前をさかのぼって決める",
}
_ROLES = {
    "author": "差出人（From）そのものの名前で見つかりました。",
    "organization": "差出人の親のドメインで見つかりました。",
    "psd": "その上の、名前を貸すところで見つかりました。",
}
_RULES = {
    "psd=n": "「psd=n」があったので、そこが組織です。",
    "psd=y": "「psd=y」があったので、その一つ下が組織です。",
    "fewest-labels": "レコードのあった中で、いちばん短い名前が組織です。",
    "itself": "どこにもレコードがないので、その名前自身が組織です。",
}


def policy_paper(question: Question, lab: LabReport) -> Element | None:
    """The paper of the record that applies, or else of the pasted one."""
    found = [one for one in lab.findings if one.where == "dmarc"]
    dmarc = lab.dmarc
    record = dmarc.record if dmarc and dmarc.record else lab.policy
    if record is None and not found and (dmarc is None or not dmarc.author):
        return None
    return paper(
        "DMARCを一つずつ",
        el("p", {}, _where(dmarc)),
        marked(question.dmarc, found) or (),
        tags(*_rows(record)) if record else (),
        _walks(dmarc),
        _fits(dmarc.alignments if dmarc else ()),
        el("p", {"class": "px-big"}, f"答え：{result_words(dmarc.result)}") if dmarc else (),
        el("p", {"class": "px-help"}, _conclusion(dmarc, lab)) if dmarc else (),
    )


def _where(dmarc: DMARCReport | None) -> str:
    if dmarc is None:
        return "差出人（From）が読めないので、貼られたレコードだけを見ます。"
    author = f"差出人（From）は「{short(dmarc.author)}」です。"
    if dmarc.role is None:
        return f"{author}当てはまるレコードは、見つかりませんでした（RFC 9989 4.10.1節）。"
    return (
        f"{author}レコードは「_dmarc.{short(dmarc.policy_domain)}」、"
        f"{_ROLES[dmarc.role]}（RFC 9989 4.10.1節）"
    )


def _rows(record: PolicyRecord) -> tuple[list[Row], list[Row]]:
    """The tags that are written, and the defaults of those that are not."""
    read = read_tags(record.text)
    absent = [name for name in _DEFAULTED if read.get(name) is None]
    return (
        [(tag_words(tag.name, tag.value), _meaning(record, tag.name)) for tag in read.tags[:20]],
        [(f"{name}=", _meaning(record, name)) for name in absent],
    )


def _meaning(record: PolicyRecord, name: str) -> str:
    match name:
        case "v":
            return "DMARCだというしるし。いちばん前に書きます。"
        case "p":
            return f"この名前の手紙が不合格のとき：{_POLICIES[record.p]}。"
        case "sp":
            words = _POLICIES[record.sp] if record.sp else "p= と同じ"
            return f"サブドメインの手紙のとき：{words}。"
        case "np":
            words = _POLICIES[record.np] if record.np else "sp=（なければ p=）と同じ"
            return f"ない名前のサブドメインのとき：{words}。新しい決まりのタグです。"
        case "adkim":
            return f"DKIMの名前を、{_MODES[record.adkim]}。"
        case "aspf":
            return f"SPFの名前を、{_MODES[record.aspf]}。"
        case "psd":
            return f"{_PSD[record.psd]}。新しい決まりのタグです。"
        case "t":
            words = "ためしている途中。方針を一段ゆるめて頼む" if record.t else "方針をそのまま頼む"
            return f"{words}。pct= にかわる、新しい決まりのタグです。"
        case "rua":
            return "毎日のまとめの報告のあて先。" if record.rua else "まとめの報告は届きません。"
        case "ruf":
            return "一通ごとの報告のあて先。"
        case "fo":
            return "一通ごとの報告を、どんなときに出してほしいか。"
    if name in REMOVED:
        return "新しい決まり（RFC 9989）でなくなりました。はたらきはありません（付録C.5.2）。"
    return "知らないタグなので、読みとばされます。" if name not in KNOWN else ""


def _walks(dmarc: DMARCReport | None) -> Element:
    """How names were followed upwards, behind a drawer."""
    walks = [walk for walk in dmarc.walks if walk.visits] if dmarc else []
    if not walks:
        return el("")
    return el(
        "details",
        {"class": "px-drawer", "data-key": "walks"},
        el("summary", {}, "名前をさかのぼったあと（tree walk）"),
        el(
            "p",
            {},
            "同じ組織の名前かどうかは、「_dmarc」を一段ずつ上へたずねて決めます。"
            "前の決まりの、公開された一覧（PSL）は使いません（RFC 9989 4.10節）。",
        ),
        map(_walk, walks),
    )


def _walk(walk: Walk) -> Element:
    return el(
        "p",
        {},
        (
            el(
                "",
                {},
                el("code", {}, f"_dmarc.{short(visit.domain)}"),
                " ",
                _seen(visit.record),
                el("br"),
            )
            for visit in walk.visits
        ),
        f"{_RULES[walk.rule]}「{short(walk.start)}」の組織は「{short(walk.organization)}」。",
    )


def _seen(record: PolicyRecord | None) -> str:
    return "なし" if record is None else "あり" if record.applies else "あり（読めません）"


def _fits(alignments: Sequence[Alignment]) -> Element:
    if not alignments:
        return el("")
    return el(
        "",
        {},
        el("p", {"class": "px-field-name"}, "差出人（From）の名前と合うか"),
        el("ol", {"class": "px-causes"}, (el("li", {}, _fit(one)) for one in alignments)),
    )


def _fit(one: Alignment) -> str:
    name = f"{one.identifier.method.upper()}の「{short(one.identifier.domain)}」："
    if one.identifier.result != "pass":
        words = RESULTS.get(one.identifier.result, one.identifier.result)
        return f"{name}・ 「{words}」なので、数えません。"
    if one.identical:
        return f"{name}◯ 合います。同じ名前です。"
    if one.mode == "s":
        return f"{name}✕ 合いません。きびしく見る（s）ので、まったく同じ名前でなければなりません。"
    words = f"組織は「{short(one.organization)}」"
    if one.aligned:
        return f"{name}◯ 合います。{words}で、同じです。"
    return f"{name}✕ 合いません。{words}で、別です。"


def _conclusion(dmarc: DMARCReport, lab: LabReport) -> str:
    match dmarc.result:
        case "pass":
            return (
                "合格して名前の合うものがあるので、差出人の名前は認められます（RFC 9989 4.4節）。"
            )
        case "fail":
            tag = f"「{dmarc.tag}={dmarc.policy}」"
            eased = "「t=y」なので一段ゆるめて、" if dmarc.testing else ""
            return (
                "合格して名前の合うものが、一つもありません。"
                f"当てはまる方針は{tag}。{eased}受けとる局が頼まれるのは：{DISPOSITIONS[lab.outcome]}"
            )
        case "none":
            return "持ち主は、何も公開していないことになります。"
    return "DMARCとしては判定できません。受けとる局は、ほかの手がかりで決めます。"
