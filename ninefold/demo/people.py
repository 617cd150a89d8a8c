"""The made-up people of the demonstration. Nobody of these names is meant."""

from __future__ import annotations

from dataclasses import dataclass

EASTMOOR = "Eastmoor Hospitals"
HARBOUR = "Harbour Community Care"
REGION = "Northern Vale"


@dataclass(frozen=True)
class MadeUpPerson:
    """Somebody who can sign in by one press. `comes_for` is printed beside their button."""

    key: str
    name: str
    organisation: str
    role: str
    comes_for: str

    @property
    def email(self) -> str:
        place = "eastmoor" if self.organisation == EASTMOOR else "harbour"
        return f"{self.name.lower().replace(' ', '.').replace(chr(8217), '')}@{place}.example"


PEOPLE = (
    MadeUpPerson("ruth", "Ruth Adeyemi", EASTMOOR, "participant", "reads her released report"),
    MadeUpPerson("tom", "Tom Hollis", EASTMOOR, "participant", "has just begun a round and needs raters"),
    MadeUpPerson("aisha", "Aisha Rahman", EASTMOOR, "participant", "waits for her list of raters to be confirmed"),
    MadeUpPerson("daniel", "Daniel Mensah", EASTMOOR, "participant", "has a round open; people are answering"),
    MadeUpPerson("priya", "Priya Nair", EASTMOOR, "participant", "has a round that has just closed"),
    MadeUpPerson("owen", "Owen Pritchard", HARBOUR, "participant", "will soon talk his report through"),
    MadeUpPerson("helen", "Helen Byrne", HARBOUR, "participant", "had a round that was refused after close"),
    MadeUpPerson("jakub", "Jakub Nowak", HARBOUR, "participant", "had a round that ended without a report"),
    MadeUpPerson("mary", "Mary O’Neill", HARBOUR, "participant", "cancelled her round"),
    MadeUpPerson(
        "grace", "Grace Okoro", EASTMOOR, "facilitator", "confirms a list, reads reports first, releases them"
    ),
    MadeUpPerson("martin", "Martin Shaw", HARBOUR, "facilitator", "has a report to talk through"),
    MadeUpPerson(
        "claire", "Claire Whitfield", EASTMOOR, "organisation lead", "follows all rounds by counts, never by answers"
    ),
    MadeUpPerson(
        "samuel", "Samuel Otieno", HARBOUR, "organisation lead", "follows rounds by counts in another organisation"
    ),
    MadeUpPerson("fiona", "Fiona Marsh", EASTMOOR, "regional lead", "sees the facilitators of the region"),
    MadeUpPerson("lee", "Lee Carter", EASTMOOR, "operator", "keeps the installation running"),
)

COLLEAGUES = (
    "Amara Bello", "Ben Clarke", "Carys Morgan", "Dev Patel", "Ewa Zielińska", "Fatima Hussain", "Gareth Lloyd",
    "Hannah Price", "Ibrahim Yusuf", "Joan Murphy", "Kwame Asante", "Lucy Hart", "Mohammed Iqbal", "Nia Evans",
    "Oliver Grant", "Paula Reyes", "Quentin Shah", "Rosa Almeida", "Sean Walsh", "Tara Singh",
)  # fmt: skip
MANAGERS = {EASTMOOR: "Judith Cole", HARBOUR: "Peter Lang"}
