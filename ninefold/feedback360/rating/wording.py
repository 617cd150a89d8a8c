"""Words in a comment that may show who wrote it. It warns and never blocks: the rater decides. Plain: nothing leaves the process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

JOBS = (
    "administrator|advisor|ambulance driver|anaesthetist|analyst|apprentice|associate|audiologist|cardiologist|carer|chaplain|"
    "chief nurse|cleaner|clinical lead|consultant|cook|coordinator|deputy|dentist|dietitian|director|doctor|driver|educator|"
    "engineer|facilitator|finance lead|geriatrician|governor|GP|healthcare assistant|HCA|health visitor|house officer|"
    "junior doctor|librarian|locum|manager|matron|midwife|nurse|occupational therapist|officer|optometrist|orthoptist|"
    "paediatrician|paramedic|pathologist|pharmacist|phlebotomist|physicist|physio|physiotherapist|podiatrist|porter|"
    "practitioner|psychiatrist|psychologist|radiographer|radiologist|receptionist|registrar|researcher|scientist|secretary|"
    "sister|social worker|sonographer|student|surgeon|technician|therapist|trainee|volunteer|ward clerk"
)
PEOPLE = "bloke|colleague|father|man|member|mother|parent|person|one|woman"
PERSONAL_EVENTS = (
    "appraisal|bereavement|breakdown|complaint|disability|divorce|grievance|illness|induction|interview|maternity leave|"
    "miscarriage|one-to-one|operation|parental leave|paternity leave|pregnancy|probation|promotion|return to work|secondment|"
    "sick leave|supervision|surgery"
)
PLACES = "Building|Centre|Clinic|Department|Hospital|House|Surgery|Team|Theatre|Unit|Ward"

# Each pattern marks its group 'words'. Lengths are bounded, so that no text makes them slow.
PATTERNS = (
    re.compile(r"(?P<words>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})"),
    re.compile(r"(?<!\w)(?P<words>\+?\d(?:[ ()-]{0,2}\d){8,14})(?!\w)"),
    re.compile(rf"\bonly (?:\w{{1,20}} ){{0,2}}?(?P<words>(?:{JOBS})s?)\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:as|i am|i'm|i’m|i was|being) the only (?P<words>(?:\w{{1,20}} )?(?:{PEOPLE})|\w{{3,30}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:as|i am|i'm|i’m|i was) (?:a|an|the|her|his|their) (?:\w{{1,20}} )?(?P<words>{JOBS})\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?P<words>my (?:\w{{1,20}} )?(?:{PERSONAL_EVENTS}))\b", re.IGNORECASE),
    re.compile(r"\b(?P<words>(?:since|in) (?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(
        r"\b(?P<words>(?:when|since|before|after) i (?:joined|started|moved|came|left|returned|was off))\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<words>(?:(?!(?:As|At|For|From|In|On|Our|The|To|We) )[A-Z][\w’'-]{{1,30}} ){{1,3}}(?:{PLACES}))\b"
    ),
    re.compile(r"\b(?P<words>Ward \d{1,3}[A-Z]?)\b", re.IGNORECASE),
)


@dataclass(frozen=True)
class Marked:
    """A run of the comment; `warns` where it may single the writer out."""

    text: str
    warns: bool


def mark_words(comment: str, *, names: Iterable[str] = ()) -> tuple[Marked, ...]:
    """Return the whole comment in runs. `names` are the writer's own: each part of three letters or more is marked."""
    spans = sorted(_spans(comment, names), key=lambda span: (span[0], -span[1]))
    runs: list[Marked] = []
    reached = 0
    for start, end in spans:
        if start < reached:
            continue
        if start > reached:
            runs.append(Marked(comment[reached:start], False))
        runs.append(Marked(comment[start:end], True))
        reached = end
    if reached < len(comment):
        runs.append(Marked(comment[reached:], False))
    return tuple(runs)


def warned_words(runs: Iterable[Marked]) -> tuple[str, ...]:
    """Return the marked words, each once, in the order of the text."""
    return tuple(dict.fromkeys(run.text for run in runs if run.warns))


def _spans(comment: str, names: Iterable[str]) -> Iterable[tuple[int, int]]:
    for pattern in PATTERNS:
        yield from (found.span("words") for found in pattern.finditer(comment))
    parts = {part for name in names for part in re.findall(r"[^\W\d_]{3,}", name)}
    if parts:
        own = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, parts)))})\b", re.IGNORECASE)
        yield from (found.span() for found in own.finditer(comment))
