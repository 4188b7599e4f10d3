# ruff: noqa: E501 - rows of tables are read as rows
"""The law inside one caregiver, and a person's own access, as tables: patientdatalagen chapters 2, 4 and 5.

Here do not belong the tables of lag (2022:913) (`access_tables_joint`) nor what a table is
(`access_examples`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from access_examples import NOW, Said, Section, Who

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.decision import Action

ADULT = date(1990, 5, 1)


def facts(law: SimpleNamespace, **more: Any) -> Any:
    """A plan of caregiver A about an adult, of which all that can be opened is open."""
    held = law.representation
    known: dict[str, Any] = {
        "person": "p",
        "units": frozenset({"a1", "a2"}),
        "taking_part": frozenset({"s"}),
        "own_access_open": True,
        "provider": law.provider.Provider("A"),
        "unit": "a1",
        "informed": True,
        "consents": tuple(
            law.consent.Consent(who, unit, Moment.parse("2024-01-01"))
            for who, unit in (("B", "b1"), ("M", "m1"))
        ),
        "in_relation": frozenset({"B"}),
        "supporting": frozenset({"M"}),
        "born": ADULT,
        "representations": tuple(
            held.Representation("r", held.RepresentationKind(kind), date(2024, 1, 1))
            for kind in ("guardian", "proxy")
        ),
    }
    return law.decision.AccessFacts(**known | more)


def asked(law: SimpleNamespace, provider: str | None = None, **more: Any) -> Any:
    """The question of somebody who works for *provider* (M is an omsorgsgivare), and has said it matters."""
    of = law.provider
    kind = of.ProviderKind.SOCIAL if provider == "M" else of.ProviderKind.CAREGIVER
    known: dict[str, Any] = {
        "at": NOW,
        "significant": True,
        "provider": of.Provider(provider, kind) if provider else None,
    }
    return law.decision.Asked(**known | more)


# Who falls under which paragraph ---------------------------------------------------------------------------

_UNITS = {
    "hos planens vårdgivare": ("a1", "A"),
    "hos en annan": ("b1", "B"),
    "hos en omsorgsgivare": ("m1", "M"),
}


def _role(law: SimpleNamespace, said: Said) -> object:
    unit, provider = _UNITS[said["arbetar"]]
    person = {"patient": "p", "guardian": "r", "proxy": "r"}.get(said["roll"])
    who = Who(said["roll"], person=person, unit=unit)
    plan = facts(law) if said["planen finns"] == "ja" else None
    return law.decide.decide(who, plan, law.decision.Action.READ_PLAN, asked(law, provider))


ROLES = Section(
    Text("Roll och paragraf", "Role and paragraph"),
    Text(
        "Allt som kan vara öppet är öppet. Vilken paragraf en roll faller under, och vad som gäller för den som "
        "ingen paragraf nämner.",
        "All that can be open is open. Which paragraph a role falls under, and what holds for whoever no "
        "paragraph names. A role of health care at an omsorgsgivare, or the other way round, gives nothing.",
    ),
    """
    | roll | arbetar | planen finns | svar | regel | paragraf |
    | region_analyst/region_finance | – | – | nej | role.no-person-data | patientdatalagen (2008:355) 4 kap. 2 § första stycket |
    | patient/guardian/proxy/log_reviewer/coordinator/care_staff/municipal_health/social_care/chief_of_everything | – | nej | nej | default.denied | patientdatalagen (2008:355) 1 kap. 2 § tredje stycket |
    | patient | – | ja | ja | own.data | patientdatalagen (2008:355) 5 kap. 5 § första stycket |
    | guardian | – | ja | nej | representative.child-too-old | patientdatalagen (2008:355) 5 kap. 5 § första stycket |
    | proxy | – | ja | nej | representative.no-proxies | HFD 2017:67 |
    | log_reviewer | hos planens vårdgivare | ja | nej | staff.beyond-duties | patientdatalagen (2008:355) 4 kap. 2 § första stycket |
    | log_reviewer | hos en annan/hos en omsorgsgivare | ja | nej | default.denied | patientdatalagen (2008:355) 1 kap. 2 § tredje stycket |
    | coordinator/care_staff/municipal_health | hos planens vårdgivare | ja | ja | staff.takes-part | patientdatalagen (2008:355) 4 kap. 1 § |
    | coordinator/care_staff/municipal_health | hos en annan | ja | ja | between.consent | lag (2022:913) om sammanhållen vård- och omsorgsdokumentation 3 kap. 1 § första stycket |
    | coordinator/care_staff/municipal_health | hos en omsorgsgivare | ja | nej | default.denied | patientdatalagen (2008:355) 1 kap. 2 § tredje stycket |
    | social_care | hos en omsorgsgivare | ja | ja | social.consent | lag (2022:913) om sammanhållen vård- och omsorgsdokumentation 3 kap. 2 § första stycket |
    | social_care | hos planens vårdgivare/hos en annan | ja | nej | default.denied | patientdatalagen (2008:355) 1 kap. 2 § tredje stycket |
    | chief_of_everything | – | ja | nej | default.denied | patientdatalagen (2008:355) 1 kap. 2 § tredje stycket |
    """,
    _role,
    {"roll": (*(role.value for role in Role), "chief_of_everything"), "arbetar": tuple(_UNITS)},
)


# Inner need and permission ---------------------------------------------------------------------------------


def _inner(law: SimpleNamespace, said: Said) -> object:
    block = law.block.Block(law.block.BlockKind.INNER, "A", NOW)
    plan = facts(
        law,
        taking_part=frozenset({"s"} if said["deltar i vården"] == "ja" else {"t"}),
        other_need=frozenset({"s"} if said["annat dokumenterat behov"] == "ja" else ()),
        blocks=(block,) if said["patienten har spärrat"] == "ja" else (),
    )
    at_other = said["uppgifterna finns vid"] == "en annan enhet"
    who = Who("coordinator", unit="a2" if at_other else "a1")
    return law.decide.decide(who, plan, law.decision.Action.READ_PLAN, asked(law, "A"))


INNER_NEED = Section(
    Text("Inre sekretess: 4 kap. 1 och 4 §§ patientdatalagen", "Inner secrecy"),
    Text(
        "Den som arbetar hos vårdgivaren läser en plan. En spärr går före varje behov, men inte mot den egna enheten.",
        "Somebody who works for the caregiver reads a plan. A block goes before any need, but not against the "
        "unit's own data.",
    ),
    """
    | deltar i vården | annat dokumenterat behov | patienten har spärrat | uppgifterna finns vid | svar | regel | paragraf |
    | nej | nej | – | – | nej | staff.no-need | 4 kap. 1 § |
    | ja | – | nej | – | ja | staff.takes-part | 4 kap. 1 § |
    | nej | ja | nej | – | ja | staff.other-need | 4 kap. 1 § |
    | ja | – | ja | den egna enheten | ja | staff.takes-part | 4 kap. 1 § |
    | nej | ja | ja | den egna enheten | ja | staff.other-need | 4 kap. 1 § |
    | ja | – | ja | en annan enhet | nej | staff.inner-block | 4 kap. 4 § första stycket |
    | nej | ja | ja | en annan enhet | nej | staff.inner-block | 4 kap. 4 § första stycket |
    """,
    _inner,
    {"uppgifterna finns vid": ("den egna enheten", "en annan enhet")},
)


def _duty(law: SimpleNamespace, said: Said) -> object:
    takes_part = said["behov"] == "deltar i vården"
    plan = facts(
        law,
        taking_part=frozenset({"s"} if takes_part else ()),
        other_need=frozenset(() if takes_part else {"s"}),
    )
    return law.decide.decide(
        Who(said["roll"], unit="a1"), plan, law.decision.Action(said["vill"]), asked(law, "A")
    )


PERMISSION = Section(
    Text("Behörighet efter arbetsuppgifter: 4 kap. 2 och 3 §§ patientdatalagen", "Permission by duty"),
    Text(
        "Behörigheten går inte längre än arbetsuppgifterna behöver. Vad som inte står här får ingen göra.",
        "Permission goes no further than the duties need. What does not stand here is permitted to nobody. "
        "These terms are our own; a caregiver can set others.",
    ),
    """
    | roll | behov | vill | svar | regel | paragraf |
    | coordinator/care_staff/municipal_health | deltar i vården | read_plan | ja | staff.takes-part | 4 kap. 1 § |
    | coordinator/care_staff/municipal_health | annat behov | read_plan | ja | staff.other-need | 4 kap. 1 § |
    | coordinator/care_staff/municipal_health | deltar i vården | choose_notices/receive_notice | ja | staff.acts-in-care | 4 kap. 2 § första stycket |
    | coordinator | deltar i vården | move_step | ja | staff.moves-in-care | 4 kap. 2 § första stycket |
    | coordinator | deltar i vården | offer_contract/record_answer/confirm_version/comment_version/state_wishes/change_steps/write_what_matters/name_contact/make_sip/hand_over/answer_hand_over/join_source_plan/apply_template/find_clashes/propose_times/book_proposed/record_visit_end/record_knows_whom/record_stay/do_own_step/give_information/object_to_sharing/lift_block/record_consent/withdraw_consent/record_relation/record_representation/end_representation/state_capacity | ja | staff.acts-in-care | 4 kap. 2 § första stycket |
    | coordinator/care_staff/municipal_health | annat behov | propose_offer | ja | staff.other-need | 4 kap. 1 § |
    | log_reviewer | – | review_log | ja | staff.reviews-log | 4 kap. 3 § första stycket |
    | coordinator/care_staff/municipal_health | – | lift_inner_block | nej | inner-block.not-authorised | 4 kap. 5 § första stycket |
    | – | – | annat | nej | staff.beyond-duties | 4 kap. 2 § första stycket |
    """,
    _duty,
    {
        "roll": ("coordinator", "care_staff", "municipal_health", "log_reviewer"),
        "behov": ("deltar i vården", "annat behov"),
        "vill": tuple(action.value for action in Action),
    },
)


# Blocks ----------------------------------------------------------------------------------------------------

_HOUR = timedelta(hours=1)


def _later(hours: int) -> Moment:
    return Moment.of(NOW.utc + hours * _HOUR)


def _covers(law: SimpleNamespace, said: Said) -> object:
    of = law.block
    kind = of.BlockKind.INNER if said["slag"] == "inre" else of.BlockKind.OUTER
    revokes = {
        "nej": (),
        "för enheten": (of.TemporaryRevoke(_later(1), "a2"),),
        "för en annan enhet": (of.TemporaryRevoke(_later(1), "a3"),),
        "för mig": (of.TemporaryRevoke(_later(1), "a2", "s"),),
        "för en kollega": (of.TemporaryRevoke(_later(1), "a2", "t"),),
    }[said["tillfälligt hävd"]]
    block = law.objection.block_at_once(
        kind,
        "A",
        NOW,
        unit="a1" if said["spärren gäller"] == "enheten" else None,
        excluded=frozenset({law.items.InformationKind.MEDICINES}),
    )
    block = replace(block, revokes=revokes)
    unit = {"enheten": "a1", "läsarens enhet": "a2", "en tredje enhet": "a3", "okänd": None}
    item = law.items.ItemFacts(
        "i",
        law.provider.Provider("A" if said["hos spärrande vårdgivare"] == "ja" else "C"),
        unit[said["dokumenterad vid"]],
        kind=law.items.InformationKind.MEDICINES if said["undantaget slag"] == "ja" else None,
    )
    return of.blocked((block,), item, kind, "a2", "s", NOW)


COVERS = Section(
    Text("Vad en spärr står emellan", "What a block stands between"),
    Text(
        "Läsaren arbetar vid en annan enhet. Vad som inte är känt om uppgiften räknas som spärrat.",
        "The reader works at another unit. What is not known about the item counts as blocked. An inner block "
        "never stands between a unit and its own data. A temporary revoke is for a unit or one of its staff.",
    ),
    """
    | slag | spärren gäller | hos spärrande vårdgivare | undantaget slag | tillfälligt hävd | dokumenterad vid | svar | regel | paragraf |
    | – | – | nej | – | – | – | nej | – | – |
    | – | – | ja | ja | – | – | nej | – | – |
    | – | – | ja | nej | för enheten/för mig | – | nej | – | – |
    | inre | – | ja | nej | nej/för en annan enhet/för en kollega | läsarens enhet | nej | – | – |
    | inre | hela vårdgivaren | ja | nej | nej/för en annan enhet/för en kollega | enheten/en tredje enhet/okänd | ja | – | – |
    | inre | enheten | ja | nej | nej/för en annan enhet/för en kollega | enheten/okänd | ja | – | – |
    | inre | enheten | ja | nej | nej/för en annan enhet/för en kollega | en tredje enhet | nej | – | – |
    | yttre | hela vårdgivaren | ja | nej | nej/för en annan enhet/för en kollega | – | ja | – | – |
    | yttre | enheten | ja | nej | nej/för en annan enhet/för en kollega | enheten/okänd | ja | – | – |
    | yttre | enheten | ja | nej | nej/för en annan enhet/för en kollega | läsarens enhet/en tredje enhet | nej | – | – |
    """,
    _covers,
    {
        "slag": ("inre", "yttre"),
        "spärren gäller": ("hela vårdgivaren", "enheten"),
        "tillfälligt hävd": ("nej", "för enheten", "för en annan enhet", "för mig", "för en kollega"),
        "dokumenterad vid": ("enheten", "läsarens enhet", "en tredje enhet", "okänd"),
    },
)


def _stands(law: SimpleNamespace, said: Said) -> object:
    """A block of data of March 2024, made at noon; lifted for the unit from one to three, for good at six."""
    of = law.block
    at = {
        "en timme före": -1,
        "i samma stund": 0,
        "under tillfällig hävning": 2,
        "när hävningen slutar": 3,
        "när den hävts": 6,
    }
    when = None if said["frågat"] == "tiden okänd" else _later(at[said["frågat"]])
    block = law.objection.block_at_once(
        of.BlockKind.OUTER, "A", NOW, information_from=date(2024, 3, 1), information_until=date(2024, 3, 31)
    )
    if said["frågat"] in ("under tillfällig hävning", "när hävningen slutar"):
        block = replace(block, revokes=(of.TemporaryRevoke(_later(3), "b1"),))
    block = law.objection.lifted(block, _later(6), of.CancelReason.PATIENTS_CONSENT)
    day = None if said["dokumenterad"] == "okänd" else date.fromisoformat(said["dokumenterad"])
    item = law.items.ItemFacts("i", law.provider.Provider("A"), day=day)
    return of.blocked((block,), item, of.BlockKind.OUTER, "b1", "s", when)


STANDS = Section(
    Text("När en spärr står", "When a block stands"),
    Text(
        "Patienten motsätter sig och uppgifter från mars 2024 spärras genast. Spärren hävs sex timmar senare.",
        "The patient objects and data of March 2024 are blocked at once. The block is lifted six hours later. "
        "Both days of the information count; an unknown day or moment counts as blocked.",
    ),
    """
    | frågat | dokumenterad | svar | regel | paragraf |
    | en timme före | – | nej | – | – |
    | i samma stund/när hävningen slutar/tiden okänd | 2024-02-29/2024-04-01 | nej | – | – |
    | i samma stund/när hävningen slutar/tiden okänd | 2024-03-01/2024-03-31/okänd | ja | – | – |
    | under tillfällig hävning | – | nej | – | – |
    | när den hävts | – | nej | – | – |
    """,
    _stands,
    {
        "frågat": (
            "en timme före",
            "i samma stund",
            "under tillfällig hävning",
            "när hävningen slutar",
            "när den hävts",
            "tiden okänd",
        ),
        "dokumenterad": ("2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01", "okänd"),
    },
)


def _objection(law: SimpleNamespace, said: Said) -> object:
    who = law.objection.Objector(said["vem"])
    if said["vill"] == "häva en yttre spärr":
        return law.objection.may_lift_outer(who)
    kind = law.block.BlockKind.INNER if said["vill"] == "spärra inom" else law.block.BlockKind.OUTER
    return law.objection.may_block(who, kind)


OBJECTION = Section(
    Text(
        "Rätten att motsätta sig: 4 kap. 4 § patientdatalagen, 2 kap. 3 § lag (2022:913)",
        "The right to object",
    ),
    Text(
        "Motsätter sig personen spärras uppgifterna genast. En vårdnadshavare får inte spärra.",
        "If the person objects, the data are blocked at once. A guardian may not block. That a proxy may not "
        "either is our reading: the law names the patient alone.",
    ),
    """
    | vem | vill | svar | regel | paragraf |
    | patient | spärra inom | ja | objection.patient | patientdatalagen (2008:355) 4 kap. 4 § första stycket |
    | patient | spärra mellan | ja | objection.patient | 2 kap. 3 § första stycket |
    | guardian | spärra inom | nej | objection.guardian | patientdatalagen (2008:355) 4 kap. 4 § andra stycket |
    | guardian | spärra mellan | nej | objection.guardian | 2 kap. 3 § andra stycket |
    | proxy/staff | spärra inom | nej | objection.somebody-else | patientdatalagen (2008:355) 4 kap. 4 § första stycket |
    | proxy/staff | spärra mellan | nej | objection.somebody-else | 2 kap. 3 § första stycket |
    | patient | häva en yttre spärr | ja | objection.lifted | 2 kap. 3 § tredje stycket |
    | guardian/proxy/staff | häva en yttre spärr | nej | objection.not-lifted | 2 kap. 3 § tredje stycket |
    """,
    _objection,
    {
        "vem": ("patient", "guardian", "proxy", "staff"),
        "vill": ("spärra inom", "spärra mellan", "häva en yttre spärr"),
    },
)


def _lift(law: SimpleNamespace, said: Said) -> object:
    stated = law.decision.Emergency(
        authorised=said["behörig befattningshavare"] == "ja",
        patient_consents=said["patienten samtycker"] == "ja",
        consent_unobtainable=said["samtycke kan inte inhämtas"] == "ja",
        indispensable=said["oundgängligen behöver"] == "ja",
    )
    who = Who("care_staff", unit="a2")
    question = asked(law, "A", emergency=stated)
    return law.decide.decide(who, facts(law), law.decision.Action.LIFT_INNER_BLOCK, question)


LIFT = Section(
    Text("Häva en inre spärr: 4 kap. 5 § patientdatalagen", "Lifting an inner block"),
    Text(
        "Antingen samtycker patienten, eller så kan samtycke inte inhämtas och uppgifterna har betydelse för vård "
        "som patienten oundgängligen behöver.",
        "Either the patient consents, or consent cannot be obtained and the data matter for care that she "
        "absolutely needs.",
    ),
    """
    | behörig befattningshavare | patienten samtycker | samtycke kan inte inhämtas | oundgängligen behöver | svar | regel | paragraf |
    | nej | – | – | – | nej | inner-block.not-authorised | 4 kap. 5 § första stycket |
    | ja | ja | – | – | ja | inner-block.consent | 4 kap. 5 § första stycket 1 |
    | ja | nej | ja | ja | ja | inner-block.indispensable | 4 kap. 5 § första stycket 2 |
    | ja | nej | ja | nej | nej | inner-block.stands | 4 kap. 5 § första stycket |
    | ja | nej | nej | – | nej | inner-block.stands | 4 kap. 5 § första stycket |
    """,
    _lift,
)


def _named(law: SimpleNamespace, said: Said) -> object:
    by_consent = said["hävdes"] == "med samtycke"
    stated = law.decision.Emergency(
        authorised=True, patient_consents=by_consent, consent_unobtainable=True, indispensable=True
    )
    return law.inner_block_lifted.names_who_blocked(law.inner_block_lifted.lift_inner_block(stated))


NAMED = Section(
    Text("Vilka enheter som spärrat: 4 kap. 5 § andra stycket", "Which units blocked"),
    Text(
        "Enheterna nämns bara när samtycke saknades.", "The units are named only when there was no consent."
    ),
    """
    | hävdes | svar | regel | paragraf |
    | med samtycke | nej | – | – |
    | utan samtycke | ja | – | – |
    """,
    _named,
    {"hävdes": ("med samtycke", "utan samtycke")},
)


# A person's own access -------------------------------------------------------------------------------------

_BORN: dict[str, date | int | None] = {
    "okänd": None,
    "15 år": date(2008, 3, 16),
    "16 år i dag": date(2008, 3, 15),
    "född året hon fyller 16": 2008,
    "född året hon fyllde 17": 2007,
}


def _own(law: SimpleNamespace, said: Said) -> object:
    plan = facts(
        law,
        own_access_open=said["direktåtkomst öppnad"] == "ja",
        born=_BORN[said["ålder"]],
        early_own_access=said["enheten har beslutat tidigare"] == "ja",
    )
    who = Who("patient", person="p" if said["egna uppgifter"] == "ja" else "q")
    return law.decide.decide(who, plan, law.decision.Action(said["vill"]), asked(law))


OWN = Section(
    Text("Egen direktåtkomst: 5 kap. 5 § patientdatalagen", "Own direct access"),
    Text(
        "Rätt att läsa, inte att ändra. Är bara året känt och åldern beror på dagen, är svaret nej.",
        "A right to read, not to change. Where only the year is known and the age depends on the day, the "
        "answer is no; where no age is kept, the caregiver has seen to it. The age is an assumption.",
    ),
    """
    | egna uppgifter | direktåtkomst öppnad | ålder | enheten har beslutat tidigare | vill | svar | regel | paragraf |
    | nej | – | – | – | – | nej | own.another-person | 5 kap. 5 § första stycket |
    | ja | nej | – | – | – | nej | own.not-granted | 5 kap. 5 § första stycket |
    | ja | ja | 15 år/född året hon fyller 16 | nej | – | nej | own.too-young | 5 kap. 5 § första stycket |
    | ja | ja | okänd/16 år i dag/född året hon fyllde 17 | nej | read_plan | ja | own.data | 5 kap. 5 § första stycket |
    | ja | ja | okänd/16 år i dag/född året hon fyllde 17 | nej | read_log | ja | own.log | 5 kap. 5 § första stycket |
    | ja | ja | okänd/16 år i dag/född året hon fyllde 17 | nej | record_answer/confirm_version/comment_version/state_wishes/write_what_matters/record_knows_whom/do_own_step/object_to_sharing/lift_block/record_consent/withdraw_consent/end_representation | ja | own.word | 5 kap. 5 § första stycket |
    | ja | ja | okänd/16 år i dag/född året hon fyllde 17 | nej | choose_notices/receive_notice | ja | own.notices | 5 kap. 5 § första stycket |
    | ja | ja | okänd/16 år i dag/född året hon fyllde 17 | nej | annat | nej | own.access-only | 5 kap. 5 § första stycket |
    | ja | ja | – | ja | read_plan | ja | own.data | 5 kap. 5 § första stycket |
    | ja | ja | – | ja | read_log | ja | own.log | 5 kap. 5 § första stycket |
    | ja | ja | – | ja | record_answer/confirm_version/comment_version/state_wishes/write_what_matters/record_knows_whom/do_own_step/object_to_sharing/lift_block/record_consent/withdraw_consent/end_representation | ja | own.word | 5 kap. 5 § första stycket |
    | ja | ja | – | ja | choose_notices/receive_notice | ja | own.notices | 5 kap. 5 § första stycket |
    | ja | ja | – | ja | annat | nej | own.access-only | 5 kap. 5 § första stycket |
    """,
    _own,
    {"ålder": tuple(_BORN), "vill": tuple(action.value for action in Action)},
)


def _own_item(law: SimpleNamespace, said: Said) -> object:
    item = law.items.ItemFacts(
        "i",
        law.provider.Provider("A" if said["planens egen vårdgivare"] == "ja" else "C"),
        approved_for_patient=said["godkänd för patienten"] == "ja",
        without_capacity=said["tillgänglig utan ställningstagande"] == "ja",
    )
    return law.own_access.own_item(facts(law), item)


OWN_ITEM = Section(
    Text(
        "En uppgift i den egna planen: 5 kap. 5 § patientdatalagen, 4 kap. 2 § lag (2022:913)",
        "One item of the own plan",
    ),
    Text(
        "Källan godkänner varje uppgift. Vad andra gjort tillgängligt utan att personen kunde ta ställning öppnas aldrig.",
        "The source approves each item. What others made available without the person's being able to take a "
        "stand is never opened.",
    ),
    """
    | godkänd för patienten | planens egen vårdgivare | tillgänglig utan ställningstagande | svar | regel | paragraf |
    | nej | – | – | nej | own.item-not-approved | 5 kap. 5 § första stycket |
    | ja | ja | – | ja | own.item | 5 kap. 5 § första stycket |
    | ja | nej | ja | nej | own.item-without-capacity | 4 kap. 2 § andra stycket |
    | ja | nej | nej | ja | own.item-elsewhere | 4 kap. 2 § första stycket |
    """,
    _own_item,
)

_AGES: dict[str, date | int | None] = {
    "okänd": None,
    "12 år": date(2011, 3, 16),
    "13 år i dag": date(2011, 3, 15),
    "född året barnet fyller 13": 2011,
    "15 år": date(2008, 3, 16),
    "16 år i dag": date(2008, 3, 15),
}
_TIES = (
    "ingen",
    "gäller",
    "gäller till i morgon",
    "gäller från i morgon",
    "slutade i dag",
    "av annat slag",
    "någon annans",
)


def _represents(law: SimpleNamespace, said: Said) -> object:
    of = law.representation
    today = NOW.legal_day
    kind = of.RepresentationKind(said["roll"])
    begun, ended, by = date(2024, 1, 1), None, "r"
    if said["företräder"] == "gäller från i morgon":
        begun = today + timedelta(days=1)
    elif said["företräder"] == "slutade i dag":
        ended = today
    elif said["företräder"] == "gäller till i morgon":
        ended = today + timedelta(days=1)
    elif said["företräder"] == "någon annans":
        by = "q"
    elif said["företräder"] == "av annat slag":
        kind = next(one for one in of.RepresentationKind if one is not kind)
    tie = of.Representation(
        by,
        kind,
        begun,
        ended,
        decided_by_unit=said["enheten har beslutat"] == "ja",
        protected=said["skyddad"] == "företrädaren",
    )
    levels = law.protection.Protection
    plan = facts(
        law,
        born=_AGES[said["ålder"]],
        own_access_open=said["öppnad"] == "ja",
        representations=() if said["företräder"] == "ingen" else (tie,),
        protection=levels.CONFIDENTIALITY_MARKING if said["skyddad"] == "personen" else levels.NONE,
    )
    who = Who(said["roll"], person="r")
    return law.decide.decide(who, plan, law.decision.Action(said["vill"]), asked(law))


REPRESENTATIVES = Section(
    Text("Vårdnadshavare och ombud", "Guardians and proxies"),
    Text(
        "Vårdnadshavare tills barnet fyllt 13, egen åtkomst från 16, och däremellan bara efter enhetens beslut. Aldrig "
        "när någon av dem har skyddade personuppgifter. Ombud får ingen direktåtkomst.",
        "A guardian until the child has turned 13, own access from 16, and between them only by the unit's "
        "decision. Never when one of them has a protected identity. The ages are configuration, and an "
        "assumption. A proxy gets no direct access.",
    ),
    """
    | roll | företräder | skyddad | öppnad | vill | ålder | enheten har beslutat | svar | regel | paragraf |
    | – | ingen/gäller från i morgon/slutade i dag/av annat slag/någon annans | – | – | – | – | – | nej | representative.none | 5 kap. 5 § första stycket |
    | proxy | gäller/gäller till i morgon | – | – | – | – | – | nej | representative.no-proxies | HFD 2017:67 |
    | guardian | gäller/gäller till i morgon | personen/företrädaren | – | – | – | – | nej | representative.protected | 5 kap. 5 § första stycket |
    | guardian | gäller/gäller till i morgon | ingen | nej | – | – | – | nej | representative.not-granted | 5 kap. 5 § första stycket |
    | guardian | gäller/gäller till i morgon | ingen | ja | read_log/move_step | – | – | nej | representative.read-only | 5 kap. 5 § första stycket |
    | guardian | gäller/gäller till i morgon | ingen | ja | read_plan/choose_notices | okänd | – | nej | representative.age-unknown | 5 kap. 5 § första stycket |
    | guardian | gäller/gäller till i morgon | ingen | ja | read_plan/choose_notices | 12 år | – | ja | representative.guardian | 5 kap. 5 § första stycket |
    | guardian | gäller/gäller till i morgon | ingen | ja | read_plan/choose_notices | 13 år i dag/född året barnet fyller 13/15 år | ja | ja | representative.decided-by-unit | 5 kap. 5 § första stycket |
    | guardian | gäller/gäller till i morgon | ingen | ja | read_plan/choose_notices | 13 år i dag/född året barnet fyller 13/15 år | nej | nej | representative.child-too-old | 5 kap. 5 § första stycket |
    | guardian | gäller/gäller till i morgon | ingen | ja | read_plan/choose_notices | 16 år i dag | – | nej | representative.child-too-old | 5 kap. 5 § första stycket |
    """,
    _represents,
    {
        "roll": ("guardian", "proxy"),
        "företräder": _TIES,
        "skyddad": ("ingen", "personen", "företrädaren"),
        "vill": ("read_plan", "read_log", "move_step", "choose_notices"),
        "ålder": tuple(_AGES),
    },
)


# Protection and search -------------------------------------------------------------------------------------


def _protected(law: SimpleNamespace, said: Said) -> object:
    of = law.protection
    return of.may_show(of.Protection(said["skydd"]), of.Detail(said["uppgift"]), of.Audience(said["för vem"]))


PROTECTION = Section(
    Text("Skyddade personuppgifter", "Protected identity"),
    Text(
        "Vad av en plan som får visas för vem, utöver att personen får läsa planen.",
        "What of a plan may be shown to whom, given that she may read the plan. The levels are "
        "Skatteverket's; what each withholds is our reading.",
    ),
    """
    | skydd | uppgift | för vem | svar | regel | paragraf |
    | none | – | – | ja | – | – |
    | assumed_identity | earlier_identity | – | nej | – | – |
    | confidentiality_marking/protected_registration | earlier_identity | herself | ja | – | – |
    | confidentiality_marking/protected_registration | earlier_identity | in_care/others | nej | – | – |
    | confidentiality_marking/protected_registration/assumed_identity | municipality/home_place/unit_place/representatives | herself | ja | – | – |
    | confidentiality_marking/protected_registration/assumed_identity | municipality/home_place/unit_place/representatives | others | nej | – | – |
    | confidentiality_marking | municipality/home_place/unit_place/representatives | in_care | ja | – | – |
    | protected_registration/assumed_identity | unit_place | in_care | ja | – | – |
    | protected_registration/assumed_identity | municipality/home_place/representatives | in_care | nej | – | – |
    """,
    _protected,
    {
        "skydd": ("none", "confidentiality_marking", "protected_registration", "assumed_identity"),
        "uppgift": ("municipality", "home_place", "unit_place", "representatives", "earlier_identity"),
        "för vem": ("herself", "in_care", "others"),
    },
)

_FORBIDDEN = "social_support/aliens_act/offence/ethnic_origin/political_opinion/belief/union/genetic/biometric/sex_life"

SEARCH = Section(
    Text("Sökbegrepp: 2 kap. 8 § patientdatalagen", "Search terms"),
    Text(
        "Vad personalens listor får sökas och filtreras efter. Ett sökbegrepp som inte står här är förbjudet.",
        "What the staff's lists may be searched and filtered by. A term that does not stand here is forbidden.",
    ),
    f"""
    | sökbegrepp | svar | regel | paragraf |
    | health/compulsory_care | ja | search.health | 2 kap. 8 § andra stycket |
    | {_FORBIDDEN} | nej | search.forbidden | 2 kap. 8 § första stycket |
    | plan/name/unit/day/guarantee/step_state | ja | search.work | 2 kap. 4 § första stycket 2 |
    | annat | nej | search.forbidden | 2 kap. 8 § första stycket |
    """,
    lambda law, said: law.search_terms.may_search_by(said["sökbegrepp"]),
    {
        "sökbegrepp": (
            *("health", "compulsory_care"),
            *_FORBIDDEN.split("/"),
            *("plan", "name", "unit", "day", "guarantee", "step_state"),
            "shoe_size",
        )
    },
)

SECTIONS = (
    ROLES,
    INNER_NEED,
    PERMISSION,
    COVERS,
    STANDS,
    OBJECTION,
    LIFT,
    NAMED,
    OWN,
    OWN_ITEM,
    REPRESENTATIVES,
    PROTECTION,
    SEARCH,
)
