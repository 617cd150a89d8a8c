"""Loading and finding packs, and what a loaded pack answers."""

from pathlib import Path

import pytest
from pytest_django import Settings

from ninefold.leadership_model.domain import Counterpart
from ninefold.leadership_model.packs import PackError, PackNotFound, find_pack, live_packs, load_pack
from tests.leadership_model.making import write_pack

CLIMATE = Path(__file__).parents[1] / "packs" / "leadership-climate"


def test_nine_dimensions_asks_45_ratings_and_27_more_of_direct_reports() -> None:
    pack = find_pack("nine-dimensions")

    assert [dimension.id for dimension in pack.dimensions] == [
        "purpose", "care", "evaluating", "connecting", "vision",
        "engaging", "accountability", "capability", "influence",
    ]  # fmt: skip
    assert {group: len(pack.items_for(group)) for group in ("self", "line manager", "peer", "other")} == {
        "self": 45, "line manager": 45, "peer": 45, "other": 45,
    }  # fmt: skip
    assert len(pack.items_for("direct report")) == 72
    assert [question.id for question in pack.questions] == ["keep", "more", "help"]


def test_nine_dimensions_asks_a_page_in_order_behaviours_importance_impact() -> None:
    pack = find_pack("nine-dimensions")

    asked = [item.id for item in pack.dimension_items_for("care", "direct report")]

    assert asked == [
        "care-1", "care-2", "care-3", "care-4", "importance:care",
        "care-impact-1", "care-impact-2", "care-impact-3",
    ]  # fmt: skip
    assert [item.id for item in pack.dimension_items_for(pack.dimension("care"), "peer")] == asked[:5]


def test_nine_dimensions_carries_the_constants_of_the_scoring() -> None:
    constants = find_pack("nine-dimensions").constants

    assert (constants.item_dispersion, constants.dimension_dispersion, constants.gap_sigma) == (0.25, 0.15, 0.60)
    assert constants.half_way == 3.5
    assert constants.provisional
    assert constants.study


def test_nine_dimensions_has_three_scales_of_five_steps_and_a_way_out() -> None:
    pack = find_pack("nine-dimensions")

    assert [(scale.kind, scale.points, scale.agreement) for scale in pack.scales] == [
        ("performance", 5, True),
        ("importance", 5, False),
        ("impact", 5, False),
    ]
    performance, _, impact = pack.scales
    assert performance.steps == impact.steps
    assert (performance.label(1), performance.label(5)) == ("Hardly ever", "Almost always")
    assert pack.not_able_to_say == "Not able to say"


def test_a_statement_reads_as_a_sentence_about_the_participant() -> None:
    pack = find_pack("nine-dimensions")

    assert pack.item("care-2").said_of("Ruth") == "Ruth makes time to listen, even on a busy day"
    assert pack.scale_of(pack.item("care-2")).stem_about("Ruth").startswith("How often have you seen Ruth do this")
    assert "you" in pack.scale_of(pack.item("care-2")).stem_about(None)
    assert "Ruth" in pack.question("help").about("Ruth")
    assert "Ruth" not in pack.question("help").about(None)


def test_parts_of_a_pack_are_found_by_id() -> None:
    pack = find_pack("nine-dimensions")

    assert pack.group("direct report").plural == "Direct reports"
    assert pack.scale("importance").label(5) == "Matters most"
    assert str(pack.licence) == "CC BY 4.0"
    with pytest.raises(KeyError):
        pack.item("care-9")


def test_the_climate_pack_keeps_the_item_names_of_its_data() -> None:
    pack = load_pack(CLIMATE)

    assert [item.id for item in pack.items] == [f"LEAD{number:02}" for number in range(1, 12)]
    assert {pack.scale_of(item).points for item in pack.items} == {5}
    assert pack.scale_of_kind("importance") is None


def test_a_pack_of_another_shape_loads(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path / "ward-craft"))
    listening, cleaning = pack.dimensions

    assert [part.name for part in pack.parts_above(listening)] == ["People", "Talking"]
    assert pack.parts_above(cleaning) == ()
    assert pack.scale_of(listening.behaviours[0]).points == 7
    assert pack.scale_of(cleaning.behaviours[0]).points == 5
    assert [item.id for item in pack.items_for("patient")] == ["listen-1", "listen-2"]
    assert [item.id for item in pack.items_for("team", "ward")] == ["listen-1", "clean-1"]
    assert [item.id for item in pack.items_for("team", "board")] == ["listen-1", "listen-2", "clean-1"]
    assert listening.crosswalk == (Counterpart("nine-dimensions", "care"),)
    assert listening.importance is None


def test_two_versions_and_two_packs_live_side_by_side(tmp_path: Path, settings: Settings) -> None:
    models = Path(settings.NINEFOLD_MODELS_DIRS[0])
    settings.NINEFOLD_MODELS_DIRS = [models, tmp_path]
    write_pack(tmp_path / "ward-craft")
    write_pack(tmp_path / "ward-craft-new", main='version: "2.1" => version: "2.10"')

    assert find_pack("ward-craft").version == "2.10"
    assert find_pack("ward-craft", "2.1").version == "2.1"
    assert find_pack("ward-craft", "2.1") is find_pack("ward-craft", "2.1")
    assert [(pack.id, pack.version) for pack in live_packs()] == [
        ("nine-dimensions", "1.0"),
        ("ward-craft", "2.10"),
        ("ward-craft", "2.1"),
    ]


def test_a_pack_that_is_not_there_is_not_found() -> None:
    with pytest.raises(PackNotFound, match="no leadership model ‘nine-dimensions 9.9’"):
        find_pack("nine-dimensions", "9.9")


def test_the_same_version_in_two_folders_is_refused(tmp_path: Path, settings: Settings) -> None:
    settings.NINEFOLD_MODELS_DIRS = [tmp_path]
    write_pack(tmp_path / "one")
    write_pack(tmp_path / "two")

    with pytest.raises(PackError, match="Give one a new version"):
        find_pack("ward-craft")


def test_a_broken_pack_harms_no_other(tmp_path: Path, settings: Settings) -> None:
    settings.NINEFOLD_MODELS_DIRS = [settings.NINEFOLD_MODELS_DIRS[0], tmp_path]
    write_pack(tmp_path / "broken", main="scales: => scalse:")

    assert find_pack("nine-dimensions").title
    with pytest.raises(PackError):
        find_pack("ward-craft")
