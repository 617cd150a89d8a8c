"""What the apps above may want to know."""

from django.dispatch import Signal

# Sent once a message turns out to be undeliverable, with `kind` and `subject_of`.
bounced = Signal()
