# ruff: noqa: E501 - rows of tables are read as rows
"""The examples of HSF 6 kap. in specialised care: what starts a wait, ends it, is not counted, starts it anew."""

from __future__ import annotations

from datetime import date

from clocks_examples import Clock, Pathway, Section, event, visit

from vardvag.base.texts import Text
from vardvag.events.model import EventKind as K
from vardvag.events.model import Phase

TODAY = "SFS 2018:1129; 2 § enligt SFS 2019:1118"
"""The wording in force on START."""

DECIDED = event(K.DECISION, 0)
REFERRED = visit(K.REFERRAL_ISSUED, 0)
INFORMED, OFFERED, WAIVED = event(K.INFORMED, 1), event(K.OFFER_MADE, 20), event(K.WAIVED, 25)
TOLD = (INFORMED, OFFERED, WAIVED)
"""All three conditions of 6 kap. 2 § second paragraph."""

VISIT_STARTS = Section(
    Text("När väntan på besök börjar", "When the wait for a visit begins"),
    "HSF 6 kap. 1 § 3",
    Text(
        "Från det att remiss har utfärdats eller, om ingen remiss behövs, från det att patienten har sökt "
        "kontakt med den specialiserade vården.",
        "From the referral, or from seeking contact where no referral is needed.",
    ),
    (
        Pathway(
            "Remiss",
            (REFERRED,),
            5,
            (Clock(0, None, 90, limit="besoksgaranti"),),
            "Dagen för remissen är dag 0.",
        ),
        Pathway(
            "Utan remiss",
            (visit(K.CARE_SOUGHT, 2),),
            5,
            (Clock(2, None, 92),),
            "Dagen då patienten sökte kontakt är dag 0.",
        ),
        Pathway(
            "Söker först, får sedan remiss",
            (visit(K.CARE_SOUGHT, 0), visit(K.REFERRAL_ISSUED, 3)),
            5,
            (Clock(3, None, 93),),
            "Med remiss räknas från remissen.",
        ),
        Pathway(
            "Ofullständig remiss",
            (REFERRED, visit(K.REFERRAL_RETURNED, 4)),
            10,
            (Clock(0, None, 90),),
            "Klockan går medan remissen kompletteras (praxis).",
        ),
        Pathway(
            "Ofullständig remiss, kompletterad",
            (REFERRED, visit(K.REFERRAL_RETURNED, 4), visit(K.REFERRAL_ISSUED, 12)),
            20,
            (Clock(0, None, 90),),
            "Räknas från den första remissen, inte från den kompletterade.",
        ),
        Pathway(
            "Egen vårdbegäran, enligt förordningen",
            (visit(K.CARE_SOUGHT, 0), visit(K.REQUEST_ASSESSED, 6), visit(K.REQUEST_ACCEPTED, 9)),
            20,
            (Clock(0, None, 90),),
            "Förordningen räknar från den dag patienten sökte kontakt. Så görs om inget annat väljs.",
        ),
        Pathway(
            "Egen vårdbegäran, läsningen ”accepterad”",
            (visit(K.CARE_SOUGHT, 0), visit(K.REQUEST_ASSESSED, 6), visit(K.REQUEST_ACCEPTED, 9)),
            20,
            (Clock(9, None, 99),),
            "SKL:s äldre svar räknade från den dag begäran bedömdes och accepterades.",
            self_referral="accepted",
        ),
        Pathway(
            "Egen vårdbegäran, läsningen ”bedömd”",
            (visit(K.CARE_SOUGHT, 0), visit(K.REQUEST_ASSESSED, 6), visit(K.REQUEST_ACCEPTED, 9)),
            20,
            (Clock(6, None, 96),),
            "Region Skåne räknar efter den medicinska bedömningen av begäran.",
            self_referral="assessed",
        ),
        Pathway(
            "Egen vårdbegäran som ingen har svarat på, läsningen ”accepterad”",
            (visit(K.CARE_SOUGHT, 0),),
            20,
            (
                Clock(
                    None, None, None, reason="start_unknown", missing=("referral_issued", "request_accepted")
                ),
            ),
            "Med den läsningen har väntan inte börjat, hur länge det än dröjer.",
            self_referral="accepted",
        ),
        Pathway(
            "Remiss, läsningen ”accepterad”",
            (REFERRED, visit(K.REQUEST_ACCEPTED, 9)),
            20,
            (Clock(0, None, 90),),
            "Läsningarna skiljer sig bara när det inte finns någon remiss.",
            self_referral="accepted",
        ),
        Pathway(
            "Ett beslut om vård",
            (visit(K.DECISION, 0),),
            5,
            (Clock(None, None, None, reason="start_unknown", missing=("referral_issued", "care_sought")),),
            "Ett beslut startar ingen klocka för besök.",
        ),
    ),
)

