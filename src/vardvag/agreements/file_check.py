"""Everything that is wrong with an agreement's file, told at once: words, names, and what they say together.

Every amendment is put in place on top of those before it, and every variant alone and amended, and each is
checked as if it had been written out. What is wrong with the file itself is told once, not again for each of
them.

Here does not belong any rule of what a word may be (`vocabulary`), refer to (`references`) or contradict
(`contradictions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vardvag.agreements.contradictions import contradictions
from vardvag.agreements.overlay import overlaid
from vardvag.agreements.references import loose_names
from vardvag.agreements.vocabulary import AgreementWords
from vardvag.base.checking import Checked, checked
from vardvag.base.definitions import Definition, Where
from vardvag.base.errors import BadInput, Unreadable
from vardvag.base.findings import Finding
from vardvag.base.texts import Text

Layers = tuple[Where, ...]
"""Amendments and variants, by their places, in the order they are put in place."""


def words_of_file(definition: Definition) -> AgreementWords:
    """The words of a file that is right, also as amended and in every variant. BadInput with every fault."""
    file = checked(definition, AgreementWords)
    told = _faults(file)
    for finding in _of_changes(file, told):
        told.append(finding)
    return _words(file, told)


def words_as_they_stand(definition: Definition, *, names: bool = True) -> AgreementWords:
    """The same without its amendments and variants: for a file in which these have been put in place.

    Without *names* it is not asked whether names refer to something: for a file of which that is known.
    """
    file = checked(definition, AgreementWords)
    return _words(file, _faults(file) if names else [*file.findings, *contradictions(file)])


def _words(file: Checked[AgreementWords], told: list[Finding]) -> AgreementWords:
    if file.words is None or told:
        name = file.definition.path.name
        raise BadInput(
            Text(f"{name} kan inte användas", f"{name} cannot be used"),
            sorted(dict.fromkeys(told), key=lambda finding: finding.row or 0),
        )
    return file.words


def _faults(file: Checked[AgreementWords]) -> list[Finding]:
    """What is wrong with one file as it stands."""
    told = [*file.findings, *loose_names(file.definition), *_thin_sources(file), *contradictions(file)]
    return [_with_sources(finding, file) for finding in told]


def _with_sources(finding: Finding, file: Checked[AgreementWords]) -> Finding:
    """Who is told to name a source is told which there are."""
    sources = file.definition.data.get("sources") if finding.rule == "no-source" else None
    if not isinstance(sources, dict) or not sources:
        return finding
    names, told = ", ".join(sources), finding.remedy
    return replace(
        finding, remedy=Text(f"{told.sv}. I sources finns: {names}", f"{told.en}. There are: {names}")
    )


def _of_changes(file: Checked[AgreementWords], known: list[Finding]) -> Iterator[Finding]:
    """What is wrong with amendments and variants, beside what is *known* to be wrong without them."""
    told = {_same(finding) for finding in known}
    for layers in _combinations(file):
        standing = file.definition
        for layer in layers:
            standing = overlaid(standing, layer)
        for finding in _faults(checked(standing, AgreementWords)):
            if _same(finding) not in told:
                told.add(_same(finding))
                yield _in_layer(finding, file, layers[-1])


def _same(finding: Finding) -> tuple[object, ...]:
    """By what a fault is the same, though an amount in what is said of it may be another."""
    return finding.rule, finding.row, finding.column, finding.value


def _combinations(file: Checked[AgreementWords]) -> Iterator[Layers]:
    """What can stand together: each amendment on those before it, with no variant and with each."""
    if file.words is None:
        return

    def right(section: str, number: int) -> list[Where]:
        places: list[Where] = [(section, at) for at in range(number)]
        return [place for place in places if file.sure((*place, "changes"))]

    amendments = right("amendments", len(file.words.amendments))
    starts: list[Layers] = [(), *((variant,) for variant in right("variants", len(file.words.variants)))]
    for start in starts:
        for number in range(len(amendments) + 1):
            if layers := (*start, *amendments[:number]):
                yield layers


def _in_layer(finding: Finding, file: Checked[AgreementWords], layer: Where) -> Finding:
    """A fault that stands outside the change that brings it about says which change that is."""
    if (finding.column or "").startswith(f"{layer[0]}."):
        return finding
    words = file.words
    if words is None:
        return finding
    at = int(layer[1])
    name = words.amendments[at].amendment if layer[0] == "amendments" else words.variants[at].variant
    said = finding.message
    message = Text(f"Med {name}: {said.sv}", f"With {name}: {said.en}")
    return replace(finding, message=message)


def _thin_sources(file: Checked[AgreementWords]) -> Iterator[Finding]:
    """Sources that say too little."""
    for name, entry in (file.words.sources if file.words is not None else {}).items():
        if not file.sure(("sources", name)):
            continue
        try:
            entry.source()
        except Unreadable as problem:
            message = Text("Källan säger för lite", "The source says too little")
            yield file.definition.finding(("sources", name), "source", message, problem.text)
