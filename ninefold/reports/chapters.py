"""The chapters of a report in words, made once: web page and PDF print the same."""

from dataclasses import dataclass

from ninefold.leadership_model.domain import IMPORTANCE, SELF, Pack
from ninefold.reports import wording
from ninefold.reports.domain import Comment, Derived, Finding, GroupCount, Proof, ReportFacts
from ninefold.ui.formatting import in_words, listed, london_date, plural, thousands

NOTHING_CLEAR = "Nothing stands out clearly. That is a result too."
NO_COMMENT = "Nobody wrote a comment here."
IN_ONE_LIST = "In one list, without a group."
NOT_COVERED = (
    "A way of writing that you know",
    "What people tell you themselves",
    "A guess from what someone used to answer",
    "People asked under a false name",
    "A rater who answered low may learn that colleagues answered high",
)
WHY_WITHHELD = (
    "We decide only by how many people answered, never by what they said. "
    "So a withheld score tells you nothing about the answers."
)
CLAIM = "Views shown by name apart, no sum or difference of these figures comes down to fewer than {minimum} people."
WHAT_RAN = (
    "We tried to work out the answers of fewer than {minimum} people by adding and subtracting "
    "everything in this report."
)
LIMIT_OF_CHECK = "This check looks at sums and differences. It does not weigh how likely an answer is."


@dataclass(frozen=True)
class Block:
    """One of a few things worth attention."""

    label: str
    place: int
    name: str
    dimension: str
    sentence: str