TREATMENT_STARTS = Section(
    Text("När väntan på planerad vård börjar", "When the wait for planned care begins"),
    "HSF 6 kap. 1 § 4",
    Text(
        "Från det att vårdgivaren har beslutat att patienten ska få vården.",
        "From the caregiver's decision that the patient is to have the care.",
    ),
    (
        Pathway("Inget har hänt", (), 5, (), "Utan händelser finns ingen klocka."),
        Pathway(
            "Beslut",
            (DECIDED,),
            5,
            (Clock(0, None, 90, limit="behandlingsgaranti", days=90),),
            "Dagen för beslutet är dag 0.",
        ),
        Pathway(
            "Beslutet är inte taget än", (event(K.DECISION, 9),), 5, (), "Det som ännu inte hänt räknas inte."
        ),
        Pathway(
            "Bokad tid, men inget känt beslut",
            (event(K.BOOKED, 3),),
            5,
            (Clock(None, None, None, reason="start_unknown", missing=("decision",)),),
            "En bokning startar ingen klocka; det sägs vad som saknas.",
        ),
        Pathway(
            "Beslut om ett besök, bokad behandling",
            (REFERRED, visit(K.DECISION, 2), event(K.BOOKED, 3)),
            5,
            (Clock(0, None, 90), Clock(None, None, None, reason="start_unknown")),
            "Beslutet gäller ett besök, inte behandlingen.",
        ),
        Pathway(
            "Beslutet upprepas",
            (DECIDED, event(K.DECISION, 40)),
            50,
            (Clock(0, None, 90),),
            "Det första beslutet gäller.",
        ),
        Pathway(
            "Beslutet rättas",
            (DECIDED, event(K.DECISION, 7, supersedes=DECIDED.event_id)),
            60,
            (Clock(7, None, 97),),
            "Den rättade dagen ersätter den första.",
        ),
        Pathway(
            "Så som det var känt den dagen",
            (DECIDED,),
            5,
            (),
            "Det som ännu inte hade tagits emot var inte känt.",
            known=date(2024, 1, 9),
        ),
        Pathway(
            "Besök, sedan beslut om behandling",
            (REFERRED, visit(K.STARTED, 90), event(K.DECISION, 92)),
            95,
            (Clock(0, 90, 90), Clock(92, None, 182)),
            "Behandlingen har en egen klocka, från sitt eget beslut.",
        ),
    ),
)

ENDS = Section(
    Text("När väntan slutar", "When a wait ends"),
    "HSF 6 kap. 1 §",
    Text(
        "När besöket blir av eller vården börjar, eller när ärendet avslutas utan vård. Sista dagen är inom gränsen.",
        "When the visit is held or the care begins, or the need is closed. The last day is within the limit.",
    ),
    (
        Pathway(
            "Samma dag",
            (DECIDED, event(K.STARTED, 0)),
            5,
            (Clock(0, 0, 90),),
            "Dag 0 är också en väntetid: noll dagar.",
        ),
        Pathway(
            "Dag 90", (DECIDED, event(K.STARTED, 90)), 200, (Clock(0, 90, 90),), "Dag 90 är inom gränsen."
        ),
        Pathway("Dag 91", (DECIDED, event(K.STARTED, 91)), 200, (Clock(0, 91, 90),), "Dag 91 är för sent."),
        Pathway(
            "Avslutas utan vård",
            (DECIDED, event(K.CLOSED, 30)),
            200,
            (Clock(0, 30, 90),),
            "Den som inte längre ska ha vården väntar inte.",
        ),
        Pathway(
            "Lång behandling",
            (DECIDED, event(K.STARTED, 60), event(K.STARTED, 120, event_id="again")),
            200,
            (Clock(0, 60, 90),),
            "Räknas till dess att behandlingen påbörjas (praxis).",
        ),
        Pathway(
            "En bokad tid",
            (DECIDED, event(K.BOOKED, 30), event(K.OFFER_MADE, 30)),
            40,
            (Clock(0, None, 90),),
            "En bokning eller ett erbjudande avslutar ingen väntan.",
        ),
        Pathway(
            "Vård före beslutet",
            (DECIDED, event(K.STARTED, -1)),
            5,
            (Clock(0, -1, None, reason="care_before_start", wording=TODAY),),
            "Ett av datumen är fel; det sägs, och ingen dag räknas ut.",
        ),
    ),
)

