# ruff: noqa: E501 - rows of tables are read as rows
"""The examples of HSF 6 kap. in primary care, from the day contact is sought: 0 days, and 7 then 3."""

from __future__ import annotations

from datetime import date

from clocks_examples import Clock, Primary, Section, primary

from vardvag.base.texts import Text
from vardvag.events.model import Deviation

FIFTH = date(2021, 3, 5)
"""The day of SKR's own example."""


def march(day: int) -> date:
    return date(2021, 3, day)


def kept(sought: date, last: date, assessed: date, **more: object) -> tuple[Clock, ...]:
    """Contact the same day, and an assessment on a day of its own limit."""
    return (
        Clock(sought, sought, sought, limit="tillganglighetsgaranti", days=0),
        Clock(sought, assessed, last, limit="bedomningsgaranti", **more),  # type: ignore[arg-type]
    )


DAYS = Section(
    Text("Kalenderdagar, dag 0", "Calendar days, day 0"),
    "HSF 6 kap. 1 §; SKR 2021-03-10",
    Text(
        "För alla gränser räknas kalenderdagar. SKR:s eget exempel är en patient som tar kontakt den 5 mars.",
        "All limits count calendar days. The example of 5 March is SKR's own.",
    ),
    (
        Primary(
            "5 mars, bedöms samma dag",
            primary(FIFTH, assessed_on=march(5)),
            kept(FIFTH, march(8), march(5)),
            "Dag 0.",
            late=(False, False),
        ),
        Primary(
            "5 mars, bedöms den 6",
            primary(FIFTH, assessed_on=march(6)),
            kept(FIFTH, march(8), march(6)),
            "Dag 1, inom gränsen.",
            late=(False, False),
        ),
        Primary(
            "5 mars, bedöms den 7",
            primary(FIFTH, assessed_on=march(7)),
            kept(FIFTH, march(8), march(7)),
            "Dag 2, inom gränsen.",
            late=(False, False),
        ),
        Primary(
            "5 mars, bedöms den 8",
            primary(FIFTH, assessed_on=march(8)),
            kept(FIFTH, march(8), march(8)),
            "Dag 3, inom gränsen.",
            late=(False, False),
        ),
        Primary(
            "5 mars, bedöms den 9",
            primary(FIFTH, assessed_on=march(9)),
            kept(FIFTH, march(8), march(9)),
            "Dag 4, för sent.",
            late=(False, True),
        ),
        Primary(
            "Fredag till måndag",
            primary(date(2024, 3, 8), assessed_on=date(2024, 3, 11)),
            kept(date(2024, 3, 8), date(2024, 3, 11), date(2024, 3, 11)),
            "Helgen räknas: måndagen är dag 3, inom gränsen.",
            late=(False, False),
        ),
        Primary(
            "Fredag till tisdag",
            primary(date(2024, 3, 8), assessed_on=date(2024, 3, 12)),
            kept(date(2024, 3, 8), date(2024, 3, 11), date(2024, 3, 12)),
            "Tisdagen är dag 4, för sent.",
            late=(False, True),
        ),
        Primary(
            "Över julhelgen",
            primary(date(2023, 12, 23)),
            (
                Clock(date(2023, 12, 23), date(2023, 12, 23), date(2023, 12, 23)),
                Clock(date(2023, 12, 23), None, date(2023, 12, 26)),
            ),
            "Helgdagar räknas: annandag jul är den sista dagen.",
            asked=date(2023, 12, 26),
            late=(False, False),
        ),
        Primary(
            "Dagen efter",
            primary(date(2023, 12, 23)),
            (
                Clock(date(2023, 12, 23), date(2023, 12, 23), date(2023, 12, 23)),
                Clock(date(2023, 12, 23), None, date(2023, 12, 26)),
            ),
            "Dag 4: gränsen har passerats.",
            asked=date(2023, 12, 27),
            late=(False, True),
        ),
    ),
    numbered=False,
)

