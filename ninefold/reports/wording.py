"""The words beside the figures: one place for web page, PDF and data, so that all say the same."""

from collections.abc import Iterable, Sequence

from ninefold.leadership_model.domain import SELF, Pack
from ninefold.reports.domain import (
    Band,
    Certainty,
    Comparison,
    Derived,
    DimensionFigures,
    Finding,
    Gap,
    Missing,
    Score,
    Standing,
    View,
)
from ninefold.ui.formatting import in_words, listed, one_decimal, plural

Runs = tuple[tuple[str, bool], ...]  # pieces of a sentence: the words, and whether they are strong

YOU = "You"
FEW = "Few raters: read with care"
STANDING_LABELS = {
    Standing.STRENGTH_YOU_MAY_NOT_SEE: "A strength you may not see",
    Standing.WORTH_A_CLOSER_LOOK: "Worth a closer look",
    Standing.YOU_RATE_YOURSELF_HIGHER: "You rate yourself higher",
    Standing.YOU_RATE_YOURSELF_LOWER: "You rate yourself lower",
    Standing.SHARED_STRENGTH: "A shared strength",
    Standing.SHARED_ROOM_TO_GROW: "Seen alike, room to grow",
    Standing.UNCLEAR: "Unclear",
}
FINDING_SENTENCES = {
    Standing.STRENGTH_YOU_MAY_NOT_SEE: "Colleagues see this more often than you do.",
    Standing.WORTH_A_CLOSER_LOOK: "You see this more often than colleagues do.",
    Standing.SHARED_ROOM_TO_GROW: "Neither you nor colleagues see this often.",
    Standing.SHARED_STRENGTH: "You and colleagues both see this often.",
}
BAND_WORDS = {
    Band.SEEN_OFTEN: "Seen often",
    Band.SEEN_LESS_OFTEN: "Seen less often",
    Band.TOO_CLOSE_TO_CALL: "Too close to call",
}
COMPARISON_WORDS = {comparison: f"Colleagues: {comparison.value}" for comparison in Comparison}
AGREEMENT_WORDS = {"alike": "See it alike", "differ": "See it differently"}


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def number_words(score: Score) -> str:
    """'3.8', '4.8 or above', '2.0 or below'."""
    if score.at_least is not None:
        return f"{one_decimal(score.at_least)} or above"
    if score.at_most is not None:
        return f"{one_decimal(score.at_most)} or below"
    return one_decimal(score.mean)


def range_words(score: Score) -> str:
    """'3.3 to 4.2'; 'from 4.4' or 'up to 2.6' where the end of the scale was coded; nothing for one person's view."""
    if score.lower is None or score.upper is None:
        return ""
    if score.at_least is not None:
        return f"from {one_decimal(score.lower)}"
    if score.at_most is not None:
        return f"up to {one_decimal(score.upper)}"
    return f"{one_decimal(score.lower)} to {one_decimal(score.upper)}"


def people_words(count: int) -> str:
    return plural(count, "person", "people")


def group_words(pack: Pack, groups: Sequence[str]) -> str:
    """'Peers'; 'Peers and other, joined' where groups were merged."""
    names = [pack.group(group).plural for group in groups]
    together = capital(listed([names[0], *(lower(name) for name in names[1:])]))
    return f"{together}, joined" if len(names) > 1 else together


def seat_words(pack: Pack, groups: Sequence[str], name: str | None) -> str:
    if groups == (SELF,):
        return YOU
    return name or group_words(pack, groups)


def under_name(pack: Pack, view: View, people: int | None = None) -> str:
    """Return the second line of a row: how many people, or who this one person is."""
    if view.groups == (SELF,):
        return "own rating"
    if view.identified:
        return f"{lower(pack.group(view.groups[0]).label)}, by name"
    return people_words(people or view.score.people) if view.score else ""


def could_say_words(view: View, people: int | None) -> str:
    """'At least 5 could say' where not all of a group's people could judge everything; nothing where all could."""
    if view.score is None or people is None or view.score.people >= people:
        return ""
    return f"At least {view.score.people} could say"


def joined(words: Runs, more: str) -> Runs:
    """'See it alike. At least 5 could say'."""
    return (*words, (f". {more}" if words else more, False))


def gap_words(own: Score | None, found: Gap | None) -> Runs:
    """'You 3.8. **Clear.** You rate yourself lower'."""
    if own is None:
        return (("You gave no rating here", False),)
    yours = (f"You {number_words(own)}. ", False)
    if found is None:
        return (yours,)
    way = "higher" if found.own_is_higher else "lower"
    if found.certainty is Certainty.CLEAR:
        return yours, ("Clear.", True), (f" You rate yourself {way}", False)
    if found.certainty is Certainty.POSSIBLE:
        return yours, ("Possible.", True), (f" You may rate yourself {way}", False)
    return yours, ("No evidence", True), (" of a difference", False)


