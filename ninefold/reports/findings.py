"""The few things worth attention: chosen from the words alone, so that nothing is ranked that cannot be told apart."""

from collections.abc import Sequence

from ninefold.reports.domain import Band, DimensionFigures, Finding, Standing

MOST_FINDINGS = 3
KINDS = (
    Standing.STRENGTH_YOU_MAY_NOT_SEE,
    Standing.WORTH_A_CLOSER_LOOK,
    Standing.SHARED_ROOM_TO_GROW,
    Standing.SHARED_STRENGTH,
)
SIDE_NEEDED = {Standing.SHARED_STRENGTH: Band.SEEN_OFTEN, Standing.SHARED_ROOM_TO_GROW: Band.SEEN_LESS_OFTEN}


def choose_findings(dimensions: Sequence[DimensionFigures], *, top_rung: int | None) -> tuple[Finding, ...]:
    """Return at most three findings, one of each kind before a second of any, strengths and doubts in turn.

    Inside a kind, what matters most to the participant comes first, then the order of the pack: never the score.
    """
    rounds: list[Finding] = []
    by_kind = [_of_kind(dimensions, kind, top_rung) for kind in KINDS]
    for turn in range(MOST_FINDINGS):
        rounds += [found[turn] for found in by_kind if len(found) > turn]
    return tuple(rounds[:MOST_FINDINGS])


def _of_kind(dimensions: Sequence[DimensionFigures], kind: Standing, top_rung: int | None) -> list[Finding]:
    found = [
        Finding(
            dimension=figures.dimension,
            standing=kind,
            matters_most=_matters_most(figures, top_rung),
            cells=figures.gap.cells if figures.gap else (),
        )
        for figures in dimensions
        if figures.standing is kind and _sure(figures)
    ]
    return sorted(found, key=lambda finding: not finding.matters_most)


def _sure(figures: DimensionFigures) -> bool:
    """Whether the words hold: what both views share is named only if the interval lies wholly on one side."""
    needed = SIDE_NEEDED.get(figures.standing)
    return needed is None or figures.band is needed


def talk_about_first(dimensions: Sequence[DimensionFigures], *, top_rung: int | None) -> tuple[str, ...]:
    """Return the dimensions that matter most and are seen less often, in the order of the pack."""
    return _on_top_rung(dimensions, Band.SEEN_LESS_OFTEN, top_rung)


def build_on(dimensions: Sequence[DimensionFigures], *, top_rung: int | None) -> tuple[str, ...]:
    """Return the dimensions that matter most and are seen often, in the order of the pack."""
    return _on_top_rung(dimensions, Band.SEEN_OFTEN, top_rung)


def _on_top_rung(dimensions: Sequence[DimensionFigures], band: Band, top_rung: int | None) -> tuple[str, ...]:
    return tuple(
        figures.dimension for figures in dimensions if figures.band is band and _matters_most(figures, top_rung)
    )


def _matters_most(figures: DimensionFigures, top_rung: int | None) -> bool:
    return top_rung is not None and figures.importance is not None and figures.importance.rung == top_rung