NOT_COUNTED = Section(
    Text("Tid som inte räknas", "Time that is not counted"),
    "HSF 6 kap. 2 § första stycket",
    Text(
        "Tid då patienten av medicinska skäl inte kan ges vård, har valt vård i en annan region eller frivilligt avstår "
        "räknas inte. Dagen då det börjar är den första som inte räknas, dagen då det slutar räknas igen.",
        "Time when care cannot be given for medical reasons, when the patient has chosen another region, or abstains.",
    ),
    (
        Pathway(
            "Sjuk i tio dagar",
            (DECIDED, event(K.MEDICAL_HOLD_BEGUN, 30), event(K.MEDICAL_HOLD_ENDED, 40)),
            60,
            (Clock(0, None, 100),),
            "Tio dagar räknas inte (1).",
        ),
        Pathway(
            "I en annan region i tio dagar",
            (DECIDED, event(K.ELSEWHERE_BEGUN, 30), event(K.ELSEWHERE_ENDED, 40)),
            60,
            (Clock(0, None, 100),),
            "Tio dagar räknas inte (2).",
        ),
        Pathway(
            "Sjuk under väntan på besök",
            (REFERRED, visit(K.MEDICAL_HOLD_BEGUN, 1), visit(K.MEDICAL_HOLD_ENDED, 4)),
            5,
            (Clock(0, None, 93),),
            "Grunderna gäller också besöksgarantin.",
        ),
        Pathway(
            "Väntar på besök i hemregionen efter val av en annan",
            (REFERRED, visit(K.ELSEWHERE_BEGUN, 1), visit(K.ELSEWHERE_ENDED, 4)),
            5,
            (Clock(0, None, 93),),
            "Grunderna gäller också besöksgarantin.",
        ),
        Pathway(
            "Båda samtidigt",
            (
                DECIDED,
                event(K.MEDICAL_HOLD_BEGUN, 30),
                event(K.MEDICAL_HOLD_ENDED, 40),
                event(K.ELSEWHERE_BEGUN, 35),
                event(K.ELSEWHERE_ENDED, 45),
            ),
            60,
            (Clock(0, None, 105),),
            "En dag räknas bort en gång.",
        ),
        Pathway(
            "Sjuk tills vidare",
            (DECIDED, event(K.MEDICAL_HOLD_BEGUN, 30)),
            60,
            (Clock(0, None, 120, provisional=True),),
            "Sista dagen är preliminär: den flyttas så länge pausen är öppen.",
        ),
        Pathway(
            "Sjuk sedan i dag",
            (DECIDED, event(K.MEDICAL_HOLD_BEGUN, 30)),
            30,
            (Clock(0, None, 90, provisional=True),),
            "Ännu har ingen hel dag räknats bort.",
        ),
        Pathway(
            "Sjuk när vården gavs",
            (DECIDED, event(K.MEDICAL_HOLD_BEGUN, 85), event(K.STARTED, 95)),
            200,
            (Clock(0, 95, 100),),
            "Pausen slutar när vården börjar.",
        ),
        Pathway(
            "Pausen avslutas först efter vården",
            (
                DECIDED,
                event(K.MEDICAL_HOLD_BEGUN, 80),
                event(K.STARTED, 85),
                event(K.MEDICAL_HOLD_ENDED, 100),
            ),
            200,
            (Clock(0, 85, 95),),
            "Bara dagarna före vården räknas bort.",
        ),
        Pathway(
            "Sjuk från den sista dagen",
            (DECIDED, event(K.MEDICAL_HOLD_BEGUN, 90), event(K.MEDICAL_HOLD_ENDED, 92)),
            200,
            (Clock(0, None, 92),),
            "Den sista dagen räknas bort.",
        ),
        Pathway(
            "Sjuk först när gränsen har passerats",
            (DECIDED, event(K.MEDICAL_HOLD_BEGUN, 91), event(K.MEDICAL_HOLD_ENDED, 95)),
            200,
            (Clock(0, None, 90),),
            "Det är för sent: garantin är redan bruten.",
        ),
        Pathway(
            "Slutar och börjar samma dag",
            (
                DECIDED,
                event(K.MEDICAL_HOLD_BEGUN, 10),
                event(K.MEDICAL_HOLD_ENDED, 20),
                event(K.MEDICAL_HOLD_BEGUN, 20, event_id="again"),
                event(K.MEDICAL_HOLD_ENDED, 30),
            ),
            60,
            (Clock(0, None, 110),),
            "Pausen fortsätter.",
        ),
        Pathway(
            "Sjuk redan före beslutet",
            (DECIDED, event(K.MEDICAL_HOLD_BEGUN, -10), event(K.MEDICAL_HOLD_ENDED, 5)),
            60,
            (Clock(0, None, 95),),
            "Bara dagarna efter beslutet räknas bort.",
        ),
        Pathway(
            "Återbud, ombokning och brist på tid",
            (DECIDED, event(K.BOOKED, 30), event(K.BOOKED, 60, event_id="again")),
            80,
            (Clock(0, None, 90),),
            "Det är ingen av grunderna; tiden räknas.",
        ),
    ),
)

