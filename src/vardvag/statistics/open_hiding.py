"""Hide in a family's figures what may not be published, beside what was published of it before.

Here belongs which figures a layer of `open_gate` holds; which places are hidden in it is decided there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from vardvag.base.days import Month
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.figures import QUANTILES
from vardvag.statistics.open_counted import bands, contents_of
from vardvag.statistics.open_figures import CountedFamily, Rows
from vardvag.statistics.open_gate import Before, Layer, hidden_places
from vardvag.statistics.open_rows import Key, OpenRow

Known = Mapping[str, Mapping[Key, OpenRow]]
"""By measure, what was published last of every figure."""

_LENGTHS = frozenset(figure.value for figure in QUANTILES)


@dataclass(frozen=True)
class Hiding:
    """The figures of a family, as counted (`fresh`, by measure) and as published *before*."""

    counted: CountedFamily
    fresh: Mapping[str, Rows]
    before: Known

    def hide(self) -> tuple[Month, ...]:
        """Hide in `fresh` what may not be shown. The months that cannot be published anew, which are taken
        out of it: what was published of them stands."""
        return tuple(month for month in self.counted.months if not self._hide(month))

    def _hide(self, month: Month) -> bool:
        layers = self.counted.parts.get(month, {})
        places = [(layer, place) for layer, parts in layers.items() for place in parts]
        known = {at: found for at in places if (found := self._before(*at, month)) is not None}
        hidden = hidden_places(layers, self.counted.family.fewest, known)
        if hidden is None:
            for rows in self.fresh.values():
                for key in [key for key in rows if key[3] == str(month)]:
                    del rows[key]
            return False
        for layer, of_layer in hidden.items():
            for place in of_layer:
                for name, key in self._keys(layer, place, month):
                    rows = self.fresh[name]
                    rows[key] = replace(rows[key], status=Shown.SUPPRESSED, number=None)
        return True

    def _keys(self, layer: Layer, place: str, month: Month) -> Iterator[tuple[str, Key]]:
        """The figures that stand or fall with a layer, by measure."""
        family = self.counted.family
        for measure in family.measures:
            for content in contents_of(measure.limit, measure.file.rounding.decimals, measure.length):
                for policy in measure.file.policies.allowed:
                    of = Layer.MAIN if policy == family.main.id else Layer.OTHERS
                    if content in bands():
                        of = Layer.BANDS
                    if of is layer:
                        yield measure.id, (policy, place, content, str(month))

    def _before(self, layer: Layer, place: str, month: Month) -> Before | None:
        """How the counts and shares of a layer were published; None where they were not."""
        main = self.counted.family.main.id
        pairs = [
            (old, self.fresh[name][key])
            for name, key in self._keys(layer, place, month)
            if key[2] not in _LENGTHS
            and (layer is not Layer.BANDS or key[0] == main)
            and (old := self.before[name].get(key)) is not None
            and old.status is not Shown.MISSING
        ]
        if not pairs:
            return None
        return Before(
            shown=not any(old.status is Shown.SUPPRESSED for old, _ in pairs),
            unchanged=all((old.status, old.number) == (new.status, new.number) for old, new in pairs),
        )