CONTACT = Section(
    Text("Tillgänglighetsgarantin", "Contact with primary care"),
    "HSF 6 kap. 1 § 1",
    Text(
        "Kontakt med primärvården samma dag som patienten söker kontakt.",
        "Contact with primary care on the day it is sought.",
    ),
    (
        Primary(
            "Får kontakt dagen efter",
            primary(FIFTH, contacted_on=march(6)),
            (Clock(FIFTH, march(6), FIFTH), Clock(FIFTH, None, march(8))),
            "En dag för sent.",
            late=(True, True),
        ),
        Primary(
            "Har inte fått kontakt samma dag",
            primary(FIFTH, contacted_on=None),
            (Clock(FIFTH, None, FIFTH), Clock(FIFTH, None, march(8))),
            "Dagen är inte slut.",
            asked=FIFTH,
            late=(False, False),
        ),
        Primary(
            "Har inte fått kontakt dagen efter",
            primary(FIFTH, contacted_on=None),
            (Clock(FIFTH, None, FIFTH), Clock(FIFTH, None, march(8))),
            "Gränsen har passerats.",
            asked=march(6),
            late=(True, False),
        ),
        Primary(
            "Bedöms utan att kontakten är antecknad",
            primary(FIFTH, contacted_on=None, assessed_on=FIFTH),
            kept(FIFTH, march(8), FIFTH),
            "Den som bedöms har fått kontakt.",
            late=(False, False),
        ),
        Primary(
            "Kontakt före sökandet",
            primary(FIFTH, contacted_on=march(4), assessed_on=march(6)),
            (Clock(FIFTH, march(4), None, reason="care_before_start"), Clock(FIFTH, march(6), march(8))),
            "Ett av datumen är fel.",
        ),
    ),
    numbered=False,
)

ASSESSMENT = Section(
    Text("Bedömningsgarantin", "The medical assessment"),
    "HSF 6 kap. 1 § 2",
    Text(
        "Bara om vårdgivaren har bedömt att en medicinsk bedömning behövs och den inte kan göras när patienten först "
        "söker kontakt. Ingen tid räknas bort: 2 § gäller bara besöks- och behandlingsgarantin.",
        "Only if the caregiver judged that an assessment is needed. No time is left out: 2 § is for items 3 and 4 only.",
    ),
    (
        Primary(
            "Ingen bedömning behövs",
            primary(FIFTH, assessment_needed=False),
            (Clock(FIFTH, FIFTH, FIFTH), Clock(FIFTH, None, None, reason="no_assessment_needed")),
            "Då finns ingen klocka för bedömningen.",
        ),
        Primary(
            "Det framgår inte om en bedömning behövs",
            primary(FIFTH, assessment_needed=None),
            (
                Clock(FIFTH, FIFTH, FIFTH),
                Clock(
                    FIFTH,
                    None,
                    march(8),
                    certainty="bounded",
                    reason="need_unknown",
                    missing=("assessment_needed",),
                ),
            ),
            "Den 9 mars går det inte att säga om gränsen har passerats.",
            asked=march(9),
            late=(False, None),
        ),
        Primary(
            "Det framgår inte, men bedömningen gjordes i tid",
            primary(FIFTH, assessment_needed=None, assessed_on=march(8)),
            (
                Clock(FIFTH, FIFTH, FIFTH),
                Clock(FIFTH, march(8), march(8), certainty="bounded", reason="need_unknown"),
            ),
            "Då hölls gränsen i alla fall.",
            late=(False, False),
        ),
        Primary(
            "Patientvald väntan i webbokningen",
            primary(FIFTH, assessed_on=march(20), deviation=Deviation.PATIENT_CHOSEN),
            kept(FIFTH, march(8), march(20)),
            "Avvikelsen räknas i statistiken. I förordningen finns ingen tid som inte räknas i primärvården.",
            late=(False, True),
        ),
        Primary(
            "Medicinsk avvikelse",
            primary(FIFTH, deviation=Deviation.MEDICAL),
            (Clock(FIFTH, FIFTH, FIFTH), Clock(FIFTH, None, march(8))),
            "Inte heller den stannar klockan.",
            late=(False, True),
        ),
        Primary(
            "Bedöms före sökandet",
            primary(FIFTH, assessed_on=march(4)),
            (
                Clock(FIFTH, march(4), None, reason="care_before_start"),
                Clock(FIFTH, march(4), None, reason="care_before_start"),
            ),
            "Ett av datumen är fel.",
        ),
    ),
    numbered=False,
)

DOCTOR, NURSE = "XS915", "XS919"
THEN, NOW = date(2018, 12, 31), date(2019, 1, 1)

