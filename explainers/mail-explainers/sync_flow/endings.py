"""How a day ends: read off the last state of the box and the screens, in a table.

Decides: what stands in somebody's way comes first (no room, a device that is behind, POP3's ways),
then the last thing worth naming. Each ending says at which scene it shows, why, and what mends it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from sync_flow.desk import Desk

__all__ = ["ENDINGS", "OUTCOMES", "Ending", "ending_of"]


class Ending(NamedTuple):
    """One way a day can end; `scenes`: where it shows, the last one that the story has."""

    id: str
    label: str
    ok: bool
    scenes: tuple[str, ...]
    why: str
    fix: str | None
    holds: Callable[[Desk], bool]


def _scenes(desk: Desk) -> list[str]:
    return [moment.scene for moment in desk.moments]


def _no_room(desk: Desk) -> bool:
    """The last mail that came was turned away, or a draft still waits."""
    came = [scene for scene in _scenes(desk) if scene in ("new", "turned-away")]
    turned = bool(came) and came[-1] == "turned-away"
    waits = "draft-waits" in _scenes(desk) and any(
        screen.waiting and screen.online for screen in desk.moments[-1].screens.values()
    )
    return turned or waits


def _taken_home(desk: Desk) -> bool:
    return desk.protocol == "pop3" and not desk.leave


def _apart(desk: Desk) -> bool:
    cards = {frozenset(screen.cards) for screen in desk.moments[-1].screens.values()}
    return desk.protocol == "pop3" and len(cards) > 1


def _behind(desk: Desk) -> bool:
    screens = desk.moments[-1].screens.values()
    return desk.protocol == "imap" and any(not s.in_step and not s.signed_out for s in screens)


_NOTABLE: Final[Mapping[str, str]] = {
    "gave-way": "gave-way",
    "resynced": "resynced",
    "online": "merged",
    "followed": "merged",
    "empty": "freed",
    "archive": "tidied",
}
"""Scenes that give a day its name, when all is well → the ending."""


def _last_notable(ending: str) -> Callable[[Desk], bool]:
    def holds(desk: Desk) -> bool:
        if desk.protocol != "imap":
            return False
        named = [_NOTABLE[scene] for scene in _scenes(desk) if scene in _NOTABLE]
        return bool(named) and named[-1] == ending

    return holds


ENDINGS: Final[tuple[Ending, ...]] = (
    Ending(
        "no-room",
        "箱がいっぱいで入らない",
        False,
        ("turned-away", "draft-waits"),
        "箱に入る量には限りがあり、フォルダもゴミ箱も合わせて数えます。"
        "整理してアーカイブに移しても、箱の中なので空きは増えません。",
        "ゴミ箱を空にするか、大きな手紙を箱の外へ移してから、もう一度送ってもらいましょう。",
        _no_room,
    ),
    Ending(
        "signed-out",
        "ひとつの端末だけ、のぞけなくなった",
        True,
        ("shut-out", "sign-out"),
        "その端末のパスワードだけを取り消したので、ほかの端末はそのまま使えます。"
        "端末に写してあった手紙までは消えないので、画面のロックも大切です。",
        None,
        lambda desk: any(s.signed_out for s in desk.moments[-1].screens.values()),
    ),
    Ending(
        "taken-home",
        "手紙が、受けとった端末だけにある",
        False,
        ("taken-home",),
        "POP3 で「サーバーに残す」が切れているので、先に受けとった端末が手紙を持ち帰り、"
        "箱から消しました。ほかの端末からは見えません。",
        "どの端末でも見たいなら、受信の設定を IMAP にします。POP3 のまま使うときは、"
        "「サーバーに残す」を入れます。",
        _taken_home,
    ),
    Ending(
        "apart",
        "端末ごとに、ようすがちがう",
        False,
        ("apart",),
        "POP3 は手紙の写しを持ち帰るだけで、読んだ印もフォルダも、端末の外へは伝わりません。",
        "どの端末でも同じにしたいなら、受信の設定を IMAP にします。",
        _apart,
    ),
    Ending(
        "copies",
        "どの端末も、写しを持ち帰った",
        True,
        ("fetch", "look"),
        "「サーバーに残す」なので、もとは箱に残っています。いまは同じに見えますが、"
        "このあと端末でしたことは、ほかの端末には伝わりません。",
        None,
        lambda desk: desk.protocol == "pop3",
    ),
    Ending(
        "out-of-step",
        "ひとつの端末だけ、古いまま",
        False,
        ("behind",),
        "電波の届かない端末には、箱の知らせが届きません。手紙が消えたのではなく、"
        "画面が前のままになっているだけです。",
        "機内モードを切って、アプリを開きます。控えていたことを箱に伝え、"
        "変わったところを写して、そろいます。",
        _behind,
    ),
    Ending(
        "gave-way",
        "消したことが通って、そろった",
        True,
        ("gave-way",),
        "圏外でつけた印より、消したことを先にします。消えた手紙が生き返らないようにするためです。",
        None,
        _last_notable("gave-way"),
    ),
    Ending(
        "resynced",
        "写し直して、そろった",
        True,
        ("resynced",),
        "箱の番号が変わったので、端末は一覧を写し直しました。手紙も下書きも、なくなっていません。",
        None,
        _last_notable("resynced"),
    ),
    Ending(
        "merged",
        "圏外でしたことも合わさって、そろった",
        True,
        ("online", "followed"),
        "圏外でしたことは端末に控えてあり、電波が戻ったときに箱へ伝わりました。"
        "ほかの端末でしたことと、印はひとつずつ合わさります。",
        None,
        _last_notable("merged"),
    ),
    Ending(
        "freed",
        "箱に空きができた",
        True,
        ("empty",),
        "ゴミ箱を空にすると、手紙はほんとうに消えて、その分だけ箱が空きます。",
        None,
        _last_notable("freed"),
    ),
    Ending(
        "tidied",
        "片づいたけれど、空きは同じ",
        True,
        ("archive",),
        "アーカイブは、同じ箱の中での引っこしです。受信箱は片づきますが、空きは増えません。"
        "空けるには、ゴミ箱を空にするか、箱の外へ移します。",
        None,
        _last_notable("tidied"),
    ),
    Ending(
        "in-step",
        "どの端末も、箱と同じ",
        True,
        (),
        "手紙も印もフォルダも箱の中にあり、端末は窓からそれを写しています。"
        "だから、どの端末で見ても同じです。",
        None,
        lambda desk: True,
    ),
)
"""In order: the first that holds."""

OUTCOMES: Final[Mapping[str, str]] = {ending.id: ending.label for ending in ENDINGS}


def ending_of(desk: Desk) -> Ending:
    """Return how it ended."""
    return next(ending for ending in ENDINGS if ending.holds(desk))
