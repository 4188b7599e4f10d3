"""Rows of the national model without errors, with any of its attributes, as they are usually written."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from vardvag.base.days import Month
from vardvag.base.moments import Doubt, DoubtfulTime, Moment
from vardvag.base.municipalities import MUNICIPALITIES
from vardvag.base.regions import REGIONS
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.formats.clock_times import moment_written

IDS = (
    st.text("abcxyzåäö0123456789-_/;,\"' ", min_size=2, max_size=12)
    .map(str.strip)
    .filter(lambda text: len(text) > 1)
)
CODES = st.text("ABCDEFXÅ123456789", min_size=5, max_size=5)


@st.composite
def stamps(draw: st.DrawFn, first: date, last: date) -> str:
    """A day, or a time on it, as it is written: Swedish time, with the offset in the doubled hour only."""
    day = draw(st.dates(first, last))
    if draw(st.booleans()):
        return str(day)
    clock = draw(
        st.times().map(lambda t: t.replace(microsecond=draw(st.sampled_from([0, 0, 500_000])), fold=0))
    )
    return moment(datetime.combine(day, clock))


def moment(local: datetime) -> str:
    try:
        return moment_written(Moment.of(local))
    except DoubtfulTime as doubt:
        if doubt.doubt is Doubt.AMBIGUOUS:
            return local.isoformat() + "+01:00"
        return moment(local + timedelta(hours=1))


@st.composite
def rows(draw: st.DrawFn) -> dict[str, str]:
    """A row without errors, in its usual spelling."""
    month = draw(st.integers(Month(2012, 1).index, Month(2030, 12).index).map(Month.from_index))
    decided = draw(st.dates(date(2010, 1, 2), month.last_day))
    place = draw(st.sampled_from(REGIONS))
    row = {
        "DatatGallerFor": str(month),
        "Regionkod": str(place.information_model_code),
        "HSAIdRegion": draw(st.sampled_from([*place.hsa_prefixes, "SE2321000131-E000000000001"])),
        "HSAIdVardgivare": draw(st.sampled_from([place.hsa_prefixes[0], "SE5566778899-V1"])),
        "HSAIdVardenhet": place.hsa_prefixes[0] + draw(st.sampled_from(["-U1", "-E000000010148", ""])),
        "VardkontaktId": draw(IDS),
        "Vardgaranti": draw(st.sampled_from("12")),
        "Fas": draw(st.sampled_from("12345")),
        "Mvo": draw(st.text("0123456789", min_size=3, max_size=3)),
        "FodelseAr": str(draw(st.integers(1901, month.year))),
        "Kon": draw(st.sampled_from("123")),
        "Lkf": draw(st.sampled_from(["0000", *(one.code for one in MUNICIPALITIES)])),
        "Bokningssatt": draw(st.sampled_from("12345")),
        "Vardkontakt": draw(st.sampled_from(["0", "7", "8", "81", "83", "91"])),
        "Yrkeskategori": draw(st.sampled_from(["XS910", "XS915", "XS926"])),
        "BeslutAktivitet": draw(stamps(decided, decided)),
    }
    held = draw(st.booleans())
    hospital = st.sampled_from(["00000", "26010", "501010"])
    if held:
        row |= {"StartAktivitet": draw(stamps(max(decided, month.first_day), month.last_day))}
        row |= {"Sjukhus": draw(hospital), "TypAkutverksamhet": draw(st.sampled_from("012345"))}
        row |= {"SjukhusNamn": draw(st.sampled_from(["Sjukhus saknas", "Länssjukhuset; Kalmar"]))}
    optional = {
        "HSAIdEnhet": st.just("SE2321000131-E000000010149"),
        "Aktivitet": st.text("0123456789", min_size=5, max_size=5),
        "AktivitetKVA": CODES,
        "AktivitetICD": st.sampled_from(["H259", "H25.9", "S72100"]),
        "HSAIdPatientListning": st.just("SE2321000131-E000000030004"),
        "Avvikelse": st.sampled_from("123"),
        "MedicinsktMaldatum": stamps(date(2010, 1, 2), date(2031, 12, 31)),
        "TidStartAkut": st.datetimes(datetime(2012, 1, 2), datetime(2030, 1, 1)).map(
            lambda t: moment(t.replace(microsecond=0))
        ),
        "TidBedomning": st.datetimes(datetime(2012, 1, 2), datetime(2030, 1, 1)).map(moment),
        "TidAvslut": st.datetimes(datetime(2012, 1, 2), datetime(2030, 1, 1)).map(moment),
        "VardAvbruten": st.just("1"),
        "Remittenttyp": st.sampled_from("12"),
        "Remittent": st.just("SE2321000131-OPT001"),
        "RemissId": IDS,
        "RemissDatum": stamps(date(1901, 1, 1), month.first_day),
        "AnkomstDatum": stamps(date(1901, 1, 1), month.first_day),
        "ErsattningsId": IDS,
    }
    if not held:
        optional |= {
            "Sjukhus": hospital,
            "SjukhusNamn": st.just("Sjukhus saknas"),
            "TypAkutverksamhet": st.sampled_from("01"),
        }
    told = draw(st.sets(st.sampled_from(sorted(optional))))
    row |= {name: draw(optional[name]) for name in sorted(told)}
    return {name: row[name] for name in ATTRIBUTES if name in row}