SEVEN_TO_THREE = Section(
    Text("Från sju dagar till tre", "From seven days to three"),
    "SFS 2018:1129, i kraft den 1 januari 2019",
    Text(
        "Till och med den 31 december 2018 gällde läkarbesök inom sju dagar, sedan medicinsk bedömning av läkare eller "
        "annan legitimerad personal inom tre.",
        "Until 31 December 2018 a doctor's visit within seven days; since, an assessment by licensed staff within three.",
    ),
    (
        Primary(
            "Söker den 31 december 2018, läkare den 7 januari",
            primary(THEN, assessed_on=date(2019, 1, 7), profession=DOCTOR),
            kept(THEN, date(2019, 1, 7), date(2019, 1, 7), days=7),
            "Den lydelse gäller som var i kraft när väntan började: dag 7 är inom gränsen.",
            late=(False, False),
        ),
        Primary(
            "Söker den 31 december 2018, läkare den 8 januari",
            primary(THEN, assessed_on=date(2019, 1, 8), profession=DOCTOR),
            kept(THEN, date(2019, 1, 7), date(2019, 1, 8), days=7),
            "Dag 8 är för sent.",
            late=(False, True),
        ),
        Primary(
            "Söker den 1 januari 2019, läkare den 4",
            primary(NOW, assessed_on=date(2019, 1, 4), profession=DOCTOR),
            kept(NOW, date(2019, 1, 4), date(2019, 1, 4), days=3, wording="SFS 2018:1129"),
            "Dag 3 är inom gränsen.",
            late=(False, False),
        ),
        Primary(
            "Söker den 1 januari 2019, läkare den 5",
            primary(NOW, assessed_on=date(2019, 1, 5), profession=DOCTOR),
            kept(NOW, date(2019, 1, 4), date(2019, 1, 5), days=3),
            "Dag 4 är för sent.",
            late=(False, True),
        ),
        Primary(
            "Sjuksköterska 2018",
            primary(THEN, assessed_on=date(2019, 1, 2), profession=NURSE),
            (Clock(THEN, THEN, THEN), Clock(THEN, None, date(2019, 1, 7), days=7)),
            "En bedömning av en sjuksköterska avslutade inte väntan på läkarbesök.",
            late=(False, True),
        ),
        Primary(
            "Sjuksköterska 2019",
            primary(NOW, assessed_on=date(2019, 1, 2), profession=NURSE),
            kept(NOW, date(2019, 1, 4), date(2019, 1, 2), days=3),
            "Annan legitimerad personal räcker.",
            late=(False, False),
        ),
        Primary(
            "Det framgår inte vem som bedömde 2018",
            primary(THEN, assessed_on=date(2019, 1, 2), profession=None),
            (
                Clock(THEN, THEN, THEN),
                Clock(THEN, date(2019, 1, 2), None, reason="assessor_unknown", missing=("profession",)),
            ),
            "Utan yrket går det inte att säga om väntan slutade.",
            late=(False, None),
        ),
        Primary(
            "Det framgår inte vem, och ingen har bedömt än 2018",
            primary(THEN, profession=None),
            (Clock(THEN, THEN, THEN), Clock(THEN, None, date(2019, 1, 7))),
            "Klockan går.",
            late=(False, True),
        ),
        Primary(
            "Det framgår inte vem som bedömde 2019",
            primary(NOW, assessed_on=date(2019, 1, 2), profession=None),
            kept(NOW, date(2019, 1, 4), date(2019, 1, 2)),
            "En medicinsk bedömning är gjord av den som får göra den.",
            late=(False, False),
        ),
    ),
    numbered=False,
)

BEFORE, AFTER = date(2022, 6, 30), date(2022, 7, 1)

LISTED = Section(
    Text("Bara där patienten är listad", "Only where the patient is listed"),
    "HSL 9 kap. 1 § (SFS 2022:273), från den 1 juli 2022",
    Text(
        "Primärvårdens båda garantier gäller bara hos den utförare där patienten är listad.",
        "Both limits in primary care apply only at the unit where the patient is listed.",
    ),
    (
        Primary(
            "Den 30 juni 2022, listad på en annan enhet",
            primary(BEFORE, listed_unit="U2"),
            (Clock(BEFORE, BEFORE, BEFORE), Clock(BEFORE, None, date(2022, 7, 3))),
            "Ändringen gällde inte än.",
        ),
        Primary(
            "Den 1 juli 2022, listad på en annan enhet",
            primary(AFTER, listed_unit="U2"),
            (
                Clock(AFTER, AFTER, None, reason="not_listed_here"),
                Clock(AFTER, None, None, reason="not_listed_here"),
            ),
            "Ingen av garantierna gäller där.",
        ),
        Primary(
            "Den 1 juli 2022, listad på enheten",
            primary(AFTER),
            (Clock(AFTER, AFTER, AFTER), Clock(AFTER, None, date(2022, 7, 4))),
            "Garantierna gäller.",
        ),
        Primary(
            "Det framgår inte var patienten är listad",
            primary(AFTER, listed_unit=None),
            (
                Clock(
                    AFTER,
                    AFTER,
                    AFTER,
                    certainty="bounded",
                    reason="listing_unknown",
                    missing=("listed_unit",),
                ),
                Clock(AFTER, None, date(2022, 7, 4), certainty="bounded", reason="listing_unknown"),
            ),
            "En gräns som hölls hölls; om en gräns har passerats går inte att säga.",
            late=(False, None),
        ),
        Primary(
            "Det framgår varken var eller om det behövs",
            primary(AFTER, listed_unit=None, assessment_needed=None),
            (
                Clock(AFTER, AFTER, AFTER, certainty="bounded", reason="listing_unknown"),
                Clock(
                    AFTER,
                    None,
                    date(2022, 7, 4),
                    certainty="bounded",
                    reason="listing_unknown",
                    missing=("listed_unit", "assessment_needed"),
                ),
            ),
            "Allt som saknas sägs.",
        ),
        Primary(
            "Det framgår inte, före den 1 juli 2022",
            primary(BEFORE, listed_unit=None),
            (Clock(BEFORE, BEFORE, BEFORE), Clock(BEFORE, None, date(2022, 7, 3))),
            "Då spelade det ingen roll.",
        ),
        Primary(
            "En mottagning där ingen kan lista sig",
            primary(AFTER, unit="UNGDOM", listed_unit="U2"),
            (Clock(AFTER, AFTER, AFTER), Clock(AFTER, None, date(2022, 7, 4))),
            "Där gäller garantin ändå (1177): mottagningen anges med namn.",
            units_without_listing=frozenset({"UNGDOM"}),
        ),
    ),
    numbered=False,
)

