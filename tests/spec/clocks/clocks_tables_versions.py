# ruff: noqa: E501 - rows of tables are read as rows
"""The examples of which wording applies on which day, to the day, and of limits that are not the guarantee."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from clocks_examples import (
    START,
    Clock,
    Pathway,
    Primary,
    Row,
    Section,
    Version,
    contact,
    event,
    primary,
    visit,
)

from vardvag.base.texts import Text
from vardvag.events.model import Deviation, Phase
from vardvag.events.model import EventKind as K

AGREED = "Överenskommelse om vårdgaranti 2005"
OF_2010, OF_2017 = "Förordning (2010:349)", "HSF (2017:80)"
MEDICAL, BOTH = frozenset({"medical", "waived"}), frozenset({"medical", "elsewhere", "waived"})
NEVER: frozenset[str] = frozenset()
TODAY = "SFS 2018:1129; 2 § enligt SFS 2019:1118"


def wording(limit: str, begins: str, ends: str | None, **said: Any) -> tuple[Version, ...]:
    """The first and the last day of one wording; of the one in force, a day far ahead."""
    first, last = date.fromisoformat(begins), date.fromisoformat(ends or "2030-01-01")
    length = f"{said['days']} dagar" if said["days"] else "Samma dag"
    told = f"{length}: {said['law']} {said['paragraph']}"
    return (
        Version(f"{limit}, {first}", limit, first, said, told),
        Version(f"{limit}, {last}", limit, last, said, told),
    )


def none_before(limit: str, day: str) -> Version:
    """The day before there was such a limit."""
    before = date.fromisoformat(day) - timedelta(days=1)
    return Version(f"{limit}, {before}", limit, before, None, "Det fanns ingen sådan gräns.")


CONTACT = [
    none_before("tillganglighetsgaranti", "2005-11-01"),
    *wording(
        "tillganglighetsgaranti", "2005-11-01", "2010-06-30", days=0, law=AGREED,
        paragraph="kontakt med primärvården", wording="", not_counted=None, listed_only=False, if_needed=False,
    ),
    *wording(
        "tillganglighetsgaranti", "2010-07-01", "2017-03-31", days=0, law=OF_2010, paragraph="2 § 1",
        wording="SFS 2010:349", not_counted=NEVER, listed_only=False, if_needed=False,
    ),
    *wording(
        "tillganglighetsgaranti", "2017-04-01", "2018-12-31", days=0, law=OF_2017, paragraph="6 kap. 1 § 1",
        wording="SFS 2017:80", not_counted=NEVER, listed_only=False, if_needed=False,
    ),
    *wording(
        "tillganglighetsgaranti", "2019-01-01", "2022-06-30", days=0, law=OF_2017, paragraph="6 kap. 1 § 1",
        wording="SFS 2018:1129", not_counted=NEVER, listed_only=False, if_needed=False,
    ),
    *wording(
        "tillganglighetsgaranti", "2022-07-01", None, days=0, law=OF_2017, paragraph="6 kap. 1 § 1",
        wording="SFS 2018:1129; HSL 9 kap. 1 § enligt SFS 2022:273", not_counted=NEVER, listed_only=True,
        if_needed=False,
    ),
]  # fmt: skip
ASSESSMENT = [
    none_before("bedomningsgaranti", "2005-11-01"),
    *wording(
        "bedomningsgaranti", "2005-11-01", "2010-06-30", days=7, law=AGREED, paragraph="besök i primärvården",
        wording="", not_counted=None, listed_only=False, if_needed=True, by="doctor",
    ),
    *wording(
        "bedomningsgaranti", "2010-07-01", "2017-03-31", days=7, law=OF_2010, paragraph="2 § 2",
        wording="SFS 2010:349", not_counted=NEVER, listed_only=False, if_needed=True, by="doctor",
    ),
    *wording(
        "bedomningsgaranti", "2017-04-01", "2018-12-31", days=7, law=OF_2017, paragraph="6 kap. 1 § 2",
        wording="SFS 2017:80", not_counted=NEVER, listed_only=False, if_needed=True, by="doctor",
    ),
    *wording(
        "bedomningsgaranti", "2019-01-01", "2022-06-30", days=3, law=OF_2017, paragraph="6 kap. 1 § 2",
        wording="SFS 2018:1129", not_counted=NEVER, listed_only=False, if_needed=True, by="licensed",
    ),
    *wording(
        "bedomningsgaranti", "2022-07-01", None, days=3, law=OF_2017, paragraph="6 kap. 1 § 2",
        wording="SFS 2018:1129; HSL 9 kap. 1 § enligt SFS 2022:273", not_counted=NEVER, listed_only=True,
        if_needed=True, by="licensed",
    ),
]  # fmt: skip


def specialised(limit: str, item: int, agreed: str) -> list[Version]:
    """The wordings of items 3 and 4, which have changed together."""
    paragraph = f"6 kap. 1 § {item}"
    return [
        none_before(limit, "2005-11-01"),
        *wording(
            limit, "2005-11-01", "2010-06-30", days=90, law=AGREED, paragraph=agreed, wording="", not_counted=None,
        ),
        *wording(
            limit, "2010-07-01", "2017-03-31", days=90, law=OF_2010, paragraph=f"2 § {item}",
            wording="SFS 2010:349", not_counted=MEDICAL,
        ),
        *wording(
            limit, "2017-04-01", "2018-12-31", days=90, law=OF_2017, paragraph=paragraph, wording="SFS 2017:80",
            not_counted=BOTH,
        ),
        *wording(
            limit, "2019-01-01", "2019-12-31", days=90, law=OF_2017, paragraph=paragraph, wording="SFS 2018:1129",
            not_counted=BOTH,
        ),
        *wording(
            limit, "2020-01-01", None, days=90, law=OF_2017, paragraph=paragraph,
            wording="SFS 2018:1129; 2 § enligt SFS 2019:1118", not_counted=BOTH,
        ),
    ]  # fmt: skip


VERSIONS = Section(
    Text("Vilken lydelse som gäller", "Which wording applies"),
    "HSF 6 kap. 1 § och dess föregångare",
    Text(
        "En klocka följer den lydelse som gällde den dag väntan började: första och sista dagen för var och en.",
        "A clock follows the wording in force on the day it began: the first and last day of each.",
    ),
    (
        *CONTACT,
        *ASSESSMENT,
        *specialised("besoksgaranti", 3, "besök i den specialiserade vården"),
        *specialised("behandlingsgaranti", 4, "behandling"),
    ),
    numbered=False,
)

DONE_EARLY = contact(started_on=START - timedelta(days=1))

ROWS = Section(
    Text("En rad i den nationella filen", "A row of the national file"),
    "SKR, Informationsmodell 1.1; HSF 6 kap. 2 §",
    Text(
        "Raden har en avvikelsekod men inga dagar för den: då är den tidigaste dagen känd, inte den senaste.",
        "A row has a code for a deviation but no days: then the earliest day is known, not the latest.",
    ),
    (
        Row(
            "Väntar på operation",
            contact(),
            Clock(0, None, 90, limit="behandlingsgaranti"),
            "Ingen avvikelse: bestämd.",
        ),
        Row(
            "Väntar på första kontakt",
            contact(phase=Phase.FIRST_CONTACT),
            Clock(0, None, 90, limit="besoksgaranti", wording=TODAY),
            "Ingen avvikelse: bestämd.",
        ),
        Row(
            "Patientvald väntan (PvV)",
            contact(deviation=Deviation.PATIENT_CHOSEN),
            Clock(0, None, 90, certainty="bounded", reason="pause_without_dates", missing=("pause_dates",)),
            "Kan vara frivilligt avstående; dagarna saknas.",
        ),
        Row(
            "Medicinskt orsakad väntan (MoV)",
            contact(deviation=Deviation.MEDICAL),
            Clock(0, None, 90, certainty="bounded", reason="pause_without_dates"),
            "Kan vara medicinska skäl; dagarna saknas.",
        ),
        Row(
            "PvV på en första kontakt",
            contact(phase=Phase.FIRST_CONTACT, deviation=Deviation.PATIENT_CHOSEN),
            Clock(0, None, 90, certainty="bounded", reason="pause_without_dates"),
            "Samma sak för besöksgarantin.",
        ),
        Row(
            "Socialt orsakad väntan (SoV)",
            contact(deviation=Deviation.SOCIAL),
            Clock(0, None, 90),
            "Ingen grund i 2 §: tiden räknas.",
        ),
        Row(
            "SoV 2006",
            contact(deviation=Deviation.SOCIAL, decided_on=date(2006, 1, 1)),
            Clock(
                date(2006, 1, 1), None, date(2006, 4, 1), certainty="bounded", reason="pause_without_dates"
            ),
            "Vilka grunder som fanns då är inte känt: vilken kod som helst kan ha varit en.",
        ),
        Row("Genomförd", contact(started_on=START), Clock(0, 0, 90), "Samma dag."),
        Row(
            "Genomförd före beslutet",
            DONE_EARLY,
            Clock(0, -1, None, reason="care_before_start"),
            "Ett av datumen är fel.",
        ),
        Row(
            "Vårdgaranti: nej",
            contact(guaranteed=False),
            Clock(0, None, None, reason="sender_says_not_covered"),
            "Avsändaren har sagt att garantin inte gäller.",
        ),
        Row(
            "Undersökning",
            contact(phase=Phase.EXAMINATION),
            Clock(0, None, None, reason="examination", limit=""),
            "Omfattas inte.",
        ),
        Row(
            "Återbesök",
            contact(phase=Phase.RETURN_VISIT),
            Clock(0, None, None, reason="return_visit"),
            "Omfattas inte.",
        ),
        Row(
            "Akut kontakt",
            contact(phase=Phase.EMERGENCY),
            Clock(0, None, None, reason="emergency"),
            "Omfattas inte.",
        ),
        Row(
            "Beslut 2005-10-31",
            contact(decided_on=date(2005, 10, 31)),
            Clock(date(2005, 10, 31), None, None, reason="no_limit_then"),
            "Det fanns ingen sådan gräns.",
        ),
    ),
)

SVF = str(Path(__file__).with_name("svf-exempel.yaml"))
"""The made-up lead time of docs/how-to/add-a-limit.md: 28 days."""

OTHERS = Section(
    Text("Gränser som inte är vårdgarantin", "Limits that are not the guarantee"),
    "Filerna i clocks/other_limits",
    Text(
        "Varje klocka säger vad gränsen är: en regions egen, ett mål, en ledtid som användaren angett, eller ett förslag "
        "som inte är beslutat.",
        "Each clock says what the limit is: a region's own, a goal, a user's lead time, or a proposal not enacted.",
    ),
    (
        Pathway(
            "Region Stockholm, remiss",
            (visit(K.REFERRAL_ISSUED, 0),),
            20,
            (Clock(0, None, 30, kind="regional", days=30, limit="besoksgaranti-stockholm"),),
            "Trettio dagar till första besök. Det är regionens egen gräns, inte lagens.",
            under="stockholm",
        ),
        Pathway(
            "Region Stockholm, paus",
            (
                visit(K.REFERRAL_ISSUED, 0),
                visit(K.MEDICAL_HOLD_BEGUN, 5),
                visit(K.MEDICAL_HOLD_ENDED, 9),
                visit(K.ELSEWHERE_BEGUN, 9),
                visit(K.ELSEWHERE_ENDED, 12),
            ),
            20,
            (Clock(0, None, 37, kind="regional"),),
            "Grunderna antas vara lagens.",
            under="stockholm",
        ),
        Pathway(
            "Region Stockholm, vård sökt i en annan region",
            (visit(K.REFERRAL_ISSUED, 0), visit(K.SOUGHT_ELSEWHERE, 0)),
            20,
            (Clock(0, None, None, reason="sought_elsewhere", kind="regional"),),
            "Den gäller bara i den egna regionen.",
            under="stockholm",
        ),
        Pathway(
            "Region Stockholm, avstår",
            (
                visit(K.REFERRAL_ISSUED, 0),
                visit(K.INFORMED, 1),
                visit(K.OFFER_MADE, 2),
                visit(K.WAIVED, 3),
                visit(K.STARTED, 9),
            ),
            20,
            (Clock(0, 9, 36, kind="regional"),),
            "Samma tre villkor.",
            under="stockholm",
        ),
        Row(
            "Region Stockholm, en rad därifrån",
            contact(phase=Phase.FIRST_CONTACT, region="01"),
            Clock(0, None, 30, kind="regional"),
            "Gränsen gäller i regionen.",
            under="stockholm",
        ),
        Row(
            "Region Stockholm, en rad från Kalmar",
            contact(phase=Phase.FIRST_CONTACT, region="08"),
            Clock(0, None, None, reason="outside_the_limits", limit=""),
            "Gränsen gäller bara i Stockholm.",
            under="stockholm",
        ),
        Row(
            "Region Stockholm, en operation",
            contact(region="01"),
            Clock(0, None, None, reason="outside_the_limits"),
            "Filen säger inget om behandling; då gäller lagens gräns.",
            under="stockholm",
        ),
        Row(
            "Region Stockholm före 2019",
            contact(phase=Phase.FIRST_CONTACT, region="01", decided_on=date(2018, 12, 31)),
            Clock(date(2018, 12, 31), None, None, reason="no_limit_then", kind="regional"),
            "När gränsen infördes är inte läst; den räknas från 2019.",
            under="stockholm",
        ),
        Row(
            "Region Stockholm den 1 januari 2019",
            contact(phase=Phase.FIRST_CONTACT, region="01", decided_on=date(2019, 1, 1)),
            Clock(date(2019, 1, 1), None, date(2019, 1, 31), kind="regional"),
            "Trettio dagar.",
            under="stockholm",
        ),
        Pathway(
            "BUP, första bedömning",
            (visit(K.CARE_SOUGHT, 0),),
            20,
            (Clock(0, None, 30, kind="policy", limit="bup-forsta-bedomning"),),
            "Ett mål sedan 2011, inte lag.",
            under="bup",
        ),
        Pathway(
            "BUP, utredning efter bedömningen",
            (visit(K.CARE_SOUGHT, 0), visit(K.STARTED, 25), event(K.DECISION, 30, Phase.EXAMINATION)),
            40,
            (Clock(0, 25, 30, kind="policy"), Clock(25, None, 55, kind="policy", limit="bup-nasta-steg")),
            "Ytterligare 30 dagar, räknade från den första bedömningen.",
            under="bup",
        ),
        Pathway(
            "BUP, behandling efter bedömningen",
            (visit(K.CARE_SOUGHT, 0), visit(K.STARTED, 25), event(K.STARTED, 50)),
            60,
            (Clock(0, 25, 30, kind="policy"), Clock(25, 50, 55, kind="policy")),
            "Behandlingen började dag 25 efter bedömningen.",
            under="bup",
        ),
        Pathway(
            "BUP, paus",
            (visit(K.CARE_SOUGHT, 0), visit(K.MEDICAL_HOLD_BEGUN, 5)),
            20,
            (Clock(0, None, None, reason="grounds_unknown", kind="policy"),),
            "Källan säger inte vilken tid som inte räknas.",
            under="bup",
        ),
        Pathway(
            "BUP, paus före nästa steg",
            (visit(K.CARE_SOUGHT, 0), visit(K.STARTED, 5), event(K.MEDICAL_HOLD_BEGUN, 9)),
            20,
            (Clock(0, 5, 30, kind="policy"), Clock(5, None, None, reason="grounds_unknown", kind="policy")),
            "Inte heller för det andra steget.",
            under="bup",
        ),
        Pathway(
            "BUP, vård sökt i en annan region",
            (visit(K.CARE_SOUGHT, 0), visit(K.SOUGHT_ELSEWHERE, 0)),
            20,
            (Clock(0, None, 30, kind="policy"),),
            "Vad ett mål omfattar säger den som satt det; lagens undantag gäller inte av sig själva.",
            under="bup",
        ),
        Row(
            "BUP, en rad med vårdgaranti: nej",
            contact(phase=Phase.FIRST_CONTACT, guaranteed=False),
            Clock(0, None, 30, kind="policy"),
            "Avsändarens uppgift gäller vårdgarantin, inte målet.",
            under="bup",
        ),
        Row(
            "BUP före 2011",
            contact(phase=Phase.FIRST_CONTACT, decided_on=date(2010, 12, 31)),
            Clock(date(2010, 12, 31), None, None, reason="no_limit_then", kind="policy"),
            "Målet finns sedan 2011.",
            under="bup",
        ),
        Row(
            "BUP den 1 januari 2011",
            contact(phase=Phase.FIRST_CONTACT, decided_on=date(2011, 1, 1)),
            Clock(date(2011, 1, 1), None, date(2011, 1, 31), kind="policy"),
            "Trettio dagar.",
            under="bup",
        ),
        Pathway(
            "BUP, nästa steg före 2011",
            (visit(K.CARE_SOUGHT, date(2010, 12, 1)), visit(K.STARTED, date(2010, 12, 31))),
            date(2011, 1, 10),
            (
                Clock(date(2010, 12, 1), date(2010, 12, 31), None, reason="no_limit_then", kind="policy"),
                Clock(date(2010, 12, 31), None, None, reason="no_limit_then", kind="policy"),
            ),
            "Målet finns sedan 2011.",
            under="bup",
        ),
        Pathway(
            "BUP, nästa steg den 1 januari 2011",
            (visit(K.CARE_SOUGHT, date(2010, 12, 1)), visit(K.STARTED, date(2011, 1, 1))),
            date(2011, 1, 10),
            (
                Clock(date(2010, 12, 1), date(2011, 1, 1), None, reason="no_limit_then", kind="policy"),
                Clock(date(2011, 1, 1), None, date(2011, 1, 31), kind="policy"),
            ),
            "Trettio dagar från bedömningen.",
            under="bup",
        ),
        Pathway(
            "SVF, en ledtid som användaren har angett",
            (visit(K.REFERRAL_ISSUED, 0), visit(K.SUSPICION, 3), visit(K.STARTED, 5), event(K.DECISION, 10)),
            20,
            (Clock(3, None, 31, kind="target", limit="svf-exempel-kirurgi", days=28),),
            "Från välgrundad misstanke, vilket besök den än uppstod vid. Talet är påhittat.",
            under=SVF,
        ),
        Pathway(
            "SVF, behandlad",
            (visit(K.SUSPICION, 3), visit(K.STARTED, 5), event(K.STARTED, 32)),
            40,
            (Clock(3, 32, 31, kind="target"),),
            "Till första behandling; dag 32 är en dag för sent.",
            under=SVF,
        ),
        Pathway(
            "SVF, inget förlopp",
            (visit(K.REFERRAL_ISSUED, 0), event(K.DECISION, 10)),
            40,
            (),
            "Utan misstanke finns ingen ledtid.",
            under=SVF,
        ),
        Pathway(
            "SVF, paus",
            (visit(K.SUSPICION, 0), event(K.MEDICAL_HOLD_BEGUN, 5), event(K.MEDICAL_HOLD_ENDED, 15)),
            40,
            (Clock(0, None, 28, kind="target"),),
            "Filen säger att ingen tid räknas bort.",
            under=SVF,
        ),
        Row(
            "SVF, en rad i den nationella filen",
            contact(),
            Clock(0, None, None, reason="outside_the_limits", limit=""),
            "Raden säger inte när misstanken uppstod.",
            under=SVF,
        ),
        Pathway(
            "Förslag, besök 2025",
            (visit(K.REFERRAL_ISSUED, date(2025, 1, 1)),),
            date(2025, 2, 1),
            (Clock(date(2025, 1, 1), None, date(2025, 3, 2), kind="proposal", days=60),),
            "SOU 2022:22 föreslog 60 dagar. Förslaget är inte beslutat.",
            under="sou-2022-22",
        ),
        Pathway(
            "Förslag, undersökning och behandling 2025",
            (event(K.DECISION, date(2025, 1, 1), Phase.EXAMINATION), event(K.DECISION, date(2025, 1, 1))),
            date(2025, 2, 1),
            (
                Clock(
                    date(2025, 1, 1), None, date(2025, 3, 2), kind="proposal", limit="forslag-undersokning"
                ),
                Clock(date(2025, 1, 1), None, date(2025, 4, 1), kind="proposal", limit="forslag-behandling"),
            ),
            "60 dagar till undersökning, 90 till behandling.",
            under="sou-2022-22",
        ),
        Pathway(
            "Förslag, före 2025",
            (
                visit(K.REFERRAL_ISSUED, date(2024, 12, 31)),
                event(K.DECISION, date(2024, 12, 31), Phase.EXAMINATION),
                event(K.DECISION, date(2024, 12, 31)),
            ),
            date(2025, 2, 1),
            tuple(
                Clock(date(2024, 12, 31), None, None, reason="no_limit_then", kind="proposal", limit=limit)
                for limit in ("forslag-besok", "forslag-undersokning", "forslag-behandling")
            ),
            "Det skulle ha gällt från 2025.",
            under="sou-2022-22",
        ),
        Pathway(
            "Förslag, paus",
            tuple(
                event(kind, day, phase)
                for phase in (Phase.FIRST_CONTACT, Phase.EXAMINATION, Phase.OPERATION)
                for kind, day in (
                    (K.REFERRAL_ISSUED, date(2025, 1, 1)),
                    (K.DECISION, date(2025, 1, 1)),
                    (K.MEDICAL_HOLD_BEGUN, date(2025, 1, 9)),
                )
            ),
            date(2025, 2, 1),
            (Clock(date(2025, 1, 1), None, None, reason="grounds_unknown", kind="proposal"),) * 3,
            "Vilken tid som inte skulle räknas är inte läst.",
            under="sou-2022-22",
        ),
        Primary(
            "Förslag, bedömning i primärvården 2025",
            primary(date(2025, 1, 1), assessment_needed=False),
            (Clock(date(2025, 1, 1), None, date(2025, 1, 8), kind="proposal", days=7),),
            "Sju dagar, för alla medicinska bedömningar.",
            under="sou-2022-22",
        ),
        Primary(
            "Förslag, bedömning av en sjuksköterska 2025",
            primary(date(2025, 1, 1), assessed_on=date(2025, 1, 3), profession="XS919"),
            (Clock(date(2025, 1, 1), date(2025, 1, 3), date(2025, 1, 8), kind="proposal"),),
            "Legitimerad personal, som i dag.",
            under="sou-2022-22",
        ),
        Primary(
            "Förslag, avvikelse i primärvården 2025",
            primary(date(2025, 1, 1), deviation=Deviation.PATIENT_CHOSEN),
            (
                Clock(
                    date(2025, 1, 1),
                    None,
                    date(2025, 1, 8),
                    certainty="bounded",
                    reason="pause_without_dates",
                    kind="proposal",
                ),
            ),
            "Vilken tid som inte skulle räknas är inte läst.",
            under="sou-2022-22",
        ),
        Primary(
            "Förslag, bedömning i primärvården före 2025",
            primary(date(2024, 12, 31)),
            (Clock(date(2024, 12, 31), None, None, reason="no_limit_then", kind="proposal"),),
            "Det skulle ha gällt från 2025.",
            under="sou-2022-22",
        ),
        Row(
            "Förslag, en undersökning med vårdgaranti: nej",
            contact(phase=Phase.EXAMINATION, guaranteed=False, decided_on=date(2025, 1, 1)),
            Clock(date(2025, 1, 1), None, date(2025, 3, 2), kind="proposal"),
            "I dag omfattas den inte; i förslaget gör den det.",
            under="sou-2022-22",
        ),
        Row(
            "Förslag, en operation med vårdgaranti: nej",
            contact(guaranteed=False, decided_on=date(2025, 1, 1)),
            Clock(date(2025, 1, 1), None, None, reason="sender_says_not_covered", kind="proposal"),
            "Uppgiften tas på orden.",
            under="sou-2022-22",
        ),
        *(
            Version(
                f"Förslag, {name}",
                name,
                date(2025, 1, 1),
                {"days": days, "not_counted": None},
                why,
                "sou-2022-22",
            )
            for name, days, why in [
                (
                    "forslag-undersokning-primarvard",
                    60,
                    "Gränsen visas; inga uppgifter vi läser kan driva en klocka.",
                ),
                (
                    "forslag-behandling-primarvard",
                    90,
                    "Gränsen visas; inga uppgifter vi läser kan driva en klocka.",
                ),
                ("forslag-besked", 14, "Gränsen visas; inga uppgifter vi läser kan driva en klocka."),
            ]
        ),
        *(
            Version(
                f"Förslag före 2025, {name}",
                name,
                date(2024, 12, 31),
                None,
                "Det skulle ha gällt från 2025.",
                "sou-2022-22",
            )
            for name in ("forslag-undersokning-primarvard", "forslag-behandling-primarvard", "forslag-besked")
        ),
    ),
)

OTHER_LIMITS = (VERSIONS, ROWS, OTHERS)
