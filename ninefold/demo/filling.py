"""Filling an empty database by the product's own actions, at made-up times: no row is written that a person could not have caused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from ninefold.accounts.actions import add_person
from ninefold.accounts.models import Person
from ninefold.demo.people import COLLEAGUES, EASTMOOR, HARBOUR, MANAGERS, PEOPLE, REGION, MadeUpPerson
from ninefold.demo.stories import DIMENSIONS, STORIES, Story, chance, level_of
from ninefold.facilitators.actions import accredit_facilitator, log_feedback_session
from ninefold.facilitators.domain import Mode
from ninefold.facilitators.queries import facilitator_id_of
from ninefold.feedback360 import actions as rounds
from ninefold.feedback360.domain.closing import end_of_day, in_london
from ninefold.feedback360.models import Rater
from ninefold.feedback360.rating.plan import QUESTIONS_PAGE, Form, form_for
from ninefold.leadership_model.domain import SELF
from ninefold.leadership_model.packs import find_pack
from ninefold.organisations.models import Membership, Organisation, Region
from ninefold.outbox.sending import send_due
from ninefold.reports import actions as reports
from ninefold.vault import actions as vault
from ninefold.vault.queries import pass_for

PACK = "nine-dimensions"
AGO = {"released": 70, "refused": 55, "with facilitator": 33, "closed": 30, "open": 9}
FACILITATOR_OF = {EASTMOOR: "grace", HARBOUR: "martin"}
LEAD_OF = {EASTMOOR: "claire", HARBOUR: "samuel"}


def is_filled() -> bool:
    """Whether this database holds the demonstration already."""
    return Organisation.objects.filter(name=EASTMOOR).exists()


@transaction.atomic
def fill_people(now: datetime) -> dict[str, Person]:
    """Organisations, everybody who can sign in, and the facilitators' evidence."""
    region = Region.objects.create(name=REGION)
    organisations = {name: Organisation.objects.create(name=name, region=region) for name in (EASTMOOR, HARBOUR)}
    people = {one.key: _person(one, organisations[one.organisation], now) for one in PEOPLE}
    today = in_london(now)
    for key in FACILITATOR_OF.values():
        Membership.objects.get_or_create(
            person=people[key], organisation=organisations[HARBOUR if key == "grace" else EASTMOOR], role="facilitator"
        )
        entry = accredit_facilitator(
            person=people[key],
            region_id=region.pk,
            on=today - timedelta(days=400),
            until=today + timedelta(days=700),
            by=people["fiona"],
        )
        for months in (2, 5):
            log_feedback_session(
                facilitator_id=entry.pk,
                round_id=None,
                held_on=today - timedelta(days=30 * months),
                mode=Mode.ONLINE,
                minutes=90,
                by=people[key],
                now=now,
            )
    return people


def _person(one: MadeUpPerson, organisation: Organisation, now: datetime) -> Person:
    person, _ = add_person(email=one.email, name=one.name)
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    Membership.objects.create(person=person, organisation=organisation, role=one.role)
    return person


def fill_round(story: Story, people: Mapping[str, Person], now: datetime) -> UUID:
    """One round, brought by actions to the stage that its story tells."""
    about = next(one for one in PEOPLE if one.key == story.key)
    began = now - timedelta(days=AGO.get(story.stage, 3))
    organisation = Organisation.objects.get(name=about.organisation)
    facilitator = people[FACILITATOR_OF[about.organisation]]
    participant = people[story.key]
    made = rounds.create_round(
        participant=participant,
        organisation_id=organisation.pk,
        pack_id=PACK,
        plan=rounds.Plan(
            opens_on=in_london(began),
            closes_on=in_london(began) + timedelta(days=28),
            facilitator_id=facilitator_id_of(facilitator),
        ),
        now=began,
    )
    _add_raters(story, about, made.pk, participant, began)
    if story.own:
        _rate(story, Rater.objects.get(round_id=made.pk, group=SELF), participant.name)
    if story.stage != "draft":
        rounds.ask_for_confirmation(round_id=made.pk, by=participant, now=began)
    if story.stage not in {"draft", "awaiting confirmation"}:
        rounds.confirm_list(round_id=made.pk, by=facilitator, now=began)
        _answer(story, made.pk)
        _go_on(story, made.pk, participant, facilitator, began)
    return made.pk


