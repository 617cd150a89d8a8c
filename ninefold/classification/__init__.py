"""What each stored field is, why it is kept, and for how long.

Every model carries a table beside its fields:

    CLASSIFIED = {
        "name": personal("to greet them", kept="while the account exists"),
        "started_at": not_personal("when it began"),
    }

A house test fails on a field without a line; retention, subject access and erasure read this table and nothing else.
Plain Python: this package knows no model and no database.
"""

from ninefold.classification.fields import Classified, Kind, not_personal, personal, secret
from ninefold.classification.reading import Unclassified, classified_fields, unclassified_fields

__all__ = [
    "Classified",
    "Kind",
    "Unclassified",
    "classified_fields",
    "not_personal",
    "personal",
    "secret",
    "unclassified_fields",
]
