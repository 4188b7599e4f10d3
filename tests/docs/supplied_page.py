"""The part of the page of measures that is about those whose numbers are supplied."""

from __future__ import annotations

from page_parts import cited, table

from vardvag.statistics.supplied import SuppliedMeasure, supplied_measures


def supplied_parts() -> list[str]:
    """A heading, and each measure with its two numbers."""
    parts = [
        "# Measures whose numbers are supplied",
        "Contacts do not give these numbers; somebody else counts them, and gives them in a sheet: "
        "[count supplied numbers](../how-to/count-supplied-numbers.md). Nobody is left out (`nobody`).",
    ]
    for measure in supplied_measures().values():
        parts += [
            f"## {measure.id}",
            f"{measure.title.sv}. *{measure.title.en}.*",
            measure.file.definition.text().en,
            table(("", ""), _rows(measure)),
        ]
    return parts


def _rows(measure: SuppliedMeasure) -> list[tuple[str, object]]:
    file = measure.file
    if measure.per_pathway:
        limit = "of each pathway; given by the user with its source"
    else:
        limit = f"{file.limit.days} days: {cited(file.limit.source.source())}" if file.limit else "none"
    rows: list[tuple[str, object]] = [
        ("why", file.why.text().en),
        ("numerator", f"{file.numerator.words.en}: {cited(file.numerator.source.source())}"),
        ("denominator", f"{file.denominator.words.en}: {cited(file.denominator.source.source())}"),
        ("limit", limit),
    ]
    if file.goal:
        share = f"{file.goal.at_least.numerator * 100 // file.goal.at_least.denominator} %"
        rows.append(("goal", f"at least {share}, no limit of law: {cited(file.goal.source.source())}"))
    rows += [("break", f"from {one.since}: {one.what.en} {cited(one.source)}") for one in measure.breaks]
    return [
        *rows,
        ("decimals", f"{file.rounding.decimals}: {cited(file.rounding.source.source())}"),
        ("fewest shown", f"{file.disclosure.fewest}: {cited(file.disclosure.source.source())}"),
        ("checked by", file.checker or "nobody outside the project yet"),
        ("review by", file.review_by),
        ("sources", "; ".join(cited(source.source()) for source in file.sources)),
        ("fingerprint", f"`{measure.fingerprint[:12]}`"),
    ]
