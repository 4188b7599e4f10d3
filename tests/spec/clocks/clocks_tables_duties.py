# ruff: noqa: E501 - rows of tables are read as rows
"""The examples of what a passed limit obliges to (HSL 9 kap. 2 §), and of discharge (lag 2017:612)."""

from __future__ import annotations

from datetime import date
from typing import Any

from clocks_examples import Breached, Liability, Section, Stay, event, visit

from vardvag.base.texts import Text
from vardvag.events.model import EventKind as K

DECIDED = event(K.DECISION, 0)
ALL_REMAIN = {
    "care_elsewhere": "remains",
    "inform": "remains",
    "search": "remains",
    "compensate": "not_yet",
    "administrate": "not_yet",
}
NOTHING_LEFT = dict.fromkeys(ALL_REMAIN, "fallen_away")

BREACH = Section(
    Text("Vad en passerad gräns kräver", "What a passed limit obliges to"),
    "HSL 9 kap. 2 §; SKR 2023-12-11",
    Text(
        "Regionen ska se till att patienten får vård hos en annan vårdgivare utan extra kostnad. Ingen text säger när det "
        "senast ska vara gjort, och vi hittar inte på någon gräns. Det som har gjorts är händelser.",
        "Care with another caregiver at no extra cost. No text says by when, and we make up no limit.",
    ),
    (
        Breached("Dag 90", (DECIDED,), 90, None, "Gränsen har inte passerats."),
        Breached("Dag 91", (DECIDED,), 91, ALL_REMAIN, "Gränsen har passerats och inget är gjort."),
        Breached(
            "Besök, dag 91",
            (visit(K.REFERRAL_ISSUED, 0),),
            91,
            ALL_REMAIN,
            "Skyldigheten gäller besöks- och behandlingsgarantin.",
        ),
        Breached(
            "Informerad redan tidigare",
            (DECIDED, visit(K.INFORMED, -20)),
            100,
            ALL_REMAIN | {"inform": "done"},
            "Patienten har informerats om vårdgarantin.",
        ),
        Breached(
            "Sökt men inte funnit",
            (DECIDED, event(K.SEARCHED_ELSEWHERE, 95)),
            100,
            ALL_REMAIN | {"search": "done"},
            "Att söka är en sak, att ordna vården en annan.",
        ),
        Breached(
            "Erbjuden vård hos en annan vårdgivare",
            (DECIDED, event(K.OFFERED_ELSEWHERE, 95)),
            100,
            ALL_REMAIN | {"search": "done", "compensate": "remains", "administrate": "remains"},
            "Nu finns merkostnader att ersätta och en vårdkontakt att administrera.",
        ),
        Breached(
            "Allt gjort utom vården",
            (
                DECIDED,
                event(K.INFORMED, 91),
                event(K.OFFERED_ELSEWHERE, 95),
                event(K.COSTS_COMPENSATED, 97),
                event(K.CONTACT_ADMINISTERED, 96),
            ),
            100,
            {
                "care_elsewhere": "remains",
                "inform": "done",
                "search": "done",
                "compensate": "done",
                "administrate": "done",
            },
            "Skyldigheten är uppfylld först när vården har börjat.",
        ),
        Breached(
            "Vården har börjat hos den andra vårdgivaren",
            (DECIDED, event(K.OFFERED_ELSEWHERE, 95), event(K.STARTED, 110)),
            120,
            {
                "care_elsewhere": "done",
                "inform": "fallen_away",
                "search": "done",
                "compensate": "remains",
                "administrate": "remains",
            },
            "Merkostnader och administration finns kvar.",
        ),
        Breached(
            "Vården har börjat hemma, för sent",
            (DECIDED, event(K.STARTED, 110)),
            120,
            {
                "care_elsewhere": "done",
                "inform": "fallen_away",
                "search": "fallen_away",
                "compensate": "not_yet",
                "administrate": "not_yet",
            },
            "Inget finns kvar att ordna.",
        ),
        Breached(
            "Avslutad utan vård, för sent",
            (DECIDED, event(K.CLOSED, 110)),
            120,
            {
                "care_elsewhere": "fallen_away",
                "inform": "fallen_away",
                "search": "fallen_away",
                "compensate": "not_yet",
                "administrate": "not_yet",
            },
            "Patienten ska inte längre ha vården.",
        ),
        Breached(
            "Tackar nej till vård hos en annan vårdgivare",
            (DECIDED, event(K.OFFERED_ELSEWHERE, 95), event(K.WAIVED, 96)),
            100,
            NOTHING_LEFT | {"search": "done"},
            "Den som tackar nej till erbjudandet tackar nej till garantin.",
        ),
        Breached(
            "Tackar nej, ångrar sig",
            (DECIDED, event(K.OFFERED_ELSEWHERE, 95), event(K.WAIVED, 96), event(K.WAIVER_REGRETTED, 98)),
            100,
            ALL_REMAIN | {"search": "done", "compensate": "remains", "administrate": "remains"},
            "Skyldigheten gäller igen.",
        ),
        Breached(
            "Avstod innan något erbjöds",
            (DECIDED, event(K.WAIVED, 92), event(K.OFFERED_ELSEWHERE, 95)),
            100,
            ALL_REMAIN | {"search": "done", "compensate": "remains", "administrate": "remains"},
            "Hon har inte tackat nej till det här erbjudandet.",
        ),
        Breached(
            "Har valt vård i en annan region",
            (DECIDED, event(K.ELSEWHERE_BEGUN, 95)),
            100,
            NOTHING_LEFT,
            "Skyldigheten gäller inte vård som patienten själv har valt i en annan region.",
        ),
        Breached(
            "Har valt en annan region och kommit tillbaka",
            (DECIDED, event(K.ELSEWHERE_BEGUN, 95), event(K.ELSEWHERE_ENDED, 98)),
            100,
            ALL_REMAIN,
            "Skyldigheten gäller igen.",
        ),
        Breached(
            "Vården söktes i en annan region",
            (DECIDED, event(K.SOUGHT_ELSEWHERE, 0)),
            200,
            None,
            "Garantin gäller inte, och inte skyldigheten.",
        ),
        Breached(
            "Region Stockholms egen gräns",
            (visit(K.REFERRAL_ISSUED, 0),),
            40,
            None,
            "Lagens skyldighet följer lagens gräns, inte regionens.",
            under="stockholm",
        ),
        Breached(
            "Ett mål",
            (visit(K.CARE_SOUGHT, 0),),
            40,
            None,
            "Ett mål är ingen lag.",
            under="bup",
        ),
        Breached(
            "Överenskommelsen 2006",
            (event(K.DECISION, date(2006, 1, 1)),),
            date(2006, 6, 1),
            None,
            "Skyldigheten blev lag den 1 juli 2010.",
        ),
        Breached(
            "Gränsen passeras den 30 juni 2010",
            (event(K.DECISION, date(2010, 3, 31)),),
            date(2010, 8, 1),
            None,
            "Skyldigheten blev lag dagen efter.",
        ),
        Breached(
            "Gränsen passeras den 1 juli 2010",
            (event(K.DECISION, date(2010, 4, 1)),),
            date(2010, 8, 1),
            ALL_REMAIN,
            "Den lag gäller som var i kraft när gränsen passerades.",
            law="HSL (1982:763)",
        ),
        Breached(
            "Gränsen passeras den 31 mars 2017",
            (event(K.DECISION, date(2016, 12, 30)),),
            date(2017, 8, 1),
            ALL_REMAIN,
            "Den sista dagen för 1982 års lag.",
            law="HSL (1982:763)",
        ),
        Breached(
            "Gränsen passeras den 1 april 2017",
            (event(K.DECISION, date(2016, 12, 31)),),
            date(2017, 8, 1),
            ALL_REMAIN,
            "Den första dagen för 2017 års lag.",
            wording="SFS 2017:30",
        ),
        Breached(
            "Gränsen passeras den 31 december 2019",
            (event(K.DECISION, date(2019, 10, 1)),),
            date(2020, 8, 1),
            ALL_REMAIN,
            "Den sista dagen för den ursprungliga lydelsen.",
            wording="SFS 2017:30",
        ),
        Breached(
            "Gränsen passeras den 1 januari 2020",
            (event(K.DECISION, date(2019, 10, 2)),),
            date(2020, 8, 1),
            ALL_REMAIN,
            "Landsting blev region.",
            wording="SFS 2019:973",
        ),
    ),
)

