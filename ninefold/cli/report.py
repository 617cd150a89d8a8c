"""Make reports from a file of ratings (CSV or XLSX), without a server or database: web page, PDF and data for each participant."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
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
    from ninefold.cli.packs import folder_of
    from ninefold.leadership_model.packs import PackError, load_pack
    from ninefold.reports.offline import RatingsRefused, write_reports

    try:
        pack = load_pack(folder_of(options.model))
        written = write_reports(ratings=options.ratings, pack=pack, out=options.out)
    except (RatingsRefused, PackError) as refusal:
        for sentence in refusal.sentences:
            print(sentence, file=sys.stderr)
        return 1
    except OSError as error:
        raise CommandFailed(f"{error.filename}: {error.strerror}") from error
    print(f"{written.reports} reports are in {options.out}")
    return 0
