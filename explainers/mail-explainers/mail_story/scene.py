"""The post office: a Story of mail as one picture with a frame for each step.

All mail explainers share it. The sender's office and the recipient's office stand apart; the
numbered boxes are inside the recipient's own office; a phone looks onto its box through a window
and takes nothing away. SMTP carries (warm, arrow-shaped sign), IMAP looks (green, round sign).
"""

from __future__ import annotations

from explainer_kit.scene import Place, Scene
from explainer_kit.story import Plain, Story

from mail_story.actors import FRIEND, LABELS, OFFICE, PHONE, REMOTE
from mail_story.scene_frames import View, frame_of
from mail_story.scene_land import HEIGHT, WIDTH, land
from mail_story.scene_style import STYLE

__all__ = ["draw"]

# Phones are named after their owners alone: that they are phones is seen, and at 320 px two long
# names would not fit side by side.
_PLACES = (
    Place(PHONE, "あなた", 55, 122),
    Place(OFFICE, LABELS[OFFICE], 282, 17),
    Place(REMOTE, LABELS[REMOTE], 215, 312),
    Place(FRIEND, "友だち", 55, 312),
)
_ALT = (
    "左上にあなたのスマホ、右上に赤い屋根のあなたの郵便局、下に番号つきの箱がならぶ"
    "緑の屋根の友だちの郵便局、左下に友だちのスマホ。"
)


def draw(story: Story) -> Scene:
    """Draw a Story of mail: the same places always, one frame for each step, in order."""
    known: dict[str, dict[str, Plain]] = {}
    frames = []
    for step in story.steps:
        for actor, changes in step.changes.items():
            known.setdefault(actor, {}).update(changes)
        frames.append(frame_of(View(step, known, story.settings.get("photo") is True)))
    return Scene(
        width=WIDTH,
        height=HEIGHT,
        base=land(),
        places=_PLACES,
        frames=tuple(frames),
        alt=_ALT + story.hero_step.say,
        style=STYLE,
    )