@dataclass(frozen=True)
class CommentsOfGroup:
    heading: str
    comments: tuple[Comment, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(comment.text for comment in self.comments)


@dataclass(frozen=True)
class CommentsOfQuestion:
    question: str
    groups: tuple[CommentsOfGroup, ...]


@dataclass(frozen=True)
class Lesson:
    """One thing to know for reading the report. `mark` is drawn beside it: a name of ninefold.ui.charts.KEY_WORDS."""

    heading: str
    text: str
    mark: str = ""


def finding_blocks(pack: Pack, derived: Derived) -> tuple[Block, ...]:
    return tuple(_finding_block(pack, finding) for finding in derived.findings)


def _finding_block(pack: Pack, finding: Finding) -> Block:
    dimension = pack.dimension(finding.dimension)
    scale = pack.scale_of_kind(IMPORTANCE)
    top = scale.steps[-1].label if scale else ""
    sentence = wording.finding_sentence(finding, top)
    label = wording.STANDING_LABELS[finding.standing]
    return Block(label, dimension.number, dimension.name, dimension.id, sentence)


def all_dimensions_words(pack: Pack) -> str:
    """'All nine dimensions', 'Both dimensions'."""
    count = len(pack.dimensions)
    if count == 2:
        return "Both dimensions"
    return f"All {in_words(count)} dimensions" if count > 2 else "The dimension"


def dimensions_words(pack: Pack) -> str:
    """'Nine dimensions'."""
    return wording.capital(
        f"{in_words(len(pack.dimensions))} {'dimensions' if len(pack.dimensions) != 1 else 'dimension'}"
    )


def comments_by_question(pack: Pack, derived: Derived, name: str) -> tuple[CommentsOfQuestion, ...]:
    """Return every question of the pack with its comments, group by group, in the order in which they were published."""
    return tuple(
        CommentsOfQuestion(question.about(name), _by_group(pack, derived, question.id)) for question in pack.questions
    )


def _by_group(pack: Pack, derived: Derived, question: str) -> tuple[CommentsOfGroup, ...]:
    found: dict[str, list[Comment]] = {}
    for comment in sorted(
        (comment for comment in derived.comments if comment.question == question),
        key=lambda comment: _place(pack, comment),
    ):
        found.setdefault(_comment_heading(pack, comment), []).append(comment)
    return tuple(CommentsOfGroup(heading, tuple(comments)) for heading, comments in found.items())


def _place(pack: Pack, comment: Comment) -> int:
    order = [group.id for group in pack.groups]
    return order.index(comment.groups[0]) if comment.groups else len(order)


def _comment_heading(pack: Pack, comment: Comment) -> str:
    if not comment.groups or len(comment.groups) > 1:
        return IN_ONE_LIST
    group = pack.group(comment.groups[0])
    if group.id == SELF:
        return wording.YOU
    return f"{comment.rater}, {wording.lower(group.label)}" if comment.rater else group.plural


def who_is_in_it(pack: Pack, derived: Derived) -> tuple[tuple[str, str], ...]:
    """Return each group and how it is shown."""
    rows = [_shown_as(pack, count) for count in derived.counts]
    rows += [
        (wording.group_words(pack, groups), "Not shown: too few people answered") for groups in derived.withheld_groups
    ]
    return tuple(rows)


def _shown_as(pack: Pack, count: GroupCount) -> tuple[str, str]:
    name = wording.seat_words(pack, count.groups, count.name)
    if count.groups == (SELF,):
        return name, "Your own rating"
    if count.identified:
        return (
            name,
            f"By name, as your {wording.lower(pack.group(count.groups[0]).label)}, and told so before answering",
        )
    together = f"{wording.people_words(count.people)}, as one group"
    return name, together if count.items_shown else f"{together}, whole dimensions only"


def what_was_tried(proof: Proof) -> tuple[tuple[str, str, str], ...]:
    """Return each attempt with what it looks at and how many checks it took."""
    return (
        (
            "Adding and subtracting figures",
            "Each figure by itself, and all of them against each other",
            thousands(proof.checks),
        ),
    )


def claim(minimum: int) -> str:
    return CLAIM.format(minimum=in_words(minimum))


def what_ran(minimum: int) -> str:
    return WHAT_RAN.format(minimum=in_words(minimum))


def checked_when(proof: Proof) -> str:
    when = f" on {london_date(proof.at)}" if proof.at else ""
    return f"Checked by the release auditor, structural test,{when} before anyone could read it."


def round_sentence(facts: ReportFacts, pack: Pack, derived: Derived) -> str:
    return f"{facts.participant}, {wording.who_answered(pack, derived)}"


def withheld_comments(derived: Derived) -> tuple[str, str] | None:
    """Return the sentence about withheld comments, its first part strong; None if there are none."""
    if not derived.comments_withheld:
        return None
    return wording.withheld_comments(derived.comments_withheld), "by your facilitator."


def how_to_read(pack: Pack, minimum: int, named: tuple[str, ...]) -> tuple[Lesson, ...]:
    """Return what a reader needs: the marks, the three words, what is withheld, what the bars rest on."""
    few = f"{minimum} or 4 people" if minimum < 4 else "4 people"
    by_name = f" {listed(list(named))} answered by name and is no part of it." if len(named) == 1 else ""
    return (
        Lesson("Your own rating", "A diamond is you. Cornered marks are always one person.", "own"),
        Lesson("A line manager, by name", "An open square is one named person’s view.", "manager"),
        Lesson("A group", "A round mark is the average of a group of 5 or more people.", "group"),
        Lesson("A small group", f"A hollow round mark is the average of {few}. Read it with care.", "few"),
        Lesson(
            "The bar",
            "It shows where the average would probably lie if other people like these had been asked. "
            "A wide bar means few people. Where two bars overlap, do not read one as higher.",
            "pill",
        ),
        Lesson(
            "At or beyond",
            "A half mark stands where nearly everyone chose one end of the scale. "
            "We print ‘or above’ or ‘or below’, so that nobody’s single answer can be read.",
            "above",
        ),
        Lesson("Withheld", WHY_WITHHELD, "withheld"),
        Lesson(
            "All colleagues",
            f"The average of the groups’ averages. Each group counts the same, whatever its size.{by_name}",
        ),
        Lesson(
            "How sure a difference is",
            "‘Clear’ means: larger than chance would make it. ‘Possible’ means: it may be chance. "
            "‘No evidence’ means: nothing can be said, and that is not the same as agreement.",
        ),
        Lesson(
            "See it alike, see it differently",
            f"How close the answers in one group lie. It stands only where {plural(max(5, minimum), 'person', 'people')} or more answered.",
        ),
    )
