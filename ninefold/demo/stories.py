"""What the made-up raters think, as plain numbers and words: a round's shape, never one person's answers by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

DIMENSIONS = (
    "purpose", "care", "evaluating", "connecting", "vision", "engaging", "accountability", "capability", "influence",
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """How one participant is seen. Levels run over DIMENSIONS, from 1 to 5."""

    key: str
    stage: str
    asked: Mapping[str, int]
    answered: Mapping[str, int]
    colleagues: tuple[float, ...]
    own: tuple[float, ...]
    importance: tuple[int, ...] = (4, 5, 3, 3, 5, 5, 4, 4, 3)
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_RUTH_COMMENTS = {
    "keep": (
        "On the hardest day of the winter she found us a quiet ten minutes. Nobody forgot that.",
        "She asks how you are and then waits for the answer.",
        "When the new rota went wrong she said so first, and put it right with us.",
        "Always backs us when a family is upset, and is fair to the family too.",
        "I know what matters on this ward because she says why, not only what.",
        "Ring her at the worst moment and she is still kind.",
    ),
    "more": (
        "I would like to hear where the service will be in two years. We know this week, not this year.",
        "Tell us earlier when a promise from above has been dropped. We can take it.",
        "Say clearly who does what by when after the Monday meeting.",
        "Let the band sixes run more of the improvement work.",
        "Please name it when the same people arrive late again.",
    ),
    "help": (
        "Protect an hour a week for thinking ahead, and guard it.",
        "A short written plan that all of us can see.",
        "Hand over the bed meeting twice a week so that she gets home on time.",
    ),
}
_SHORT_COMMENTS = {
    "keep": ("Stays calm when it is busy.", "Explains changes before they happen.", "Thanks people by name."),
    "more": ("Visit the night team now and then.", "Ask us before the form changes again."),
    "help": ("Fewer meetings, more time on the floor.",),
}

STORIES = (
    Story(
        "ruth", "released",
        asked={"line manager": 1, "peer": 7, "direct report": 8, "other": 3},
        answered={"line manager": 1, "peer": 6, "direct report": 6, "other": 3},
        colleagues=(4.1, 4.5, 3.4, 3.7, 2.9, 4.3, 2.9, 3.9, 3.6),
        own=(4.0, 3.5, 3.5, 4.0, 4.25, 4.0, 3.0, 3.5, 3.75),
        importance=(4, 5, 3, 3, 5, 5, 5, 4, 3),
        comments=_RUTH_COMMENTS,
    ),
    Story(
        "owen", "with facilitator",
        asked={"line manager": 1, "peer": 6, "direct report": 4, "other": 2},
        answered={"line manager": 1, "peer": 5, "direct report": 4, "other": 1},
        colleagues=(3.2, 3.0, 4.2, 3.9, 3.3, 2.8, 4.1, 3.0, 4.0),
        own=(3.75, 4.0, 4.0, 3.75, 3.5, 3.75, 4.0, 3.75, 3.75),
        comments=_SHORT_COMMENTS,
    ),
    Story(
        "priya", "closed",
        asked={"line manager": 1, "peer": 5, "direct report": 6, "other": 3},
        answered={"line manager": 1, "peer": 4, "direct report": 5, "other": 3},
        colleagues=(3.8, 3.9, 3.7, 3.5, 3.6, 3.8, 3.4, 3.7, 3.3),
        own=(3.5, 3.5, 4.0, 3.5, 3.0, 3.75, 3.5, 3.25, 3.0),
        comments=_SHORT_COMMENTS,
    ),
    Story(
        "daniel", "open",
        asked={"line manager": 1, "peer": 6, "direct report": 6, "other": 2},
        answered={"peer": 3, "direct report": 2, "other": 1},
        colleagues=(3.6, 3.8, 3.5, 3.4, 3.5, 3.7, 3.6, 3.6, 3.4),
        own=(3.5, 3.75, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5),
        comments=_SHORT_COMMENTS,
    ),
    Story(
        "helen", "refused",
        asked={"line manager": 1, "peer": 5, "direct report": 3},
        answered={"line manager": 1, "peer": 5, "direct report": 3},
        colleagues=(4.8,) * 9, own=(4.5,) * 9,
    ),
    Story(
        "jakub", "ended without report",
        asked={"line manager": 1, "peer": 3, "direct report": 3}, answered={"peer": 2},
        colleagues=(3.5,) * 9, own=(3.5,) * 9,
    ),
    Story(
        "mary", "cancelled",
        asked={"line manager": 1, "peer": 4, "direct report": 4}, answered={"peer": 1},
        colleagues=(3.5,) * 9, own=(3.5,) * 9,
    ),
    Story(
        "aisha", "awaiting confirmation",
        asked={"line manager": 1, "peer": 6, "direct report": 5, "other": 3}, answered={},
        colleagues=(), own=(3.75,) * 9,
    ),
    Story("tom", "draft", asked={"line manager": 1, "peer": 2}, answered={}, colleagues=(), own=()),
)  # fmt: skip


def chance(*about: str) -> float:
    """A number from 0 to 1 that is always the same for the same words, so that each start tells the same story."""
    return int.from_bytes(blake2b(":".join(about).encode(), digest_size=6).digest(), "big") / 2**48


def level_of(wished: float, *about: str) -> int | None:
    """A rating around a wished level, 1 to 5, or None for 'not able to say' now and then."""
    if chance("able", *about) < 0.05:
        return None
    noise = sum(chance(str(part), *about) for part in range(3)) - 1.5
    lenience = 0.5 * (chance("rater", *about[:2]) - 0.5)
    return min(5, max(1, round(wished + lenience + 1.3 * noise)))
