"""Writes small packs for tests: a sound one, shaped unlike nine-dimensions, that each test can break in one place."""

from pathlib import Path

MAIN = """\
id: ward-craft
version: "2.1"
title: Ward craft
language: en-GB
author: A made-up college
licence:
  name: CC BY 4.0
  url: https://creativecommons.org/licenses/by/4.0/
  attribution: Ward craft, by a made-up college.
not able to say: No chance to see
scales:
  seven:
    kind: performance
    stem: How well does {name} do this?
    stem for self: How well do you do this?
    agreement: true
    steps: [One, Two, Three, Four, Five, Six, Seven]
  five:
    kind: performance
    stem: How often does {name} do this?
    stem for self: How often do you do this?
    steps: [Never, Seldom, Sometimes, Often, Always]
groups:
  - id: self
    label: Self
    plural: Self
    identified: true
    answers as: yourself
  - id: team
    label: Team member
    plural: Team members
    answers as: a team member
  - id: patient
    label: Patient
    plural: Patients
    answers as: a patient
parts:
  - id: people
    name: People
  - id: talking
    name: Talking
    part of: people
role levels:
  - id: ward
    name: Ward
  - id: board
    name: Board
constants:
  c item: 0.25
  c dimension: 0.15
  sigma gap: 0.6
  half way: 4.5
  provisional: true
  study: None yet.
"""
LISTENING = """\
id: listening
number: 1
name: Listening
part of: talking
what it is: You listen.
why it matters: People tell you more.
crosswalk:
  - pack: nine-dimensions
    dimension: care
behaviours:
  scale: seven
  items:
    listen-1: Waits until people have finished
    listen-2:
      text: Hears what staff across the trust say
      role levels: [board]
"""
CLEANING = """\
id: cleaning
number: 2
name: Cleaning
what it is: You keep things clean.
why it matters: Clean wards are safe.
behaviours:
  scale: five
  groups: [self, team]
  items:
    clean-1: Cleans up after others
"""


def write_pack(root: Path, **replacements: str) -> Path:
    """Write the sound pack. Each replacement is file='old => new', to break it in one place."""
    files = {"main": MAIN, "listening": LISTENING, "cleaning": CLEANING}
    for name, change in replacements.items():
        old, new = change.split(" => ")
        assert old in files[name], f"{old!r} does not stand in {name}"
        files[name] = files[name].replace(old, new, 1)
    (root / "dimensions").mkdir(parents=True, exist_ok=True)
    (root / "pack.yaml").write_text(files["main"], encoding="utf-8")
    (root / "dimensions" / "1-listening.yaml").write_text(files["listening"], encoding="utf-8")
    (root / "dimensions" / "2-cleaning.yaml").write_text(files["cleaning"], encoding="utf-8")
    return root


def line_of(file: str, words: str) -> int:
    """Return the line on which the words stand in the sound pack."""
    lines = {"main": MAIN, "listening": LISTENING, "cleaning": CLEANING}[file].splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)