WAIVER = Section(
    Text("När någon frivilligt avstår", "When somebody voluntarily abstains"),
    "HSF 6 kap. 2 § andra stycket",
    Text(
        "Tre villkor, alla tre: patienten har informerats om vårdgarantin, har erbjudits vård i enlighet med den och har "
        "meddelat vårdgivaren att hon avstår.",
        "Three conditions, all of them: informed about the guarantee, offered care in accordance with it, and has told.",
    ),
    (
        Pathway(
            "Alla tre villkoren",
            (DECIDED, *TOLD),
            60,
            (Clock(0, None, 125, provisional=True),),
            "Från dag 25 räknas tiden inte, så länge hon avstår.",
        ),
        Pathway(
            "Avstår från besöket",
            (REFERRED, visit(K.INFORMED, 1), visit(K.OFFER_MADE, 20), visit(K.WAIVED, 25)),
            60,
            (Clock(0, None, 125, provisional=True),),
            "Samma villkor gäller besöksgarantin.",
        ),
        Pathway(
            "Avstår tills vården ges",
            (DECIDED, *TOLD, event(K.STARTED, 80)),
            200,
            (Clock(0, 80, 145),),
            "Tiden från dag 25 till dag 80 räknas inte.",
        ),
        Pathway(
            "Inte informerad",
            (DECIDED, OFFERED, WAIVED),
            60,
            (Clock(0, None, 90),),
            "Villkor 1 saknas: tiden räknas.",
        ),
        Pathway(
            "Informerad för sent",
            (DECIDED, event(K.INFORMED, 26), OFFERED, WAIVED),
            60,
            (Clock(0, None, 90),),
            "Hon var inte informerad när hon sa att hon avstod.",
        ),
        Pathway(
            "Informerad redan vid första besöket",
            (DECIDED, visit(K.INFORMED, -40), OFFERED, WAIVED),
            25,
            (Clock(None, None, None, reason="start_unknown"), Clock(0, None, 90, provisional=True)),
            "Det räcker att ha informerats en gång i samma vårdkedja.",
        ),
        Pathway(
            "Informerad samma dag",
            (DECIDED, OFFERED, event(K.INFORMED, 25), WAIVED),
            25,
            (Clock(0, None, 90, provisional=True),),
            "Samma dag räcker.",
        ),
        Pathway(
            "Inte erbjuden",
            (DECIDED, INFORMED, WAIVED),
            60,
            (Clock(0, None, 90),),
            "Villkor 2 saknas: tiden räknas.",
        ),
        Pathway(
            "Erbjuden först efteråt",
            (DECIDED, INFORMED, event(K.OFFER_MADE, 26), WAIVED),
            60,
            (Clock(0, None, 90),),
            "Hon hade inget erbjudande att avstå från.",
        ),
        Pathway(
            "Erbjuden en dag inom gränsen",
            (DECIDED, INFORMED, event(K.OFFER_MADE, 20, for_day=90), WAIVED),
            60,
            (Clock(0, None, 125, provisional=True),),
            "Erbjudandet är i enlighet med garantin: vården är dag 90.",
        ),
        Pathway(
            "Erbjuden en dag efter gränsen",
            (DECIDED, INFORMED, event(K.OFFER_MADE, 20, for_day=91), WAIVED),
            60,
            (Clock(0, None, 90),),
            "Ett erbjudande om en tid efter gränsen är inte i enlighet med garantin.",
        ),
        Pathway(
            "Erbjuden vård hos en annan vårdgivare",
            (DECIDED, INFORMED, event(K.OFFERED_ELSEWHERE, 20, for_day=60), WAIVED),
            60,
            (Clock(0, None, 125, provisional=True),),
            "Den som tackar nej till vård hos en annan vårdgivare inom gränsen avstår.",
        ),
        Pathway(
            "Erbjudandet gjordes efter gränsen",
            (DECIDED, INFORMED, event(K.OFFER_MADE, 91), event(K.WAIVED, 93)),
            110,
            (Clock(0, None, 90),),
            "För sent: garantin är redan bruten.",
        ),
        Pathway(
            "Erbjudandet kom före beslutet",
            (DECIDED, INFORMED, event(K.OFFER_MADE, -1), WAIVED),
            60,
            (Clock(0, None, 90),),
            "Erbjudandet hör inte till den här väntan.",
        ),
        Pathway(
            "Har inte meddelat",
            (DECIDED, INFORMED, OFFERED),
            60,
            (Clock(0, None, 90),),
            "Villkor 3 saknas. Tystnad är inte att avstå.",
        ),
        Pathway(
            "Meddelade före beslutet",
            (DECIDED, event(K.INFORMED, -9), event(K.OFFER_MADE, 0), event(K.WAIVED, -1)),
            60,
            (Clock(0, None, 90),),
            "Det hon sa gällde inte den här väntan.",
        ),
        Pathway(
            "Ångrar sig samma dag",
            (DECIDED, *TOLD, event(K.WAIVER_REGRETTED, 25)),
            60,
            (Clock(0, None, 90),),
            "Ingenting har ändrats.",
        ),
    ),
)

