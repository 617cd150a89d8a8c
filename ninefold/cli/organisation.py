"""Add an organisation and the person who runs this site for it. They sign in by a code in an e-mail and invite everybody else."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="name of the organisation")
    parser.add_argument("--region", required=True, help="region that it belongs to; made if it is new")
    parser.add_argument("--operator-name", required=True, metavar="NAME", help="who runs this site")
    parser.add_argument("--operator-email", required=True, metavar="ADDRESS", help="their e-mail address")


def run(options: Namespace) -> int:
    from ninefold.accounts.actions import add_person
    from ninefold.cli import CommandFailed
    from ninefold.organisations.actions import add_member, add_organisation
    from ninefold.organisations.domain import Role

    try:
        validate_email(options.operator_email)
    except ValidationError as error:
        raise CommandFailed(f"{options.operator_email} is not an e-mail address") from error
    with transaction.atomic():
        organisation = add_organisation(name=options.name, region_name=options.region, by=None)
        person, _ = add_person(email=options.operator_email, name=options.operator_name)
        for role in (Role.OPERATOR, Role.ORGANISATION_LEAD):
            add_member(person=person, organisation=organisation, role=role, by=None)
    print(f"{options.operator_name} runs {options.name} and signs in with {options.operator_email}.")
    return 0
