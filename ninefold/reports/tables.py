"""The tables of a report: each row is a chart. Made once from the figures; web page and PDF print the same rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ninefold.leadership_model.domain import IMPACT, IMPORTANCE, PERFORMANCE, SELF, Dimension, Pack, Scale
from ninefold.reports import wording
from ninefold.reports.domain import Certainty, Derived, DimensionFigures, ItemsOfGroup, Missing, Score, View
from ninefold.reports.wording import Runs
from ninefold.ui import charts
from ninefold.ui.charts.strips import End, Sure
from ninefold.ui.formatting import one_decimal, plural

SIGNS = {"alike": "alike", "differ": "differently"}
SURE: dict[Certainty, Sure] = {
    Certainty.CLEAR: "clear",
    Certainty.POSSIBLE: "possible",
    Certainty.NONE: "none",
}


@dataclass(frozen=True)
class Axis:
    """The scale above the strips: its end words are always printed."""

    low: str
    high: str
    points: int

    @property
    def svg(self) -> str:
        return str(charts.axis(self.low, self.high, self.points))

    @property
    def words(self) -> str:
        return f"1 is ‘{wording.lower(self.low)}’, {self.points} is ‘{wording.lower(self.high)}’"


@dataclass(frozen=True)
class Row:
    """One row: name, number with its range, strip, words. `place` is the number of a dimension on the ring."""

    name: str
    under: str
    number: str
    range: str
    strip: str
    alt: str
    words: Runs
    marks: tuple[str, ...]
    sign: str | None = None
    place: int | None = None
    dimension: str | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """`columns` name the four cells of a row; `key` the marks that occur in it."""

    caption: str
    columns: tuple[str, str, str, str]
    axis: Axis
    parts: tuple[Part, ...]

    @property
    def key(self) -> tuple[str, ...]:
        found = {mark for part in self.parts for row in part.rows for mark in row.marks}
        return tuple(mark for mark in charts.KEY_WORDS if mark in found)

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for part in self.parts for row in part.rows)


def axis_of(scale: Scale) -> Axis:
    return Axis(scale.steps[0].label, scale.steps[-1].label, scale.points)


def axis_of_kind(pack: Pack, kind: str) -> Axis:
    scale = pack.scale_of_kind(kind)
    if scale is None:
        raise ValueError(f"The pack has no scale for {kind}.")
    return axis_of(scale)


def end_of(score: Score) -> End:
    if score.at_least is not None:
        return "above"
    return "below" if score.at_most is not None else ""


def drawn_value(score: Score) -> float:
    if score.at_least is not None:
        return score.at_least
    return score.at_most if score.at_most is not None else score.mean


def group_marks(score: Score) -> tuple[str, ...]:
    end = end_of(score)
    mark = end or ("few" if score.few else "group")
    return ("pill", mark, "few") if end and score.few else ("pill", mark)


def alt_of(name: str, score: Score, axis: Axis) -> str:
    probably = f", probably {wording.range_words(score)}" if score.lower is not None else ""
    return f"{name}: {wording.number_words(score)}{probably}. {wording.capital(axis.words)}."


def view_row(view: View, *, name: str, under: str, axis: Axis, minimum: int, words: Runs = ()) -> Row:
    """Return the row of one group or one named person on a scale."""
    if view.score is None:
        return missing_row(view.missing or Missing.NO_ANSWERS, name, under, minimum, identified=view.identified)
    if view.identified:
        return _named_row(view, view.score, name, under, axis, words)
    score = view.score
    strip = charts.group_strip(
        drawn_value(score), low=score.lower, high=score.upper, few=score.few, end=end_of(score), points=score.points
    )
    return Row(
        name=name,
        under=under,
        number=wording.number_words(score),
        range=wording.range_words(score),
        strip=str(strip),
        alt=alt_of(name, score, axis),
        words=words or (((wording.FEW, False),) if score.few else _agreement(view)),
        marks=group_marks(score),
        sign=SIGNS.get(view.agreement or ""),
        cells=score.cells,
    )


def _named_row(view: View, score: Score, name: str, under: str, axis: Axis, words: Runs) -> Row:
    own = view.groups == (SELF,)
    draw = charts.own_strip if own else charts.named_strip
    return Row(
        name=name,
        under=under,
        number=wording.number_words(score),
        range="" if own or not under else "one person’s view",
        strip=str(draw(score.mean, score.points)),
        alt=alt_of(name, score, axis),
        words=words,
        marks=("own" if own else "manager",),
        cells=score.cells,
    )


def missing_row(missing: Missing, name: str, under: str, minimum: int, *, identified: bool = False) -> Row:
    """Return a row for what is not shown: a fold with its reason, or a dotted line where nobody answered."""
    empty = missing is Missing.NO_ANSWERS or identified
    reason = wording.named_missing_words(missing) if identified else wording.withheld_words(missing, minimum)
    label = wording.missing_label(missing, identified=identified)
    return Row(
        name=name,
        under=under,
        number=label,
        range="",
        strip=str(charts.empty_strip() if empty else charts.withheld_strip()),
        alt=f"{name}: {wording.lower(label)}. {reason}",
        words=((reason, False),),
        marks=("empty" if empty else "withheld",),
    )


def overview_table(pack: Pack, derived: Derived, minimum: int) -> Table:
    """All dimensions: own rating against all colleagues."""
    axis = axis_of_kind(pack, PERFORMANCE)
    rows = tuple(
        _overview_row(pack.dimension(figures.dimension), figures, axis, minimum) for figures in derived.dimensions
    )
    columns = ("Dimension", "All colleagues", "Your own rating and that of all colleagues", "Your view and theirs")
    return Table("All dimensions", columns, axis, (Part("", rows),))


def _overview_row(dimension: Dimension, figures: DimensionFigures, axis: Axis, minimum: int) -> Row:
    own = figures.own.score if figures.own else None
    score = figures.colleagues
    if score is None:
        row = missing_row(_why_missing(figures), dimension.name, "", minimum)
        return _placed(row, dimension)
    sure = SURE[figures.gap.certainty] if figures.gap else "none"
    strip = charts.self_against_colleagues_strip(
        own.mean if own else None,
        drawn_value(score),
        low=score.lower,
        high=score.upper,
        few=score.few,
        end=end_of(score),
        sure=sure,
        points=score.points,
    )
    yours = f" Your own rating: {wording.number_words(own)}." if own else ""
    marks = (*(("own",) if own else ()), *group_marks(score))
    row = Row(
        name=dimension.name,
        under="",
        number=wording.number_words(score),
        range=wording.range_words(score),
        strip=str(strip),
        alt=f"All colleagues, {alt_of(dimension.name, score, axis)}{yours}",
        words=wording.gap_words(own, figures.gap),
        marks=marks,
        cells=score.cells + (own.cells if own else ()),
    )
    return _placed(row, dimension)


def _placed(row: Row, dimension: Dimension) -> Row:
    return Row(**{**vars(row), "place": dimension.number, "dimension": dimension.id})


def _why_missing(figures: DimensionFigures) -> Missing:
    reasons = [view.missing for view in figures.groups if view.missing and view.missing is not Missing.NO_ANSWERS]
    return reasons[0] if reasons else Missing.NO_ANSWERS


def groups_table(pack: Pack, figures: DimensionFigures, minimum: int) -> Table:
    """One dimension as each group sees it: you, line managers, all colleagues, then the groups."""
    axis = axis_of_kind(pack, PERFORMANCE)
    named = [*((figures.own,) if figures.own else ()), *figures.named]
    people = people_of(figures)
    rows = [_group_row(pack, view, axis, minimum) for view in named]
    if figures.colleagues and figures.groups_in_mean > 1:
        rows.append(_colleagues_row(figures.colleagues, figures.groups_in_mean, axis))
    rows += [_group_row(pack, view, axis, minimum, people.get(view.groups)) for view in figures.groups]
    return Table("Who sees what", ("Group", "Score", "Score on the scale", "To know"), axis, (Part("", tuple(rows)),))


def people_of(figures: DimensionFigures) -> dict[tuple[str, ...], int]:
    """Return how many people of each group answered in a dimension: the number that every table of it prints."""
    return {part.groups: part.people for part in figures.behaviours if not part.identified}


def _group_row(pack: Pack, view: View, axis: Axis, minimum: int, people: int | None = None) -> Row:
    """`people` are those of the group in this dimension, of whom some may not have been able to say everything."""
    name = wording.seat_words(pack, view.groups, view.name)
    under = wording.under_name(pack, view, people)
    row = view_row(view, name=name, under=under, axis=axis, minimum=minimum)
    could = wording.could_say_words(view, people)
    return replace(row, words=wording.joined(row.words, could)) if could else row


def _colleagues_row(score: Score, groups: int, axis: Axis) -> Row:
    everyone = View(("all",), None, False, score)
    under = f"mean of {plural(groups, 'group')}"
    return view_row(everyone, name="All colleagues", under=under, axis=axis, minimum=0)


def behaviours_table(
    pack: Pack, dimension: Dimension, parts: Sequence[ItemsOfGroup], minimum: int, *, kind: str = PERFORMANCE
) -> Table:
    """The items of one dimension, group by group; a group whose items are not shown is one fold with its reason."""
    axis = axis_of_kind(pack, kind)
    what = "statement" if kind == IMPACT else "behaviour"
    made = tuple(_items_part(pack, dimension, part, axis, minimum, what) for part in parts)
    last, also = ("Statement", "To know") if kind == IMPACT else ("Behaviour", "Agreement")
    return Table(f"{last} by {what}", (last, "Score", "Score on the scale", also), axis, made)


def _items_part(pack: Pack, dimension: Dimension, part: ItemsOfGroup, axis: Axis, minimum: int, what: str) -> Part:
    heading = wording.seat_words(pack, part.groups, part.name)
    if not part.identified:
        heading = f"{heading}, {wording.people_words(part.people)}"
    if part.missing is not None:
        asked = dimension.impact if what == "statement" else dimension.behaviours
        name = wording.all_items_words(len(asked), what)
        return Part(heading, (missing_row(part.missing, name, "", minimum),))
    rows = tuple(
        view_row(
            each.view, name=pack.item(each.item).text, under="", axis=axis, minimum=minimum, words=_agreement(each.view)
        )
        for each in part.items
    )
    return Part(heading, rows)


def _agreement(view: View) -> Runs:
    return ((wording.AGREEMENT_WORDS[view.agreement], False),) if view.agreement else ()


def impact_table(pack: Pack, figures: DimensionFigures, minimum: int) -> Table | None:
    """The impact statements of one dimension: item by item, or the whole, or the fold with its reason."""
    if not figures.impact:
        return None
    dimension = pack.dimension(figures.dimension)
    axis = axis_of_kind(pack, IMPACT)
    if figures.impact_items and all(part.missing is None for part in figures.impact_items):
        return behaviours_table(pack, dimension, figures.impact_items, minimum, kind=IMPACT)
    rows = tuple(
        view_row(
            view,
            name=wording.all_items_words(len(dimension.impact), "statement") + " together",
            under=wording.group_words(pack, view.groups)
            + (f", {wording.people_words(view.score.people)}" if view.score else ""),
            axis=axis,
            minimum=minimum,
        )
        for view in figures.impact
    )
    return Table("Impact", ("Statement", "Score", "Score on the scale", "To know"), axis, (Part("", rows),))


def importance_table(pack: Pack, figures: DimensionFigures, minimum: int) -> Table | None:
    """How much one dimension matters in the role: the own step, line managers by name, colleagues."""
    found = figures.importance
    if found is None:
        return None
    axis = axis_of_kind(pack, IMPORTANCE)
    named = [*((found.own,) if found.own else ()), *found.named]
    rows = [_group_row(pack, view, axis, minimum) for view in named]
    if found.colleagues is not None:
        everyone = View(("all",), None, False, found.colleagues)
        shown = sum(1 for view in found.groups if view.score)
        words: Runs = ((wording.COMPARISON_WORDS[found.comparison], False),) if found.comparison else ()
        under = f"mean of {plural(shown, 'group')}"
        rows.append(view_row(everyone, name="All colleagues", under=under, axis=axis, minimum=minimum, words=words))
    else:
        people = people_of(figures)
        rows += [_group_row(pack, view, axis, minimum, people.get(view.groups)) for view in found.groups]
    columns = ("Who", "Score", "Score on the scale", "What we can say")
    return Table("How much it matters", columns, axis, (Part("", tuple(rows)),))


def rungs_table(pack: Pack, derived: Derived, minimum: int) -> Table:
    """Importance and performance: rungs from the top, inside a rung by score."""
    axis = axis_of_kind(pack, PERFORMANCE)
    scale = pack.scale_of_kind(IMPORTANCE)
    labels = {step.value: step.label for step in scale.steps} if scale else {}
    rungs: list[tuple[int | None, str]] = [(value, labels[value]) for value in sorted(labels, reverse=True)]
    rungs.append((None, "You did not say how much it matters"))
    parts = []
    for rung, label in rungs:
        here = [figures for figures in derived.dimensions if figures.importance and figures.importance.rung == rung]
        rows = tuple(_rung_row(pack, figures, axis, minimum) for figures in sorted(here, key=_by_score))
        if rows:
            parts.append(Part(f"{label} in my role" if rung else label, rows))
    columns = ("Dimension", "All colleagues", "Score on the scale, with the half-way line", "What we can say")
    return Table("What matters, and what colleagues see", columns, axis, tuple(parts))


def _by_score(figures: DimensionFigures) -> tuple[bool, float]:
    return (figures.colleagues is None, figures.colleagues.mean if figures.colleagues else 0.0)


def _rung_row(pack: Pack, figures: DimensionFigures, axis: Axis, minimum: int) -> Row:
    dimension = pack.dimension(figures.dimension)
    score, half_way = figures.colleagues, pack.constants.half_way
    if score is None or figures.band is None:
        return _placed(missing_row(_why_missing(figures), dimension.name, "", minimum), dimension)
    comparison = figures.importance.comparison if figures.importance else None
    also = f". {wording.COMPARISON_WORDS[comparison]}" if comparison else ""
    strip = charts.rung_strip(
        drawn_value(score),
        half_way=half_way,
        low=score.lower,
        high=score.upper,
        few=score.few,
        end=end_of(score),
        points=score.points,
    )
    row = Row(
        name=dimension.name,
        under="",
        number=wording.number_words(score),
        range=wording.range_words(score),
        strip=str(strip),
        alt=f"{alt_of(dimension.name, score, axis)} The half-way line stands at {one_decimal(half_way)}.",
        words=((wording.BAND_WORDS[figures.band], True), (also, False)),
        marks=(*group_marks(score), "half way"),
        cells=score.cells,
    )
    return _placed(row, dimension)


def keys(tables: Iterable[Table]) -> tuple[str, ...]:
    """Return the marks that occur in any of the tables, in the order of the key."""
    found = {mark for table in tables for mark in table.key}
    return tuple(mark for mark in charts.KEY_WORDS if mark in found)