ANEW = Section(
    Text("Vad som börjar om", "What begins anew"),
    "Praxis: SKR 2023, 1177, SKL:s äldre svar",
    Text(
        "Den som ångrar att hon avstod, och den som kommit överens om en senare tid och vill ha en tidigare, har hela "
        "gränsen igen från den dag vårdgivaren får veta det.",
        "Who regrets abstaining, or wants an earlier day than agreed, has the whole limit again from that day.",
    ),
    (
        Pathway(
            "Ångrar sig",
            (DECIDED, *TOLD, event(K.WAIVER_REGRETTED, 50)),
            60,
            (Clock(0, 50, 115), Clock(50, None, 140)),
            "En ny klocka från beskedet.",
        ),
        Pathway(
            "Ångrar sig i dag",
            (DECIDED, *TOLD, event(K.WAIVER_REGRETTED, 50)),
            50,
            (Clock(0, 50, 115), Clock(50, None, 140)),
            "Den nya klockan börjar samma dag.",
        ),
        Pathway(
            "Ångrar sig efter gränsen",
            (DECIDED, INFORMED, event(K.OFFER_MADE, 90), event(K.WAIVED, 93), event(K.WAIVER_REGRETTED, 100)),
            110,
            (Clock(0, 100, 90), Clock(100, None, 190)),
            "Den första klockan är bruten dag 91; den nya går ändå från beskedet.",
        ),
        Pathway(
            "Avstår, ångrar sig, erbjuds på nytt och avstår",
            (DECIDED, *TOLD, event(K.WAIVER_REGRETTED, 50), event(K.OFFER_MADE, 60), event(K.WAIVED, 61)),
            70,
            (Clock(0, 50, 115), Clock(50, None, 149, provisional=True)),
            "Den nya väntan kan också pausas, med ett nytt erbjudande.",
        ),
        Pathway(
            "Avstår igen utan nytt erbjudande",
            (DECIDED, *TOLD, event(K.WAIVER_REGRETTED, 50), event(K.WAIVED, 61)),
            70,
            (Clock(0, 50, 115), Clock(50, None, 140)),
            "Erbjudandet före beskedet hör till den gamla väntan.",
        ),
        Pathway(
            "Ångrar sig utan att ha avstått",
            (DECIDED, OFFERED, WAIVED, event(K.WAIVER_REGRETTED, 50)),
            60,
            (Clock(0, None, 90),),
            "Hon var inte informerad och avstod därför aldrig: klockan har gått hela tiden.",
        ),
        Pathway(
            "Senare tid överenskommen, vill ha en tidigare",
            (DECIDED, event(K.LATER_AGREED, 10, for_day=120), event(K.EARLIER_WANTED, 40)),
            60,
            (Clock(0, 40, 90), Clock(40, None, 130)),
            "Räknas från den dag vårdgivaren får veta det.",
        ),
        Pathway(
            "Senare tid överenskommen, dagen inte känd",
            (DECIDED, event(K.LATER_AGREED, 10), event(K.EARLIER_WANTED, 40)),
            60,
            (Clock(0, 40, 90), Clock(40, None, 130)),
            "Händelsen säger att tiden var senare än gränsen.",
        ),
        Pathway(
            "Senare tid överenskommen",
            (DECIDED, event(K.LATER_AGREED, 10, for_day=120)),
            60,
            (Clock(0, None, 90),),
            "En överenskommelse är i sig ingen grund i 2 §: klockan går.",
        ),
        Pathway(
            "Överenskommen tid på sista dagen",
            (DECIDED, event(K.LATER_AGREED, 10, for_day=90), event(K.EARLIER_WANTED, 40)),
            60,
            (Clock(0, None, 90),),
            "Tiden var inom gränsen; ingenting börjar om.",
        ),
        Pathway(
            "Överenskommen tid dagen efter den sista",
            (DECIDED, event(K.LATER_AGREED, 10, for_day=91), event(K.EARLIER_WANTED, 40)),
            60,
            (Clock(0, 40, 90), Clock(40, None, 130)),
            "Tiden var senare än gränsen.",
        ),
        Pathway(
            "Vill ha en tidigare tid utan överenskommelse",
            (DECIDED, event(K.EARLIER_WANTED, 40)),
            60,
            (Clock(0, None, 90),),
            "Den som bara hör av sig börjar inte om.",
        ),
        Pathway(
            "Överenskommelse och ändring samma dag",
            (DECIDED, event(K.LATER_AGREED, 10, for_day=120), event(K.EARLIER_WANTED, 10)),
            60,
            (Clock(0, None, 90),),
            "Ingenting har ändrats.",
        ),
        Pathway(
            "Överenskommelsen gällde en tidigare väntan",
            (DECIDED, event(K.LATER_AGREED, -5, for_day=120), event(K.EARLIER_WANTED, 10)),
            60,
            (Clock(0, None, 90),),
            "Den gjordes före beslutet.",
        ),
        Pathway(
            "Vill ha en tidigare tid, avstår sedan",
            (
                DECIDED,
                INFORMED,
                event(K.LATER_AGREED, 10, for_day=120),
                event(K.OFFER_MADE, 15),
                event(K.EARLIER_WANTED, 40),
                event(K.OFFER_MADE, 45, event_id="again"),
                event(K.WAIVED, 50),
            ),
            60,
            (Clock(0, 40, 90), Clock(40, None, 140, provisional=True)),
            "Det hon avstår från efter beskedet hör till den nya väntan.",
        ),
        Pathway(
            "Sjuk efter att ha börjat om",
            (
                DECIDED,
                event(K.LATER_AGREED, 10, for_day=120),
                event(K.EARLIER_WANTED, 40),
                event(K.MEDICAL_HOLD_BEGUN, 50),
                event(K.MEDICAL_HOLD_ENDED, 60),
            ),
            70,
            (Clock(0, 40, 90), Clock(40, None, 140)),
            "En paus efter beskedet flyttar bara den nya klockan.",
        ),
        Pathway(
            "Vård när det har börjat om",
            (
                DECIDED,
                event(K.LATER_AGREED, 10, for_day=120),
                event(K.EARLIER_WANTED, 40),
                event(K.STARTED, 110),
            ),
            200,
            (Clock(0, 40, 90), Clock(40, 110, 130)),
            "Vården gavs dag 70 i den nya väntan.",
        ),
        Pathway(
            "Hör av sig först efter vården",
            (
                DECIDED,
                event(K.LATER_AGREED, 10, for_day=120),
                event(K.STARTED, 30),
                event(K.EARLIER_WANTED, 40),
            ),
            200,
            (Clock(0, 30, 90),),
            "Väntan är redan slut.",
        ),
    ),
)

