"""Made-up answers, tables and reports: believable, and the same every time."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from ninefold.disclosure import Answers, CertifiedTable, certified_table
from ninefold.leadership_model.domain import Pack
from ninefold.leadership_model.instrument import instrument
from ninefold.leadership_model.packs import load_pack
from ninefold.reports.derive import derive
from ninefold.reports.domain import Comment, Derived, ReportFacts

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = {"peer": 5, "direct report": 6, "other": 3}
# How colleagues see each dimension, and how the participant does, in fifths of a step.
COLLEAGUES = (41, 45, 34, 37, 31, 43, 27, 39, 36)
OWN = (
    (4, 4, 4, 4),
    (4, 3, 4, 3),
    (4, 3, 4, 3),
    (4, 4, 4, 4),
    (5, 4, 5, 4),
    (4, 4, 4, 4),
    (3, 3, 3, 3),
    (4, 3, 4, 3),
    (4, 4, 4, 3),
)
IMPORTANCE = (4, 5, 4, 4, 5, 5, 5, 3, 3)


@lru_cache
def nine_dimensions() -> Pack:
    return load_pack(ROOT / "models" / "nine-dimensions")


@lru_cache
def leadership_climate() -> Pack:
    return load_pack(ROOT / "tests" / "packs" / "leadership-climate")


def a_rating(tenths: int, turn: int) -> int:
    """Return whole steps whose mean over many turns is near the wanted tenths."""
    return max(1, min(5, (tenths * 2 + (turn * 7) % 20) // 20))


def a_raters_answers(pack: Pack, rater: str, group: str, seed: int, *, name: str | None = None) -> Answers:
    lift = {"peer": -1, "direct report": 2, "other": 0, "line manager": -2}.get(group, 0)
    ratings: dict[str, int | None] = {}
    for place, dimension in enumerate(pack.dimensions):
        level = COLLEAGUES[place % len(COLLEAGUES)] + lift
        for turn, item in enumerate(dimension.items):
            if item.asked_of(group):
                ratings[item.id] = a_rating(level, seed * 3 + turn * 5 + place)
    return Answers(rater=rater, group=group, ratings=ratings, name=name)


def own_answers(pack: Pack, name: str) -> Answers:
    ratings: dict[str, int | None] = {}
    for place, dimension in enumerate(pack.dimensions):
        for item, rating in zip(dimension.behaviours, OWN[place % len(OWN)] * 10, strict=False):
            ratings[item.id] = rating
        if dimension.importance:
            ratings[dimension.importance.id] = IMPORTANCE[place % len(IMPORTANCE)]
    return Answers(rater="self", group="self", ratings=ratings, name=name)


def some_answers(
    pack: Pack,
    *,
    people: Mapping[str, int] = PEOPLE,
    participant: str = "Ruth Adeyemi",
    managers: Iterable[str] = ("Helen Marsh",),
) -> list[Answers]:
    given = [own_answers(pack, participant)]
    given += [
        a_raters_answers(pack, f"line manager {k}", "line manager", 3 + k, name=name) for k, name in enumerate(managers)
    ]
    for group, count in people.items():
        given += [a_raters_answers(pack, f"{group} {seed}", group, seed) for seed in range(count)]
    return given


def a_table(
    pack: Pack | None = None, *, minimum: int = 3, people: Mapping[str, int] = PEOPLE, **changes: object
) -> CertifiedTable:
    pack = pack or nine_dimensions()
    return certified_table(some_answers(pack, people=people, **changes), minimum=minimum, instrument=instrument(pack))  # type: ignore[arg-type]


SOME_COMMENTS = (
    Comment("c1", ("peer",), "keep", "On the hardest day of the winter Ruth found us a quiet ten minutes."),
    Comment("c2", ("peer",), "keep", "Always asks how the night was before asking about beds."),
    Comment(
        "c3", ("direct report",), "keep", "When I got it badly wrong she rang me that evening. Not to tell me off."
    ),
    Comment("c4", ("direct report",), "keep", "She says thank you, by name, in front of people."),
    Comment("c5", ("line manager",), "keep", "Ruth makes a hard service feel possible.", "Helen Marsh"),
    Comment("c6", ("peer",), "more", "Say no upwards sometimes, so that we are not always the ones who stretch."),
    Comment("c7", ("peer",), "more", "Tell us where we are going. I hear about Monday, not about next year."),
    Comment("c8", ("direct report",), "more", "Keep the Thursday half hour even when the week goes wrong."),
    Comment("c9", ("other",), "more", "Come and see the community team. We would like to know you."),
    Comment("c10", ("direct report",), "help", "Somebody to share the on-call with."),
    Comment("c11", ("other",), "help", "Write the plan down in one page."),
)


def some_facts(**changes: object) -> ReportFacts:
    facts: dict[str, object] = {
        "participant": "Ruth Adeyemi",
        "round_label": "March 2027",
        "organisation": "Harbour Community Health",
        "facilitator": "Tomasz Wilk",
        "opened_on": date(2027, 2, 2),
        "closed_on": date(2027, 3, 12),
        "session_on": date(2027, 3, 24),
    }
    return ReportFacts(**{**facts, **changes})  # type: ignore[arg-type]


def some_figures(
    pack: Pack | None = None, *, comments: Iterable[Comment] = SOME_COMMENTS, withheld: int = 0, **changes: object
) -> Derived:
    pack = pack or nine_dimensions()
    return derive(a_table(pack, **changes), pack, comments, comments_withheld=withheld)  # type: ignore[arg-type]
