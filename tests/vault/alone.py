"""Settings for processes of their own: the vault and what it needs, so that they start at once."""

from tests.settings import *  # noqa: F403

INSTALLED_APPS = ["ninefold.outbox", "ninefold.vault"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "tests.vault"