NOT_COVERED = Section(
    Text("Vad garantin inte omfattar", "What the guarantee does not cover"),
    "HSL 9 kap., 1177, SKR",
    Text(
        "Uppgiften står på vårdkedjan och gäller hela väntan. Det finns då ingen klocka, och skälet sägs.",
        "The fact stands on the pathway and is for the whole wait. There is no clock, and the reason is told.",
    ),
    (
        *tuple(
            Pathway(title, (DECIDED, event(kind, day)), 30, (Clock(0, None, None, reason=reason),), why)
            for title, kind, day, reason, why in [
                (
                    "Vård sökt i en annan region",
                    K.SOUGHT_ELSEWHERE,
                    0,
                    "sought_elsewhere",
                    "Garantin gäller där patienten är folkbokförd.",
                ),
                (
                    "Senare av medicinska skäl",
                    K.LATER_FOR_MEDICAL_REASONS,
                    0,
                    "later_for_medical_reasons",
                    "Vården ska ges senare än gränserna.",
                ),
                (
                    "Medicinsk service",
                    K.MEDICAL_SERVICE,
                    0,
                    "medical_service",
                    "Till exempel laboratorieprov.",
                ),
                (
                    "Hjälpmedel",
                    K.AID,
                    0,
                    "aid",
                    "Utprovning av hörapparat omfattas; då anges inte händelsen.",
                ),
                ("Tandvård", K.DENTAL_CARE, 3, "dental_care", "Med vissa undantag; då anges inte händelsen."),
                (
                    "Privat vård utan avtal",
                    K.PRIVATE_WITHOUT_CONTRACT,
                    0,
                    "private_without_contract",
                    "Utan offentlig finansiering eller avtal.",
                ),
            ]
        ),
        Pathway(
            "Besöket söktes i en annan region",
            (visit(K.REFERRAL_ISSUED, 0), visit(K.SOUGHT_ELSEWHERE, 0), event(K.DECISION, 40)),
            50,
            (
                Clock(0, None, None, reason="sought_elsewhere"),
                Clock(40, None, None, reason="sought_elsewhere"),
            ),
            "Hela vårdkedjan ligger utanför garantin.",
        ),
        Pathway(
            "Undersökning, återbesök och akut vård",
            (
                event(K.DECISION, 0, Phase.EXAMINATION),
                event(K.DECISION, 0, Phase.RETURN_VISIT),
                event(K.CARE_SOUGHT, 0, Phase.EMERGENCY),
            ),
            30,
            (),
            "De har ingen gräns i förordningen och ingen klocka.",
        ),
    ),
)