DISCHARGE = Section(
    Text("Utskrivning från sluten vård: klockorna", "Discharge from inpatient care: the clocks"),
    "Lag (2017:612) 2 kap. 3 §, 3 kap. 2 §, 4 kap. 3 §",
    Text(
        "Tjugofyra timmar är timmar, också över sommar- och vintertid. Dagar är hela kalenderdagar och slutar med dygnet.",
        "Twenty-four hours are hours, over summer and winter time too. Days are whole and end with the day.",
    ),
    (
        Stay(
            "Inskriven kl. 10, meddelande efter exakt 24 timmar",
            {"admitted_at": "2024-05-06T10:00", "admission_notice_at": "2024-05-07T10:00"},
            {"admission_notice": ("2024-05-07 10:00:00", True)},
            "Senast 24 timmar efter: precis i tid.",
        ),
        Stay(
            "En minut senare",
            {"admitted_at": "2024-05-06T10:00", "admission_notice_at": "2024-05-07T10:01"},
            {"admission_notice": ("2024-05-07 10:00:00", False)},
            "För sent.",
        ),
        Stay(
            "Behovet bedöms först senare",
            {
                "admitted_at": "2024-05-06T10:00",
                "need_seen_at": "2024-05-08T09:00",
                "admission_notice_at": "2024-05-09T08:00",
            },
            {"admission_notice": ("2024-05-09 09:00:00", True)},
            "De 24 timmarna räknas från läkarens bedömning.",
        ),
        Stay(
            "Behovet bedömdes redan före inskrivningen",
            {"admitted_at": "2024-05-06T10:00", "need_seen_at": "2024-05-05T09:00"},
            {"admission_notice": ("2024-05-07 10:00:00", False)},
            "Räknas från inskrivningen.",
        ),
        Stay(
            "Över övergången till sommartid",
            {"admitted_at": "2024-03-30T10:00", "admission_notice_at": "2024-03-31T10:30"},
            {"admission_notice": ("2024-03-31 11:00:00", True)},
            "Natten är en timme kort: 24 timmar är klockan 11.",
        ),
        Stay(
            "Över övergången till vintertid",
            {"admitted_at": "2024-10-26T10:00", "admission_notice_at": "2024-10-27T09:30"},
            {"admission_notice": ("2024-10-27 09:00:00", False)},
            "Natten är en timme lång: 24 timmar är klockan 9.",
        ),
        Stay(
            "Det framgår inte när patienten skrevs in",
            {"admission_notice_at": "2024-05-07T10:00"},
            {"admission_notice": (None, None)},
            "Ingen klocka går att räkna ut.",
            missing=("admitted_at",),
        ),
        Stay(
            "Information kl. 23.59 samma dag",
            {
                "admitted_at": "2024-05-06T10:00",
                "admission_notice_at": "2024-05-06T11:00",
                "discharged_at": "2024-05-10T09:00",
                "information_sent_at": "2024-05-10T23:59",
            },
            {
                "admission_notice": ("2024-05-07 10:00:00", True),
                "information_transfer": ("2024-05-10 23:59:59", True),
            },
            "Senast samma dag.",
        ),
        Stay(
            "Information vid midnatt",
            {
                "admitted_at": "2024-05-06T10:00",
                "admission_notice_at": "2024-05-06T11:00",
                "discharged_at": "2024-05-10T09:00",
                "information_sent_at": "2024-05-11T00:00",
            },
            {
                "admission_notice": ("2024-05-07 10:00:00", True),
                "information_transfer": ("2024-05-10 23:59:59", False),
            },
            "Nästa dag: för sent.",
        ),
        Stay(
            "Kallelse till SIP på tredje dagen",
            {
                "admitted_at": "2024-05-06T10:00",
                "admission_notice_at": "2024-05-06T11:00",
                "ready_notice_at": "2024-05-10T15:00",
                "sip_needed": True,
                "sip_called_at": "2024-05-13T23:00",
            },
            {
                "admission_notice": ("2024-05-07 10:00:00", True),
                "sip_call": ("2024-05-13 23:59:59", True),
            },
            "Fredag till måndag: helgen räknas (vår läsning), dag 3 är inom gränsen.",
        ),
        Stay(
            "Kallelse på fjärde dagen",
            {
                "admitted_at": "2024-05-06T10:00",
                "admission_notice_at": "2024-05-06T11:00",
                "ready_notice_at": "2024-05-10T15:00",
                "sip_needed": True,
                "sip_called_at": "2024-05-14T08:00",
            },
            {
                "admission_notice": ("2024-05-07 10:00:00", True),
                "sip_call": ("2024-05-13 23:59:59", False),
            },
            "För sent.",
        ),
        Stay(
            "SIP behövs inte",
            {
                "admitted_at": "2024-05-06T10:00",
                "admission_notice_at": "2024-05-06T11:00",
                "ready_notice_at": "2024-05-10T15:00",
                "sip_needed": False,
            },
            {"admission_notice": ("2024-05-07 10:00:00", True)},
            "Bara den som behöver insatser från både region och kommun ska ha en (4 kap. 1 §).",
        ),
        Stay(
            "Det framgår inte om SIP behövs",
            {
                "admitted_at": "2024-05-06T10:00",
                "admission_notice_at": "2024-05-06T11:00",
                "ready_notice_at": "2024-05-10T15:00",
            },
            {
                "admission_notice": ("2024-05-07 10:00:00", True),
                "sip_call": ("2024-05-13 23:59:59", None),
            },
            "Den senaste dagen är känd; om gränsen gäller är det inte.",
            missing=("sip_needed",),
        ),
        Stay(
            "Före lagen",
            {
                "admitted_at": "2017-12-31T10:00",
                "discharged_at": "2017-12-31T20:00",
                "ready_notice_at": "2017-12-31T12:00",
                "sip_needed": True,
            },
            {
                "admission_notice": (None, None),
                "information_transfer": (None, None),
                "sip_call": (None, None),
            },
            "Lagen trädde i kraft den 1 januari 2018.",
        ),
        Stay(
            "Den första dagen",
            {
                "admitted_at": "2018-01-01T10:00",
                "admission_notice_at": "2018-01-01T11:00",
                "discharged_at": "2018-01-01T20:00",
                "ready_notice_at": "2018-01-01T12:00",
                "sip_needed": True,
            },
            {
                "admission_notice": ("2018-01-02 10:00:00", True),
                "information_transfer": ("2018-01-01 23:59:59", False),
                "sip_call": ("2018-01-04 23:59:59", False),
            },
            "Lagen trädde i kraft den 1 januari 2018.",
        ),
    ),
    numbered=False,
)

