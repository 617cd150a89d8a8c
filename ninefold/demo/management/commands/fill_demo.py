"""What `ninefold demo` does."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ninefold.demo import filling
from ninefold.demo.people import PEOPLE


class Command(BaseCommand):
    help = "Fill an empty database with made-up people and print who can sign in; a filled one is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        if not filling.is_filled():
            filling.fill()
        self.stdout.write(f"Open {settings.NINEFOLD_SITE_URL}/try/ and press a name to sign in:")
        for one in PEOPLE:
            self.stdout.write(f"  {one.name:<18} {one.role:<18} {one.comes_for}")
        self.stdout.write(f"What was sent: {settings.NINEFOLD_SITE_URL}/outbox/")