GROUNDS_THEN = Section(
    Text("Grunderna i äldre regler", "The grounds in older rules"),
    "Förordning (2010:349) 3 §; överenskommelsen 2005",
    Text(
        "En klocka följer den lydelse som gällde den dag väntan började.",
        "A clock follows the wording in force on the day the wait began.",
    ),
    (
        Pathway(
            "Annan region 2012",
            (
                event(K.DECISION, date(2012, 1, 1)),
                event(K.ELSEWHERE_BEGUN, date(2012, 1, 11)),
                event(K.ELSEWHERE_ENDED, date(2012, 1, 21)),
            ),
            date(2012, 2, 10),
            (
                Clock(
                    date(2012, 1, 1), None, date(2012, 3, 31), law="Förordning (2010:349)", paragraph="2 § 4"
                ),
            ),
            "Val av en annan region var ingen grund i 2010 års förordning.",
        ),
        Pathway(
            "Annan region 2018",
            (
                event(K.DECISION, date(2018, 1, 1)),
                event(K.ELSEWHERE_BEGUN, date(2018, 1, 11)),
                event(K.ELSEWHERE_ENDED, date(2018, 1, 21)),
            ),
            date(2018, 2, 10),
            (
                Clock(
                    date(2018, 1, 1), None, date(2018, 4, 11), law="HSF (2017:80)", paragraph="6 kap. 1 § 4"
                ),
            ),
            "Tio dagar räknas inte.",
        ),
        Pathway(
            "Annan region 2012, besök",
            (
                visit(K.REFERRAL_ISSUED, date(2012, 1, 1)),
                visit(K.ELSEWHERE_BEGUN, date(2012, 1, 11)),
                visit(K.ELSEWHERE_ENDED, date(2012, 1, 21)),
            ),
            date(2012, 2, 10),
            (Clock(date(2012, 1, 1), None, date(2012, 3, 31), paragraph="2 § 3"),),
            "Samma sak för besöksgarantin.",
        ),
        Pathway(
            "Sjuk 2012",
            (
                event(K.DECISION, date(2012, 1, 1)),
                event(K.MEDICAL_HOLD_BEGUN, date(2012, 1, 11)),
                event(K.MEDICAL_HOLD_ENDED, date(2012, 1, 21)),
            ),
            date(2012, 2, 10),
            (Clock(date(2012, 1, 1), None, date(2012, 4, 10), wording="SFS 2010:349"),),
            "Medicinska skäl var en grund också då.",
        ),
        Pathway(
            "Sjuk 2006",
            (event(K.DECISION, date(2006, 1, 1)), event(K.MEDICAL_HOLD_BEGUN, date(2006, 1, 9))),
            date(2006, 2, 1),
            (
                Clock(
                    date(2006, 1, 1),
                    None,
                    None,
                    reason="grounds_unknown",
                    law="Överenskommelse om vårdgaranti 2005",
                ),
            ),
            "Överenskommelsens text är inte läst: vilken tid som inte räknades är inte känt.",
        ),
        Pathway(
            "2006, utan paus",
            (event(K.DECISION, date(2006, 1, 1)),),
            date(2006, 2, 1),
            (Clock(date(2006, 1, 1), None, date(2006, 4, 1)),),
            "Utan paus går klockan att räkna ut.",
        ),
        Pathway(
            "Före överenskommelsen",
            (event(K.DECISION, date(2005, 10, 31)),),
            date(2006, 2, 1),
            (Clock(date(2005, 10, 31), None, None, reason="no_limit_then"),),
            "Det fanns ingen sådan gräns.",
        ),
        Pathway(
            "Börjar om efter en ändring",
            (
                event(K.DECISION, date(2017, 1, 1)),
                event(K.INFORMED, date(2017, 1, 2)),
                event(K.OFFER_MADE, date(2017, 1, 3)),
                event(K.WAIVED, date(2017, 1, 4)),
                event(K.WAIVER_REGRETTED, date(2017, 4, 1)),
            ),
            date(2017, 4, 2),
            (
                Clock(date(2017, 1, 1), date(2017, 4, 1), date(2017, 6, 27), law="Förordning (2010:349)"),
                Clock(date(2017, 4, 1), None, date(2017, 6, 30), law="HSF (2017:80)"),
            ),
            "Den nya väntan följer den nya lydelsen.",
        ),
    ),
    numbered=False,
)

WAITS = (
    VISIT_STARTS,
    TREATMENT_STARTS,
    ENDS,
    NOT_COUNTED,
    WAIVER,
    ANEW,
    NOT_COVERED,
    GROUNDS_THEN,
)
