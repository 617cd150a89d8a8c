"""The operator's command. Each command stands in a module of its own and either does its work or says in one line why not."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "serve": "run the site: web server and one worker, until Ctrl-C",
    "worker": "run one more worker: mail, closing of rounds, reminders",
    "migrate": "bring the database and the static files up to date",
    "organisation": "add an organisation and who runs this site for it",
    "demo": "fill an empty database with made-up people and rounds",
    "doctor": "say what is wrong with this installation",
    "backup": "write a data archive and, apart from it, a key archive",
    "restore": "bring an installation back from its archives",
    "bounce": "read a returned mail from standard input",
    "model": "check a leadership model pack, or list its items",
    "report": "make reports from a file of ratings, without a server",
    "attack": "run the release auditor over report files",
    "settings": "list all settings with their meaning",
}
WITHOUT_INSTALLATION = {"model", "report", "attack", "settings"}


class CommandFailed(Exception):
    """A command cannot do its work; the text is the one line that says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0 if it did its work, 1 or 2 if not, with one line on standard error."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command in WITHOUT_INSTALLATION:
        os.environ.setdefault("NINEFOLD_SECRET_KEY", secrets.token_urlsafe(48))
    try:
        if options.command != "settings":
            _set_up()
        result: int = options.run(options)
    except CommandFailed as failure:
        print(f"ninefold {options.command}: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ninefold", description="Ninefold: the operator's command.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, meaning in COMMANDS.items():
        module = import_module(f"ninefold.cli.{name}")
        command = commands.add_parser(name, help=meaning, description=module.__doc__)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def _set_up() -> None:
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ninefold.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise CommandFailed(str(error)) from error