READY: dict[str, Any] = {
    "admitted_at": "2024-05-06T10:00",
    "admission_notice_at": "2024-05-06T12:00",
    "ready_notice_at": "2024-05-10T11:00",
    "sip_needed": True,
    "sip_called_at": "2024-05-11T09:00",
    "other_day_agreed": False,
    "open_care_ready": True,
}
"""A stay for which every condition of 5 kap. is met; ready for discharge on Friday 10 May 2024."""

LIABILITY = Section(
    Text("Utskrivning: kommunens betalningsansvar", "Discharge: the municipality's liability to pay"),
    "Lag (2017:612) 4 kap. 5 §, 5 kap. 3–5 §§",
    Text(
        "Tre dagar efter underrättelsen om att patienten är utskrivningsklar, fyra om den skickades efter klockan 12.00. Bara "
        "om kommunen har underrättats, om någon har kallat till SIP när en sådan ska hållas, om regionens öppna vård är på "
        "plats, och om inget annat är överenskommet. Varje rad säger bara vad som skiljer sig från den första.",
        "Three days after the notice, four if sent after 12:00; only if all conditions are met and nothing else is agreed.",
    ),
    (
        Liability("Underrättelse kl. 11", READY, date(2024, 5, 13), "Fredag till måndag: tre dagar."),
        Liability(
            "Underrättelse kl. 12.00",
            READY | {"ready_notice_at": "2024-05-10T12:00"},
            date(2024, 5, 13),
            "Klockan 12.00 är inte efter klockan 12.00.",
        ),
        Liability(
            "Underrättelse en sekund över tolv",
            READY | {"ready_notice_at": "2024-05-10T12:00:01"},
            date(2024, 5, 14),
            "Efter klockan 12.00: fyra dagar.",
        ),
        Liability(
            "Svensk tid i mars",
            READY
            | {
                "admitted_at": "2024-03-25T10:00",
                "admission_notice_at": "2024-03-25T12:00",
                "ready_notice_at": "2024-03-31T10:30:00Z",
                "sip_called_at": "2024-04-01T09:00",
            },
            date(2024, 4, 4),
            "10.30 i världstid är 12.30 svensk sommartid.",
        ),
        Liability(
            "Inget inskrivningsmeddelande",
            READY | {"admission_notice_at": None},
            None,
            "5 kap. 3 § första stycket 1.",
            "no_admission_notice",
        ),
        Liability(
            "Ingen underrättelse",
            READY | {"ready_notice_at": None},
            None,
            "5 kap. 3 § första stycket 2.",
            "no_ready_notice",
        ),
        Liability(
            "Ingen kallelse till SIP",
            READY | {"sip_called_at": None},
            None,
            "5 kap. 3 § andra stycket.",
            "no_sip_call",
        ),
        Liability(
            "SIP behövs inte",
            READY | {"sip_needed": False, "sip_called_at": None},
            date(2024, 5, 13),
            "Kallelsen krävs bara när en samordnad individuell planering ska genomföras.",
        ),
        Liability(
            "Den öppna vården är inte på plats",
            READY | {"open_care_ready": False},
            None,
            "5 kap. 5 §.",
            "open_care_not_ready",
        ),
        Liability(
            "En annan dag är överenskommen",
            READY | {"other_day_agreed": True, "agreed_on": date(2024, 5, 17)},
            date(2024, 5, 17),
            "4 kap. 5 §: överenskommelsens dag gäller.",
        ),
        Liability(
            "Något annat är överenskommet, men inte känt",
            READY | {"other_day_agreed": True},
            None,
            "Vilken dag går inte att säga.",
            "facts_missing",
            "undetermined",
            ("agreed_on",),
        ),
        Liability(
            "Det framgår inte om något annat är överenskommet",
            READY | {"other_day_agreed": None},
            None,
            "Det sägs vad som saknas.",
            "facts_missing",
            "undetermined",
            ("other_day_agreed",),
        ),
        Liability(
            "Flera uppgifter saknas",
            READY | {"sip_needed": None, "open_care_ready": None, "admitted_at": None},
            None,
            "Allt som saknas sägs.",
            "facts_missing",
            "undetermined",
            ("admitted_at", "sip_needed", "open_care_ready"),
        ),
        Liability(
            "Ingen kallelse, och uppgifter saknas",
            READY | {"sip_called_at": None, "other_day_agreed": None},
            None,
            "Villkoret som inte är uppfyllt avgör ensamt.",
            "no_sip_call",
        ),
        Liability(
            "Inskrivningsmeddelandet kom för sent",
            READY | {"admission_notice_at": "2024-05-07T10:01"},
            None,
            "Lagen säger inte vad en försening betyder; vi gissar inte.",
            "admission_notice_late",
            "undetermined",
        ),
        Liability(
            "Kallelsen kom för sent",
            READY | {"sip_called_at": "2024-05-14T08:00"},
            None,
            "Lagen säger inte vad en försening betyder; vi gissar inte.",
            "sip_call_late",
            "undetermined",
        ),
        Liability(
            "Utskriven dagen före",
            READY | {"discharged_at": "2024-05-12T15:00"},
            None,
            "Det finns ingen utskrivningsklar patient att betala för.",
            "discharged_before",
        ),
        Liability(
            "Utskriven samma dag",
            READY | {"discharged_at": "2024-05-13T15:00"},
            date(2024, 5, 13),
            "Ansvaret har inträtt.",
        ),
        Liability(
            "Före lagen",
            READY | {"ready_notice_at": "2017-12-31T11:00"},
            None,
            "Lagen trädde i kraft den 1 januari 2018.",
            "no_limit_then",
            "undetermined",
        ),
        Liability(
            "Den första dagen",
            READY
            | {
                "admitted_at": "2018-01-01T07:00",
                "admission_notice_at": "2018-01-01T08:00",
                "ready_notice_at": "2018-01-01T11:00",
                "sip_called_at": "2018-01-02T09:00",
            },
            date(2018, 1, 4),
            "Lagen trädde i kraft den 1 januari 2018.",
        ),
    ),
    numbered=False,
)

DUTIES = (BREACH, DISCHARGE, LIABILITY)
