"""A pack broken in one place: the error names file and line and says what to mend."""

from pathlib import Path

import pytest

from ninefold.leadership_model.packs import PackError, load_pack
from tests.leadership_model.making import line_of, write_pack

FILES = {"main": "pack.yaml", "listening": "dimensions/1-listening.yaml", "cleaning": "dimensions/2-cleaning.yaml"}
BEHAVIOURS = "behaviours:\n  scale: five\n  groups: [self, team]\n  items:\n    clean-1: Cleans up after others"
BREAKS = [
    # file, the change, the words on the line that the error names, and what it says
    ("main", "id: ward-craft => id: ward/craft", "id: ward-craft", "‘ward/craft’ cannot be an id"),
    ("main", 'version: "2.1" => version: new', "version:", "‘version’ must be figures with dots"),
    ("main", "language: en-GB => language: English", "language:", "‘language’ must be a language tag"),
    ("main", "author: A made-up college => author:", "author:", "‘author’ has nothing after it"),
    ("main", "title: Ward craft => titel: Ward craft", "title:", "‘titel’ is not a key of the file"),
    ("main", "title: Ward craft => id: ward-craft", "title:", "‘id’ stands here twice"),
    ("main", "  attribution: Ward craft, by a made-up college.\n => ", "  name: CC BY", "‘attribution’ is missing"),
    ("main", "url: https:// => url: http://", "  name: CC BY", "must begin with https://"),
    ("main", "kind: performance => kind: guess", "kind: performance", "Use one of: performance, importance, impact"),
    ("main", "agreement: true => agreement: yes", "agreement:", "‘agreement’ must be true or false"),
    ("main", "[One, Two, Three, Four, Five, Six, Seven] => [One, Two]", "[One", "3 to 10 steps, this one has 2"),
    ("main", "[One, Two, Three, Four, Five, Six, Seven] => [One, Two, Three]", "agreement:", "scale of 5 or 7 steps"),
    ("main", "[One, Two => [One, one", "[One", "Two steps of this scale have the same words"),
    ("main", "[One, Two => [One, [Two]", "[One", "‘steps’ must be words"),
    ("main", "[One, Two, Three, Four, Five, Six, Seven] => One", "[One", "‘steps’ must be a list"),
    ("main", "well does {name} => well does {the name}", "stem: How well", "Only {name} may stand in braces"),
    ("main", "  - id: self =>   - id: myself", "  - id: self", "The group ‘self’ is missing"),
    ("main", "identified: true => identified: false", "  - id: self", "Write ‘identified: true’"),
    ("main", "- id: patient => - id: team", "- id: patient", "The id ‘team’ stands twice among the groups"),
    ("main", "part of: people => part of: nowhere", "id: people", "under ‘nowhere’, which is not among the parts"),
    ("main", "part of: people => part of: talking", "id: people", "under too many parts, or under itself"),
    ("main", "c item: 0.25 => c item: 25", "c item", "‘c item’ must be a number above 0 and at most 1"),
    ("main", "sigma gap: 0.6 => sigma gap: nan", "sigma gap", "‘sigma gap’ must be a number above 0"),
    ("main", "half way: 4.5 => half way: [4.5]", "half way", "‘half way’ must be a number"),
    ("main", "  study: None yet.\n => ", "c item", "‘study’ is missing in constants"),
    ("main", "  study: None yet. => study: None yet.", "study:", "‘study’ is not a key of the file"),
    ("main", "title: Ward craft => title: 'Ward craft", "title:", "This is not valid YAML"),
    ("main", "title: Ward craft => title: \x07", None, "a character that YAML does not allow"),
    ("listening", "number: 1 => number: first", "number:", "‘number’ must be a whole number from 1 to 99"),
    ("listening", "number: 1 => number: 1.5", "number:", "‘number’ must be a whole number from 1 to 99"),
    ("listening", "part of: talking => part of: singing", "part of:", "‘singing’ is not known here. Use one of"),
    ("listening", "scale: seven => scale: six", "scale:", "‘six’ is not known here. Use one of: seven, five"),
    ("listening", "  scale: seven\n => ", "scale: seven", "Say which scale of the kind ‘performance’ is used"),
    ("listening", "[board] => [porter]", "role levels:", "‘porter’ is not known here. Use one of: ward, board"),
    ("listening", "    listen-2:\n => \"    listen-2:\n      colour: red\n", None, "This is not valid YAML"),
    ("listening", "      text: Hears => colour: red\n      text: Hears", None, "This is not valid YAML"),
    ("cleaning", "groups: [self, team] => groups: [self, chef]", "groups:", "‘chef’ is not known here"),
    ("cleaning", "clean-1: Cleans => clean 1/2: Cleans", "clean-1", "‘clean 1/2’ cannot be an id"),
    ("cleaning", "clean-1: Cleans => clean-1: Cleans\n    clean-1: Cleans", None, "‘clean-1’ stands here twice"),
    ("cleaning", "clean-1: => round:", "clean-1", "‘round’ is the name of another column"),
    ("cleaning", "clean-1: => listen-1:", "clean-1", "item ‘listen-1’ stands in 1-listening.yaml, line 13, too"),
    ("cleaning", "id: cleaning => id: listening", "id: cleaning", " ‘listening’ stands in 1-listening.yaml, line 1"),
    ("cleaning", "number: 2 => number: 1", "number: 2", "number ‘1’ stands in 1-listening.yaml, line 2, too"),
    ("cleaning", "name: Cleaning => importance:\n  scale: five", "id: cleaning", "‘name’ is missing in the file"),
    ("cleaning", BEHAVIOURS + " => levels: {}", "id: cleaning", "This dimension holds nothing to rate"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "change", "words", "sentence"), BREAKS)
