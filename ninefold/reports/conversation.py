"""Questions to take into the feedback session: they follow from the figures, and ask; they never tell."""

from ninefold.leadership_model.domain import Dimension, Pack
from ninefold.reports import wording
from ninefold.reports.domain import Band, Certainty, DimensionFigures, Gap

MOST_ABOUT_ITEMS = 2
LEVEL_OF_BAND = {Band.SEEN_LESS_OFTEN: 0, Band.TOO_CLOSE_TO_CALL: 1, Band.SEEN_OFTEN: 2}


def questions_for(pack: Pack, figures: DimensionFigures) -> tuple[str, ...]:
    """Return two to four questions about one dimension, the last one from the model itself."""
    asked = [*_about_gap(figures.gap), *_about_agreement(pack, figures), *_about_level(pack, figures)]
    return tuple(asked)


def _about_gap(found: Gap | None) -> list[str]:
    if found is None:
        return []
    if found.certainty is Certainty.NONE:
        return ["What did you expect to read here, and what surprises you?"]
    verb = "rate" if found.certainty is Certainty.CLEAR else "may rate"
    if found.own_is_higher:
        return [f"You {verb} yourself higher than colleagues do. What would they need to see more often?"]
    return [f"You {verb} yourself lower than colleagues do. What do they see that you pass over?"]


def _about_agreement(pack: Pack, figures: DimensionFigures) -> list[str]:
    found = [
        f"{wording.group_words(pack, part.groups)} see it differently: ‘{pack.item(each.item).text}’. "
        "When does it happen, and when not?"
        for part in figures.behaviours
        for each in part.items
        if each.view.agreement == "differ"
    ]
    return found[:MOST_ABOUT_ITEMS]


def _about_level(pack: Pack, figures: DimensionFigures) -> list[str]:
    levels = _levels(pack.dimension(figures.dimension))
    if not levels:
        return []
    place = LEVEL_OF_BAND[figures.band] if figures.band else 0
    return [levels[min(place, len(levels) - 1)]]


def _levels(dimension: Dimension) -> list[str]:
    return [level.questions[0] for level in dimension.levels if level.questions]
