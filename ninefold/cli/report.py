"""Make reports from a file of ratings (CSV or XLSX), without a server or database: web page, PDF and data for each participant."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ratings", metavar="RATINGS", type=Path, help="CSV or XLSX, one row a rater")
    parser.add_argument(
        "--model", required=True, metavar="PACK", help="folder of a pack, or the id of an installed one"
    )
    parser.add_argument(
        "--out", required=True, metavar="DIR", type=Path, help="folder to make; it must not hold reports yet"
    )


def run(options: Namespace) -> int:
    from ninefold.cli import CommandFailed
    from ninefold.leadership_model.checking import pack_at
    from ninefold.leadership_model.packs import PackError, PackNotFound
    from ninefold.reports.offline import RatingsRefused, write_reports

    try:
        pack = pack_at(options.model)
        written = write_reports(ratings=options.ratings, pack=pack, out=options.out)
    except PackNotFound as missing:
        raise CommandFailed(str(missing)) from missing
    except PackError as refusal:
        return _refused(refusal.lines)
    except RatingsRefused as refusal:
        return _refused(refusal.sentences)
    except OSError as error:
        raise CommandFailed(f"{error.filename}: {error.strerror}") from error
    print(f"{written.reports} reports are in {options.out}")
    return 0


def _refused(sentences: Iterable[str]) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return 1
