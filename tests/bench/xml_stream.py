"""Read a large file of RIV-TA calls, and say how much memory it took: is it flat?

    python tests/bench/xml_stream.py                     a file of 2 GB, every rule asked of every row
    python tests/bench/xml_stream.py --rows              the same, read as rows and not judged
    python tests/bench/xml_stream.py --gigabytes 0.1

The file is one call with the same visit again and again under other ids, made in a folder of its own and
removed afterwards. Nothing is asserted; not a part of `make bench`, which compares ways of doing one thing.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from vardvag.base.findings import Finding
from vardvag.events.formats import riv_ta_1_0
from vardvag.events.formats.riv_ta_1_0.schema import HELD, namespace, root_name
from vardvag.events.model import Reported
from vardvag.events.stream import stream

ROW = (
    '<Besok Regionkod="24" HSAIdRegion="SE2321000073" Sjukhus="26010" SjukhusNamn="Länssjukhuset på Ön" '
    'HSAIdVardgivare="SE2321000073" HSAIdVardenhet="SE2321000073-E00000001014{unit}" '
    'HSAIdEnhet="SE2321000073-E000000010150" VardkontaktId="k-{number}" Vardgaranti="1" Fas="2" Mvo="511" '
    'Aktivitet="AB123" AktivitetKVA="CJE20" AktivitetICD="H259" FodelseAr="{year}" Kon="2" Lkf="0880" '
    'HSAIdPatientListning="SE2321000073-E000000030004" Bokningssatt="3" Vardkontakt="1" '
    'Yrkeskategori="XS915" BeslutAktivitet="2019-07-{day:02}T09:{minute:02}:00" '
    'StartAktivitet="2019-09-{day:02}T10:{minute:02}:00" MedicinsktMaldatum="2019-12-{day:02}T00:00:00" '
    'TypAkutverksamhet="0" Remittenttyp="1" Remittent="SE2321000073-E000000030004" RemissId="r-{number}" '
    'RemissDatum="2019-05-02T08:00:00" AnkomstDatum="2019-05-03T00:00:00"/>\n'
)
MIB = 1 << 20


def main() -> None:
    """As the module says."""
    parser = argparse.ArgumentParser(description="Is reading a large call flat in memory?")
    parser.add_argument("--gigabytes", type=float, default=2.0)
    parser.add_argument("--rows", action="store_true", help="read as rows, not judged")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "call.xml"
        rows = make(path, int(arguments.gigabytes * 1_000_000_000))
        before = peak()
        begun, worked = time.perf_counter(), time.process_time()
        read = read_rows(path) if arguments.rows else judge(path)
        took, worked = time.perf_counter() - begun, time.process_time() - worked
        size = path.stat().st_size
    assert read == rows
    print(
        f"{size / 1e9:.2f} GB, {rows} rows: {took:.0f} s, {rows / took:.0f} rows/s; "
        f"{worked:.0f} s of one core, {rows / worked:.0f} rows/s, {size / worked / MIB:.0f} MiB/s"
    )
    print(f"peak memory {peak():.0f} MiB, of which {before:.0f} MiB before reading")


def make(path: Path, size: int) -> int:
    """Write a call of *size* bytes; how many rows it has."""
    service, space = root_name(Reported.DONE), namespace(Reported.DONE)
    written = 0
    with path.open("w", encoding="utf-8") as out:
        out.write(f'<{service} xmlns="{space}">\n<{HELD.name} DatatGallerFor="2019-09-01">\n')
        for batch in batches():
            out.writelines(batch)
            written += len(batch)
            if out.tell() >= size:
                break
        out.write(f"</{HELD.name}>\n</{service}>\n")
    return written


def batches(length: int = 10_000) -> Iterator[list[str]]:
    """Visits, many at a time."""
    for first in count(0, length):
        yield [
            ROW.format(unit=n % 9, number=n, year=1930 + n % 80, day=1 + n % 28, minute=n % 60)
            for n in range(first, first + length)
        ]


def read_rows(path: Path) -> int:
    """How many rows there are."""
    return sum(1 for _ in riv_ta_1_0.open_rows(path).rows)


def judge(path: Path) -> int:
    """How many rows there are, each of which every rule has been asked of."""
    judging = stream(path, "riv-ta-1.0")
    told = sum(isinstance(one, Finding) for one in judging)
    print(f"{judging.accepted_rows} accepted, {judging.rejected_rows} rejected, {told} findings")
    return judging.rows_read


def peak() -> float:
    """The most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