def _add_raters(story: Story, about: MadeUpPerson, round_id: UUID, participant: Person, now: datetime) -> None:
    shift = int(chance(story.key) * len(COLLEAGUES))
    names = [COLLEAGUES[(shift + place) % len(COLLEAGUES)] for place in range(len(COLLEAGUES))]
    place = 0
    for group, number in story.asked.items():
        for _ in range(number):
            name = MANAGERS[about.organisation] if group == "line manager" else names[place]
            place += group != "line manager"
            address = name.lower().replace(" ", ".").replace("ń", "n")
            rounds.add_rater(
                round_id=round_id,
                name=name,
                email=f"{address}@{'eastmoor' if about.organisation == EASTMOOR else 'harbour'}.example",
                group=group,
                agreed=True,
                by=participant,
                now=now,
            )


def _answer(story: Story, round_id: UUID) -> None:
    """Each group's raters answer through the vault's own door, as many as the story says."""
    comments = {question: list(texts) for question, texts in story.comments.items()}
    raters = [
        rater
        for group, number in story.answered.items()
        for rater in Rater.objects.filter(round_id=round_id, group=group).order_by("name")[:number]
    ]
    for rater in sorted(raters, key=lambda one: chance(story.key, one.name)):
        said = {question: texts.pop(0) for question, texts in comments.items() if texts}
        _rate(story, rater, rater.name, said)


def _rate(story: Story, rater: Rater, name: str, comments: Mapping[str, str] | None = None) -> None:
    form = form_for(find_pack(PACK), rater.group)
    rater_pass = pass_for(rater.pk)
    if rater_pass is None:
        raise LookupError(f"{rater.name} has no link")
    for page in form.pages:
        vault.save_page(rater_pass, page=page.key, answers=_levels(story, form, page.key, rater))
    if comments:
        vault.save_page(rater_pass, page=QUESTIONS_PAGE, answers=dict(comments), with_words=True)
    vault.submit(
        rater_pass, required={**form.required, QUESTIONS_PAGE: ()}, name=name if form.group.identified else None
    )


def _levels(story: Story, form: Form, key: str, rater: Rater) -> dict[str, int | str | None]:
    page = form.page(key)
    if page is None:
        raise LookupError(key)
    place = DIMENSIONS.index(key)
    answers: dict[str, int | str | None] = {}
    for number, item in enumerate(page.items):
        if item.startswith("importance:"):
            wished = story.importance[place]
            answers[item] = wished if rater.group == SELF else level_of(wished, rater.name, story.key, item) or 3
        elif rater.group == SELF:
            quarters = round((story.own[place] - int(story.own[place])) * 4)
            answers[item] = int(story.own[place]) + (number < quarters)
        else:
            answers[item] = level_of(story.colleagues[place], rater.name, story.key, item)
    return answers


def _go_on(story: Story, round_id: UUID, participant: Person, facilitator: Person, began: datetime) -> None:
    today = datetime.now(UTC)
    after = end_of_day(in_london(began) + timedelta(days=28)) + timedelta(hours=9)
    rounds.freeze_counts_of_day(round_id=round_id, now=min(after - timedelta(days=2), today))
    if story.stage == "cancelled":
        rounds.cancel_round(round_id=round_id, reason="I am moving to another ward.", by=participant, now=today)
    elif story.stage == "ended without report":
        rounds.end_without_report(
            round_id=round_id, reason="Too few people were able to answer.", by=participant, now=today
        )
    elif story.stage in {"released", "refused", "with facilitator", "closed"}:
        rounds.close_by_date(round_id=round_id, now=after)
    if story.stage == "refused":
        rounds.refuse_list(
            round_id=round_id,
            reason="Several people on the list do not work with Helen. We will start again together.",
            by=facilitator,
            now=after + timedelta(days=1),
        )
    elif story.stage in {"released", "with facilitator"}:
        rounds.accept_list(round_id=round_id, by=facilitator, now=after + timedelta(days=1))
    if story.stage == "released":
        _talk_and_release(round_id, facilitator, after + timedelta(days=9))


def _talk_and_release(round_id: UUID, facilitator: Person, now: datetime) -> None:
    reports.log_session(
        round_id=round_id, held_on=in_london(now), mode=Mode.IN_PERSON, minutes=100, by=facilitator, now=now
    )
    reports.release(round_id=round_id, by=facilitator, now=now)


def fill() -> None:
    """Fill an empty database: people first, then a round at every stage. Mail goes to the list of sent copies."""
    now = timezone.now()
    people = fill_people(now)
    for story in STORIES:
        fill_round(story, people, now)
    send_due()
