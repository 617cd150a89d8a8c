"""A pack as the certified table sees it: what may be added to what, and who is named."""

from pathlib import Path

from ninefold.disclosure import Answers, Section, certified_table
from ninefold.leadership_model.instrument import instrument
from ninefold.leadership_model.packs import find_pack, load_pack
from tests.leadership_model.making import write_pack


def test_a_dimension_gives_a_section_each_for_behaviours_importance_and_impact() -> None:
    built = instrument(find_pack("nine-dimensions"))

    assert len(built.sections) == 27
    assert [section for section in built.sections if section.dimension == "care"] == [
        Section("care", "performance", 5, ("care-1", "care-2", "care-3", "care-4"), None, True),
        Section("care", "importance", 5, ("importance:care",), None, False),
        Section("care", "impact", 5, ("care-impact-1", "care-impact-2", "care-impact-3"), ("direct report",), False),
    ]


def test_groups_keep_the_order_of_the_pack_and_two_are_identified() -> None:
    built = instrument(find_pack("nine-dimensions"))

    assert built.groups == ("self", "line manager", "peer", "direct report", "other")
    assert built.identified == frozenset({"self", "line manager"})


def test_a_role_level_leaves_out_the_items_of_the_others(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path / "ward-craft"))

    assert [section.items for section in instrument(pack).sections] == [("listen-1", "listen-2"), ("clean-1",)]
    assert [section.items for section in instrument(pack, "ward").sections] == [("listen-1",), ("clean-1",)]
    assert [section.points for section in instrument(pack).sections] == [7, 5]


def test_a_certified_table_can_be_made_with_the_instrument() -> None:
    pack = find_pack("nine-dimensions")
    answers = [
        Answers(rater=f"rater {number}", group="peer", ratings={item.id: 4 for item in pack.items_for("peer")})
        for number in range(5)
    ]

    table = certified_table(answers, minimum=3, instrument=instrument(pack))

    assert {cell.item for cell in table.cells if cell.dimension == "care" and cell.scale == "performance"} == {
        "care-1",
        "care-2",
        "care-3",
        "care-4",
    }
    assert not [cell for cell in table.cells if cell.scale == "impact"]