def test_an_error_names_file_and_line(tmp_path: Path, file: str, change: str, words: str | None, sentence: str) -> None:
    root = write_pack(tmp_path / "broken", **{file: change})

    with pytest.raises(PackError) as caught:
        load_pack(root)

    said = [line for line in caught.value.lines if sentence in line]
    assert said, caught.value.lines
    place = f"broken/{FILES[file]}:"
    assert said[0].startswith(place + (f"{line_of(file, words)}: " if words else ""))


def test_all_errors_are_listed_in_order_of_file_and_line(tmp_path: Path) -> None:
    root = write_pack(
        tmp_path / "broken",
        main='version: "2.1" => version: new',
        listening="number: 1 => number: one",
        cleaning="scale: five => scale: six",
    )

    with pytest.raises(PackError) as caught:
        load_pack(root)

    assert [line.split(": ")[0] for line in caught.value.lines] == [
        f"broken/dimensions/1-listening.yaml:{line_of('listening', 'number')}",
        f"broken/dimensions/2-cleaning.yaml:{line_of('cleaning', 'scale')}",
        f"broken/pack.yaml:{line_of('main', 'version')}",
    ]


def test_an_error_in_one_place_is_said_once(tmp_path: Path) -> None:
    root = write_pack(tmp_path / "broken", cleaning="scale: five => scale: six")

    with pytest.raises(PackError) as caught:
        load_pack(root)

    assert len(caught.value.lines) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"\xff\xfe", "The file is not UTF-8 text"),
        (b"just words", "‘the file’ must hold lines of the form ‘key: value’"),
        (b"- a\n- b", "‘the file’ must hold lines of the form ‘key: value’"),
        (b"[" * 20_000, "nested too deeply"),
        (b"# " + b"x" * 1_000_000, "larger than 1 MB"),
        (b"a: &a [*a]\nb: &b [*a, *a]\nc: [*b, *b]", "‘a’ is not a key of the file"),
        (b"!!python/object/apply:os.system ['true']", "must hold lines of the form"),
        (b"? [a]\n: b", "A key must be a word"),
    ],
)
def test_a_file_that_is_no_pack_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    root = write_pack(tmp_path / "broken")
    (root / "pack.yaml").write_bytes(content)

    with pytest.raises(PackError, match=sentence):
        load_pack(root)


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="pack.yaml:1: This file is missing"):
        load_pack(tmp_path)


def test_a_pack_without_dimensions_is_refused(tmp_path: Path) -> None:
    root = write_pack(tmp_path / "broken")
    for file in (root / "dimensions").iterdir():
        file.unlink()

    with pytest.raises(PackError, match="A model has at least one dimension"):
        load_pack(root)


def test_a_dimension_of_ten_thousand_items_is_refused(tmp_path: Path) -> None:
    many = "\n".join(f"    clean-{number}: Cleans corner {number}" for number in range(1, 10_001))
    root = write_pack(tmp_path / "broken", cleaning=f"    clean-1: Cleans up after others => {many}")

    with pytest.raises(PackError, match="holds at most 400 items, this one has 10000"):
        load_pack(root)


def test_words_of_any_script_are_kept(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path / "sound", cleaning="Cleans up after others => ينظف بعد الآخرين 🧹"))

    assert pack.item("clean-1").text == "ينظف بعد الآخرين 🧹"


def test_a_pack_without_a_confidential_group_is_refused(tmp_path: Path) -> None:
    groups = "    plural: Team members => identified: true\n    plural: Team members"
    root = write_pack(tmp_path / "broken", main=groups.replace("=> ", "=>     "))
    main = root / "pack.yaml"
    main.write_text(main.read_text().replace("    plural: Patients", "    identified: true\n    plural: Patients"))

    with pytest.raises(PackError, match="At least one group must be confidential"):
        load_pack(root)


def test_a_model_of_a_hundred_dimensions_is_refused(tmp_path: Path) -> None:
    root = write_pack(tmp_path / "broken")
    for number in range(100):
        (root / "dimensions" / f"more-{number}.yaml").write_text("id: more")

    with pytest.raises(PackError, match="at most 60 dimensions, this one has 102 files"):
        load_pack(root)


def test_a_file_of_control_characters_is_refused(tmp_path: Path) -> None:
    root = write_pack(tmp_path / "broken")
    (root / "dimensions" / "3-more.yaml").write_bytes(b"id: a\x00b")

    with pytest.raises(PackError, match=r"3-more.yaml:1: .*a character that YAML does not allow"):
        load_pack(root)
