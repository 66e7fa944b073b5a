"""What a term of SPF says, and what came of it, as sentences (RFC 7208 sections 5 and 6)."""

from __future__ import annotations

from mail_world.auth.spf_report import SPFReport, Term

from record_lab.machine import tell
from record_lab.wording import RESULTS, short

__all__ = ["came_of", "meaning", "result_reason"]

_MEANINGS = {
    "all": "どの局にも当てはまります（5.1節）。",
    "include": "「{0}」のSPFを見て、そちらが合格なら当てはまります（5.2節）。",
    "a": "「{0}」の住所なら当てはまります（5.3節）。",
    "mx": "「{0}」あての手紙を受けとる局（MX）の住所なら当てはまります（5.4節）。",
    "ptr": "住所から名前を逆に引き、「{0}」なら当てはまります。もうすすめられません（5.5節）。",
    "ip4": "この範囲のIPv4の住所なら当てはまります（5.6節）。",
    "ip6": "この範囲のIPv6の住所なら当てはまります（5.6節）。",
    "exists": "「{0}」という名前に住所があれば当てはまります（5.7節）。",
    "redirect": "どれにも当てはまらなければ、「{0}」のSPFにまかせます（6.1節）。",
    "exp": "断るときに添える言葉が「{0}」にあります（6.2節）。",
}
_REASONS = {
    "pass": "この局は、この名前で出してよい局です（2.6.3節）。",
    "fail": "この局は、この名前で出してよい局ではありません（2.6.4節）。",
    "softfail": "この局は、たぶん出してよい局ではありません（2.6.5節）。",
    "neutral": "持ち主は、この局について何も言っていません（2.6.2節）。",
    "none": "調べるレコードが、ありませんでした（2.6.1節）。",
    "permerror": "レコードにまちがいがあるので、SPFは使えません（2.6.7節）。",
    "temperror": "いまは調べられませんでした（2.6.6節）。",
}


def meaning(term: Term) -> str:
    """What a term says."""
    if not term.name:
        return ""
    said = _MEANINGS.get(term.name, "知らない言葉なので、読みとばします（6節）。")
    return said.format(short(term.target))


def came_of(term: Term, address: str) -> str:
    """What became of it for this address."""
    match term.outcome:
        case "matched":
            found = {
                "all": "ここまでで決まらなかったので、これで決まります。",
                "include": "あちらが合格だったので、当てはまりました。",
                "exists": "あったので、当てはまりました。",
            }
            words = found.get(term.name, f"「{short(address)}」は、ここにありました。")
            return f"{words}答えは「{RESULTS[term.qualifier]}」です。"
        case "no-match":
            return _missed(term, address)
        case "unanswered":
            return (
                "貼られていないので、聞けませんでした。当てはまらないものとして、つぎへ進みます。"
            )
        case "error":
            deeper = term.nested is not None and term.nested.result in ("permerror", "temperror")
            return "その先のレコードにまちがいがあるので、ここも使えません。" if deeper else ""
        case "used":
            return "ここへ来たので、使われました。"
        case "unused":
            return "ここまで来ないので、使われませんでした。"
    return ""


def _missed(term: Term, address: str) -> str:
    if term.name == "include" and term.nested and term.nested.result:
        other = RESULTS[term.nested.result]
        return f"あちらは「{other}」で合格ではないので、当てはまりません。つぎへ進みます。"
    if term.name == "exists":
        return "なかったので、当てはまりません。つぎへ進みます。"
    if (term.name == "ip6") != (":" in address) and term.name in ("ip4", "ip6"):
        kind = "IPv6" if ":" in address else "IPv4"
        return f"「{short(address)}」は{kind}なので、当てはまりません。つぎへ進みます。"
    return f"「{short(address)}」は、ここにありません。つぎへ進みます。"


def result_reason(report: SPFReport) -> str:
    """Why the whole check came to what it did."""
    said = f"RFC 7208：{_REASONS[report.result]}"
    if report.fault and not report.fault.term:
        return f"{said}{tell(report.fault.message).message}"
    if report.mechanism and report.result != "none":
        return f"{said}決めたのは「{short(report.mechanism)}」です。"
    if report.result == "neutral":
        return f"{said}どの言葉にも当てはまりませんでした（4.7節）。"
    return said