HOME = Section(
    Text("Bara i den egna regionen", "Only in the region where the patient lives"),
    "HSL 9 kap. 1 § och 8 kap. 1–2 §§; SKR 2022-10-31",
    Text(
        "Regionen erbjuder garantin åt dem som den ansvarar för. Den som själv väljer primärvård i en annan region har "
        "ingen garanti där, inte heller som listad.",
        "A region owes the guarantee to those it is responsible for; who chooses another region has none there.",
    ),
    (
        Primary(
            "Bor i regionen",
            primary(AFTER, municipality="0880"),
            (Clock(AFTER, AFTER, AFTER), Clock(AFTER, None, date(2022, 7, 4))),
            "Kalmar ligger i regionen.",
        ),
        Primary(
            "Bor i en annan region, listad på enheten",
            primary(AFTER, municipality="0180"),
            (
                Clock(AFTER, AFTER, None, reason="sought_elsewhere"),
                Clock(AFTER, None, None, reason="sought_elsewhere"),
            ),
            "Garantin gäller inte, trots listningen.",
        ),
        Primary(
            "Bor i en annan region, före 2022",
            primary(FIFTH, municipality="0180"),
            (
                Clock(FIFTH, FIFTH, None, reason="sought_elsewhere"),
                Clock(FIFTH, None, None, reason="sought_elsewhere"),
            ),
            "Så var det också innan listningen spelade roll.",
        ),
        Primary(
            "Det framgår inte var patienten bor",
            primary(AFTER, municipality="0000"),
            (
                Clock(
                    AFTER,
                    AFTER,
                    AFTER,
                    certainty="bounded",
                    reason="residence_unknown",
                    missing=("municipality",),
                ),
                Clock(AFTER, None, date(2022, 7, 4), certainty="bounded", reason="residence_unknown"),
            ),
            "En gräns som hölls hölls; om en gräns har passerats går inte att säga.",
            late=(False, None),
        ),
    ),
    numbered=False,
)

OLDER = Section(
    Text("Primärvården i äldre regler", "Primary care in older rules"),
    "Överenskommelsen 2005; förordning (2010:349)",
    Text(
        "Överenskommelsens text är inte läst: en avvikelse kan ha flyttat den senaste dagen.",
        "The text of the agreement has not been read: a deviation may have moved the last day.",
    ),
    (
        Primary(
            "Före överenskommelsen",
            primary(date(2005, 10, 31)),
            (
                Clock(date(2005, 10, 31), date(2005, 10, 31), None, reason="no_limit_then"),
                Clock(date(2005, 10, 31), None, None, reason="no_limit_then"),
            ),
            "Det fanns ingen sådan gräns.",
        ),
        Primary(
            "2006, med en avvikelse",
            primary(date(2006, 1, 2), deviation=Deviation.MEDICAL),
            (
                Clock(
                    date(2006, 1, 2),
                    date(2006, 1, 2),
                    date(2006, 1, 2),
                    certainty="bounded",
                    reason="pause_without_dates",
                ),
                Clock(
                    date(2006, 1, 2),
                    None,
                    date(2006, 1, 9),
                    certainty="bounded",
                    reason="pause_without_dates",
                    missing=("pause_dates",),
                ),
            ),
            "Tidigaste dag är känd, inte senaste.",
        ),
        Primary(
            "2012, med en avvikelse",
            primary(date(2012, 1, 2), deviation=Deviation.MEDICAL),
            (
                Clock(date(2012, 1, 2), date(2012, 1, 2), date(2012, 1, 2), law="Förordning (2010:349)"),
                Clock(date(2012, 1, 2), None, date(2012, 1, 9), law="Förordning (2010:349)"),
            ),
            "3 § gällde inte primärvården.",
        ),
    ),
    numbered=False,
)

PRIMARY = (DAYS, CONTACT, ASSESSMENT, SEVEN_TO_THREE, LISTED, HOME, OLDER)
