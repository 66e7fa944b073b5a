"""What there is to say of a policy and what came of it, beyond the record's syntax (RFC 9989)."""

from __future__ import annotations

from collections.abc import Iterator

from explainer_kit.report import Problem
from mail_world.auth.lab import LabReport, Question
from mail_world.auth.tags import read_tags

from record_lab.notes import note
from record_lab.rfc import section

__all__ = ["RULES"]


def _policy(question: Question, lab: LabReport) -> Iterator[Problem]:
    policy = lab.policy
    if policy is None:
        if not any(where == "dmarc" for where, _ in lab.read):
            yield note(
                "dmarc-none", "warn" if lab.dmarc else "info", "dmarc",
                "DMARCレコードが貼られていないので、ないものとして見ました。",
                "まだなければ「v=DMARC1; p=none; rua=mailto:（報告を受ける先）」から始められます。",
                section("9989", "4.7"),
            )  # fmt: skip
        return
    if policy.forgiven:
        yield note(
            "dmarc-forgiven", "error", "dmarc",
            "方針が読めないので、p=none と同じに扱われます。いまは、何も守られていません。",
            "p=、sp=、np= の値は none、quarantine、reject のどれかです。",
            section("9989", "4.10.1"),
        )  # fmt: skip
    elif read_tags(policy.text).get("p") is None:
        yield note(
            "dmarc-no-p", "error", "dmarc",
            "「p=」がありません。持ち主は何も頼んでいない（p=none）ことになります。",
            "「p=none」「p=quarantine」「p=reject」のどれかを書きます。", section("9989", "4.7"),
        )  # fmt: skip
    elif policy.p == "none" and policy.applies:
        yield note(
            "dmarc-watching", "warn", "dmarc",
            "「p=none」は、見まもるだけの方針です。なりすましの手紙が来ても、そのまま届きます。",
            "報告を読んで、自分の手紙がすべて合格していたら、p=quarantine、p=reject へ進みます。",
            section("9989", "4.7"),
        )  # fmt: skip
    if not policy.rua and policy.applies:
        yield note(
            "dmarc-no-reports", "info", "dmarc",
            "報告のあて先（rua=）がないので、どんな手紙がこの名前で出ているかを知ることができません。",
            "「rua=mailto:（報告を受けるアドレス）」を足します。", section("9989", "4.7"),
        )  # fmt: skip
    if policy.t and policy.applies:
        yield note(
            "dmarc-trying", "info", "dmarc",
            "「t=y」なので、方針は一段ゆるめて頼まれます（reject なら quarantine に）。",
            "ためし終わったら「t=y」を消します。", section("9989", "4.7"),
        )  # fmt: skip


def _result(question: Question, lab: LabReport) -> Iterator[Problem]:
    dmarc = lab.dmarc
    if dmarc is None:
        return
    if dmarc.result == "permerror" and dmarc.reason.endswith("(section 5.3.1)"):
        yield note(
            "dmarc-authors", "error", "author",
            "差出人（From）のドメインが一つではないので、DMARCは判定できません。",
            "From のアドレスを一つにします。", section("9989", "5.3.1"),
        )  # fmt: skip
    if dmarc.result == "none" and lab.policy is not None:
        yield note(
            "dmarc-elsewhere", "warn", "author",
            f"差出人（From）の「{dmarc.author[:80]}」に当てはまるDMARCレコードが、貼られたものの中にありません。",
            "差出人のドメインか、その親のドメインのDMARCを貼ります。", section("9989", "4.10.1"),
        )  # fmt: skip


RULES = (_policy, _result)