def lead_of_dimension(figures: DimensionFigures) -> Runs:
    """Return the one sentence that opens a dimension, strong, and what it rests on."""
    own = figures.own.score if figures.own else None
    if figures.colleagues is None:
        return (("Nothing of what colleagues answered can be shown here.", True),)
    theirs = f"all colleagues together give {number_words(figures.colleagues)}"
    if own is None or figures.gap is None:
        return (("You gave no rating here.", True), (f" {capital(theirs)}.", False))
    rest = f"your own rating is {number_words(own)}, {theirs}."
    return _lead_of_gap(figures, figures.gap, rest)


def _lead_of_gap(figures: DimensionFigures, found: Gap, rest: str) -> Runs:
    first, second = ("You", "colleagues do") if found.own_is_higher else ("Colleagues", "you do")
    if found.certainty is Certainty.CLEAR:
        return (f"{first} see this more often than {second}.", True), (f" The difference is clear: {rest}", False)
    if found.certainty is Certainty.POSSIBLE:
        return (
            (f"{first} may see this more often than {second}.", True),
            (f" The difference is possible, not clear: {rest}", False),
        )
    return ((_lead_without_gap(figures), True), (f" There is no evidence of a difference: {rest}", False))


def _lead_without_gap(figures: DimensionFigures) -> str:
    if figures.standing is Standing.SHARED_STRENGTH and figures.band is Band.SEEN_OFTEN:
        return FINDING_SENTENCES[Standing.SHARED_STRENGTH]
    if figures.standing is Standing.SHARED_ROOM_TO_GROW and figures.band is Band.SEEN_LESS_OFTEN:
        return FINDING_SENTENCES[Standing.SHARED_ROOM_TO_GROW]
    return "Your view and that of colleagues cannot be told apart."


def finding_sentence(finding: Finding, top_label: str) -> str:
    words = FINDING_SENTENCES[finding.standing]
    return f"{words} For your role you said ‘{lower(top_label)}’." if finding.matters_most else words


def withheld_words(missing: Missing, minimum: int) -> str:
    """Return the reason why something is not there: counts only."""
    return {
        Missing.FEWER_THAN_MINIMUM: f"Shown if {minimum} people or more answer.",
        Missing.TOO_FEW_ANSWERS: "Too few people could say.",
        Missing.SHOWN_AS_A_WHOLE: f"Shown if {max(5, minimum)} people or more answer each. The whole dimension is shown above.",
        Missing.NO_ANSWERS: "Nobody answered here.",
    }[missing]


def named_missing_words(missing: Missing) -> str:
    """Return the reason why one named person has no score."""
    return "Not able to say." if missing is Missing.NO_ANSWERS else "Able to say in fewer than two thirds."


def missing_label(missing: Missing, *, identified: bool) -> str:
    if missing is Missing.NO_ANSWERS:
        return "No answers"
    return "Too few answers" if identified else "Withheld"


def all_items_words(count: int, what: str = "behaviour") -> str:
    return f"All {in_words(count)} {what}s" if count > 1 else f"The {what}"


def who_answered(pack: Pack, derived: Derived) -> str:
    """'14 people in 3 groups and your line manager'."""
    groups = [count for count in derived.counts if not count.identified]
    named = [count for count in derived.counts if count.identified and count.groups != (SELF,)]
    parts = []
    if groups:
        parts.append(f"{people_words(derived.people)} in {plural(len(groups), 'group')}")
    if named:
        parts.append(_named_words(pack, [count.groups[0] for count in named]))
    return " and ".join(parts) or "Nobody answered in a way that can be shown"


def _named_words(pack: Pack, groups: Iterable[str]) -> str:
    ids = list(groups)
    words = [
        f"your {lower(pack.group(group).label)}"
        if ids.count(group) == 1
        else f"your {in_words(ids.count(group))} {lower(pack.group(group).plural)}"
        for group in dict.fromkeys(ids)
    ]
    return listed(words)


def withheld_comments(count: int) -> str:
    if count == 1:
        return "1 comment in this report is withheld"
    return f"{count} comments in this report are withheld"


def constants_words(pack: Pack) -> str:
    """Name the numbers behind the bars, and whether they are provisional."""
    constants = pack.constants
    numbers = (
        f"{constants.item_dispersion:.2f} for a single question, {constants.dimension_dispersion:.2f} for a dimension, "
        f"{constants.gap_sigma:.2f} for a difference"
    )
    if constants.provisional:
        return f"How wide the bars are rests on the model’s start values ({numbers}), which are provisional."
    return f"How wide the bars are rests on the model’s values ({numbers})."
