# ruff: noqa: E501 - rows of tables are read as rows
"""The law between caregivers and omsorgsgivare as tables: lag (2022:913), paragraph by paragraph.

Here do not belong the tables of patientdatalagen (`access_tables`) nor what a table is (`access_examples`).
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from access_examples import NOW, Said, Section, Who
from access_tables import asked, facts

from vardvag.base.moments import Moment
from vardvag.base.texts import Text

_KINDS = ("vårdgivare", "omsorgsgivare")


def _kind(law: SimpleNamespace, word: str) -> Any:
    kinds = law.provider.ProviderKind
    return kinds.CAREGIVER if word == "vårdgivare" else kinds.SOCIAL


def _available(law: SimpleNamespace, said: Said) -> object:
    return law.made_available.made_available(
        law.made_available.Sharing(
            blocked=said["spärrad"] == "ja",
            informed=said["informerad"] == "ja",
            lacks_capacity=said["kan inte ta ställning"] == "ja",
            attitude_clarified=said["inställning klarlagd"] == "ja",
            would_object=said["anledning att anta nej"] == "ja",
        )
    )


AVAILABLE = Section(
    Text("Att göra tillgängligt: 2 kap. 2–4 och 6 §§", "Making available"),
    Text(
        "Först information, sedan möjlighet att säga nej. En spärr går före allt annat.",
        "First information, then the possibility to object. A block goes before everything else.",
    ),
    """
    | spärrad | kan inte ta ställning | inställning klarlagd | anledning att anta nej | informerad | svar | regel | paragraf |
    | ja | – | – | – | – | nej | available.blocked | 2 kap. 3 § första stycket |
    | nej | ja | ja | nej | – | ja | available.without-capacity | 2 kap. 6 § |
    | nej | ja | ja | ja | – | nej | available.attitude-unclear | 2 kap. 6 § |
    | nej | ja | nej | – | – | nej | available.attitude-unclear | 2 kap. 6 § |
    | nej | nej | – | – | nej | nej | available.not-informed | 2 kap. 2 § |
    | nej | nej | – | – | ja | ja | available.unblocked | 2 kap. 4 § första stycket |
    """,
    _available,
)


def _existence(law: SimpleNamespace, said: Said) -> object:
    known = law.existence.may_know(
        _kind(law, said["läsaren är"]),
        said["har relation"] == "ja",
        unblocked=said["ospärrat finns"] == "ja",
        blocked=said["spärrat finns"] == "ja",
        blocked_inside=said["inre spärr finns"] == "ja",
    )
    flags = {
        "ospärrat": known.unblocked_elsewhere,
        "spärrat": known.blocked_elsewhere,
        "inre spärr": known.blocked_inside,
    }
    return " + ".join(word for word, shown in flags.items() if shown) or "inget"


EXISTENCE = Section(
    Text("Att det finns uppgifter: 2 kap. 4–5 §§, 4 kap. 4 § patientdatalagen", "That data exist"),
    Text(
        "Bara att något finns, aldrig vad eller från vem. Den som inte har någon relation får inte veta ens det.",
        "Only that something is there, never what or from whom. That a relation is needed is our narrowing.",
    ),
    """
    | läsaren är | har relation | ospärrat finns | spärrat finns | inre spärr finns | svar | regel | paragraf |
    | – | nej | – | – | – | inget | – | – |
    | – | ja | nej | nej | nej | inget | – | – |
    | – | ja | ja | nej | nej | ospärrat | – | – |
    | vårdgivare | ja | nej | ja | nej | spärrat | – | – |
    | vårdgivare | ja | ja | ja | nej | ospärrat + spärrat | – | – |
    | vårdgivare | ja | nej | nej | ja | inre spärr | – | – |
    | vårdgivare | ja | ja | nej | ja | ospärrat + inre spärr | – | – |
    | vårdgivare | ja | nej | ja | ja | spärrat + inre spärr | – | – |
    | vårdgivare | ja | ja | ja | ja | ospärrat + spärrat + inre spärr | – | – |
    | omsorgsgivare | ja | nej | ja | – | inget | – | – |
    | omsorgsgivare | ja | nej | nej | ja | inget | – | – |
    | omsorgsgivare | ja | ja | ja | – | ospärrat | – | – |
    | omsorgsgivare | ja | ja | nej | ja | ospärrat | – | – |
    """,
    _existence,
    {"läsaren är": _KINDS},
)


def _between(law: SimpleNamespace, said: Said) -> object:
    of = law.between_caregivers
    relation = {"aktuell": of.Relation.CURRENT, "tidigare": of.Relation.EARLIER, "ingen": of.Relation.NONE}
    return of.between_caregivers(
        of.Reading(
            relation=relation[said["patientrelation"]],
            consent=said["samtycker"] == "ja",
            child_cannot_consent=said["barn som inte kan samtycka"] == "ja",
            matters_for_care=said["betydelse för"] in ("vården", "båda"),
            matters_for_certificate=said["betydelse för"] in ("ett intyg", "båda"),
        )
    )


BETWEEN = Section(
    Text("En vårdgivares läsning: 3 kap. 1 och 7 §§", "A caregiver's reading"),
    Text(
        "Relation, samtycke och betydelse, alla tre. Inget annat öppnar uppgifterna, inte ens patientens önskan.",
        "Relation, consent and significance, all three. Nothing else opens the data, not even her express wish.",
    ),
    """
    | patientrelation | betydelse för | samtycker | barn som inte kan samtycka | svar | regel | paragraf |
    | ingen | – | – | – | nej | between.no-relation | 3 kap. 1 § första stycket 1 |
    | tidigare | inget/vården | – | – | nej | between.no-relation | 3 kap. 1 § första stycket 1 |
    | aktuell | inget | – | – | nej | between.no-significance | 3 kap. 1 § första stycket 3 |
    | aktuell | vården/ett intyg/båda | ja | – | ja | between.consent | 3 kap. 1 § första stycket |
    | aktuell | vården/ett intyg/båda | nej | ja | ja | between.child | 3 kap. 1 § tredje stycket |
    | aktuell | vården/ett intyg/båda | nej | nej | nej | between.no-consent | 3 kap. 1 § första stycket 2 |
    | tidigare | ett intyg/båda | ja | – | ja | between.consent | 3 kap. 1 § första stycket |
    | tidigare | ett intyg/båda | nej | ja | ja | between.child | 3 kap. 1 § tredje stycket |
    | tidigare | ett intyg/båda | nej | nej | nej | between.no-consent | 3 kap. 1 § första stycket 2 |
    """,
    _between,
    {
        "patientrelation": ("aktuell", "tidigare", "ingen"),
        "betydelse för": ("inget", "vården", "ett intyg", "båda"),
    },
)


def _social(law: SimpleNamespace, said: Said) -> object:
    of = law.between_social
    return of.between_social(
        of.SocialReading(
            supported=said["får insatser eller utreds"] == "ja",
            matters=said["betydelse för insatserna"] == "ja",
            consent=said["samtycker"] == "ja",
            child_cannot_consent=said["barn som inte kan samtycka"] == "ja",
            from_social=said["uppgifterna från"] == "omsorgsgivare",
        )
    )


SOCIAL = Section(
    Text("En omsorgsgivares läsning: 3 kap. 2 och 7 §§", "An omsorgsgivare's reading"),
    Text(
        "Insats eller utredning, betydelse och samtycke. Barnets samtycke får saknas bara för en omsorgsgivares uppgifter.",
        "Support or investigation, significance and consent. A child's consent may be lacking only for another "
        "omsorgsgivare's data.",
    ),
    """
    | får insatser eller utreds | betydelse för insatserna | samtycker | barn som inte kan samtycka | uppgifterna från | svar | regel | paragraf |
    | nej | – | – | – | – | nej | social.no-support | 3 kap. 2 § första stycket 1 |
    | ja | nej | – | – | – | nej | social.no-significance | 3 kap. 2 § första stycket 2 |
    | ja | ja | ja | – | – | ja | social.consent | 3 kap. 2 § första stycket |
    | ja | ja | nej | ja | omsorgsgivare | ja | social.child | 3 kap. 2 § andra stycket |
    | ja | ja | nej | ja | vårdgivare | nej | social.no-consent | 3 kap. 2 § första stycket 3 |
    | ja | ja | nej | nej | – | nej | social.no-consent | 3 kap. 2 § första stycket 3 |
    """,
    _social,
    {"uppgifterna från": _KINDS},
)


def _incapable(law: SimpleNamespace, said: Said) -> object:
    of = law.lacking_capacity
    return of.without_capacity(
        of.Incapable(
            reader=_kind(law, said["läsaren är"]),
            source=_kind(law, said["uppgifterna från"]),
            related=said["relation eller insats"] == "ja",
            necessary=said["nödvändig vård eller omsorg"] == "ja",
            attitude_clarified=said["inställning klarlagd"] == "ja",
            would_object=said["anledning att anta nej"] == "ja",
        )
    )


INCAPABLE = Section(
    Text("Den som inte kan samtycka: 3 kap. 3 och 4 §§", "Somebody who cannot consent"),
    Text(
        "Personen saknar inte bara tillfälligt förmåga. En omsorgsgivare får då bara läsa andra omsorgsgivares uppgifter.",
        "The person lacks the capacity, and not only for the time being. An omsorgsgivare may then read only "
        "other omsorgsgivare's data.",
    ),
    """
    | läsaren är | uppgifterna från | relation eller insats | nödvändig vård eller omsorg | inställning klarlagd | anledning att anta nej | svar | regel | paragraf |
    | vårdgivare | – | nej | – | – | – | nej | capacity.not-for-you | 3 kap. 3 § |
    | omsorgsgivare | – | nej | – | – | – | nej | capacity.not-for-you | 3 kap. 4 § |
    | omsorgsgivare | vårdgivare | ja | – | – | – | nej | capacity.not-for-you | 3 kap. 4 § |
    | vårdgivare | – | ja | nej | – | – | nej | capacity.not-necessary | 3 kap. 3 § andra stycket 1 |
    | vårdgivare | – | ja | ja | nej | – | nej | capacity.attitude-unclear | 3 kap. 3 § andra stycket 2 |
    | vårdgivare | – | ja | ja | ja | ja | nej | capacity.would-object | 3 kap. 3 § andra stycket 3 |
    | vårdgivare | – | ja | ja | ja | nej | ja | capacity.necessary | 3 kap. 3 § andra stycket |
    | omsorgsgivare | omsorgsgivare | ja | nej | – | – | nej | capacity.not-necessary | 3 kap. 4 § andra stycket 1 |
    | omsorgsgivare | omsorgsgivare | ja | ja | nej | – | nej | capacity.attitude-unclear | 3 kap. 4 § andra stycket 2 |
    | omsorgsgivare | omsorgsgivare | ja | ja | ja | ja | nej | capacity.would-object | 3 kap. 4 § andra stycket 3 |
    | omsorgsgivare | omsorgsgivare | ja | ja | ja | nej | ja | capacity.necessary | 3 kap. 4 § andra stycket |
    """,
    _incapable,
    {"läsaren är": _KINDS, "uppgifterna från": _KINDS},
)

_ACTS = {
    "veta vem som spärrat": "learn_who_blocked",
    "begära att spärren hävs": "ask_to_lift",
    "veta vem som delar": "learn_who_shares",
    "läsa ospärrat": "read_in_emergency",
}


def _emergency(law: SimpleNamespace, said: Said) -> object:
    unable = said["patienten kan inte svara"] == "ja"
    stated = law.decision.Emergency(
        danger=said["fara för liv eller hälsa"] == "ja",
        cannot_ask_to_lift=unable and said["vill"] in ("veta vem som spärrat", "begära att spärren hävs"),
        consent_unobtainable=unable and said["vill"] in ("veta vem som delar", "läsa ospärrat"),
        indispensable=said["oundgängligen behöver"] == "ja",
        authorised=True,
        patient_consents=True,
    )
    social = said["läsaren är"] == "omsorgsgivare"
    item = law.items.ItemFacts(
        "i", law.provider.Provider("C", _kind(law, said["uppgifterna från"])), informed=True
    )
    plan = facts(law, consents=(), in_relation=frozenset(), supporting=frozenset())
    who = Who("social_care" if social else "care_staff", unit="m1" if social else "b1")
    question = asked(law, "M" if social else "B", significant=False, emergency=stated)
    return law.decide.of_staff(who, plan, item, law.decision.Action(_ACTS[said["vill"]]), question)


EMERGENCY = Section(
    Text("Fara för liv eller hälsa: 3 kap. 5 och 6 §§", "Danger to life or health"),
    Text(
        "Fyra handlingar, aldrig en knapp. Det patienten inte kan är att begära hävning (5 §) eller att samtycka (6 §).",
        "Four acts, never one button. What the patient cannot do is to ask for the block to be lifted (5 §), or "
        "to consent (6 §). Blocked data are not read: whoever blocked decides.",
    ),
    """
    | vill | läsaren är | uppgifterna från | fara för liv eller hälsa | patienten kan inte svara | oundgängligen behöver | svar | regel | paragraf |
    | veta vem som spärrat/begära att spärren hävs | omsorgsgivare | – | – | – | – | nej | emergency.only-caregivers | 3 kap. 5 § första stycket |
    | veta vem som delar/läsa ospärrat | omsorgsgivare | – | – | – | – | nej | emergency.only-caregivers | 3 kap. 6 § första stycket |
    | veta vem som spärrat/begära att spärren hävs | vårdgivare | omsorgsgivare | – | – | – | nej | emergency.only-caregivers | 3 kap. 5 § första stycket |
    | veta vem som delar/läsa ospärrat | vårdgivare | omsorgsgivare | – | – | – | nej | emergency.only-caregivers | 3 kap. 6 § första stycket |
    | veta vem som spärrat/begära att spärren hävs | vårdgivare | vårdgivare | nej | – | – | nej | emergency.no-danger | 3 kap. 5 § första stycket 1 |
    | veta vem som delar/läsa ospärrat | vårdgivare | vårdgivare | nej | – | – | nej | emergency.no-danger | 3 kap. 6 § första stycket 1 |
    | veta vem som spärrat/begära att spärren hävs | vårdgivare | vårdgivare | ja | nej | – | nej | emergency.patient-can-ask | 3 kap. 5 § första stycket 2 |
    | veta vem som delar/läsa ospärrat | vårdgivare | vårdgivare | ja | nej | – | nej | emergency.consent-obtainable | 3 kap. 6 § första stycket 2 |
    | veta vem som spärrat | vårdgivare | vårdgivare | ja | ja | – | ja | emergency.who-blocked | 3 kap. 5 § första stycket |
    | begära att spärren hävs | vårdgivare | vårdgivare | ja | ja | nej | nej | emergency.dispensable | 3 kap. 5 § andra stycket |
    | begära att spärren hävs | vårdgivare | vårdgivare | ja | ja | ja | ja | emergency.asks-to-lift | 3 kap. 5 § andra stycket |
    | veta vem som delar | vårdgivare | vårdgivare | ja | ja | – | ja | emergency.who-shares | 3 kap. 6 § första stycket |
    | läsa ospärrat | vårdgivare | vårdgivare | ja | ja | nej | nej | emergency.dispensable | 3 kap. 6 § andra stycket |
    | läsa ospärrat | vårdgivare | vårdgivare | ja | ja | ja | ja | emergency.reads-unblocked | 3 kap. 6 § andra stycket |
    """,
    _emergency,
    {"vill": tuple(_ACTS), "läsaren är": _KINDS, "uppgifterna från": _KINDS},
)

_CONSENTS = (
    "ja",
    "nej",
    "till en annan enhet",
    "till en kollega",
    "från i morgon",
    "slutade nu",
    "slutar om en timme",
    "till en annan vårdgivare",
)


def _chain(law: SimpleNamespace, said: Said) -> object:
    given: dict[str, Any] = {"provider": "B", "unit": "b1", "begun": Moment.parse("2024-01-01")}
    given |= {
        "till en annan enhet": {"unit": "b2"},
        "till en kollega": {"staff": "t"},
        "från i morgon": {"begun": Moment.parse("2024-03-16")},
        "slutade nu": {"ended": NOW},
        "slutar om en timme": {"ended": Moment.parse("2024-03-15T13:00")},
        "till en annan vårdgivare": {"provider": "C"},
    }.get(said["samtycke"], {})
    block = law.block.Block(law.block.BlockKind.OUTER, "A", NOW)
    plan = facts(
        law,
        consents=() if said["samtycke"] == "nej" else (law.consent.Consent(**given),),
        blocks=(block,) if said["spärr"] == "ja" else (),
        informed=said["informerad"] == "ja",
        in_relation=frozenset({"B"} if said["aktuell relation"] == "ja" else ()),
    )
    action = (
        law.decision.Action.READ_IN_EMERGENCY
        if said["vill"] == "läsa i nödfall"
        else law.decision.Action(said["vill"])
    )
    stated = law.decision.Emergency(danger=True, consent_unobtainable=True, indispensable=True)
    who = Who("care_staff", unit="b1")
    return law.decide.decide(who, plan, action, asked(law, "B", emergency=stated))


CHAIN = Section(
    Text("Hela kedjan mellan vårdgivare", "The whole chain between caregivers"),
    Text(
        "En spärr går före varje samtycke och före nödläsning. Samtycket gäller den vårdgivare, enhet, person och tid det gavs.",
        "A block goes before any consent and before reading in an emergency. Consent holds for the caregiver, "
        "unit, person and time it was given. What is another's is never changed.",
    ),
    """
    | vill | spärr | informerad | aktuell relation | samtycke | svar | regel | paragraf |
    | move_step | – | – | – | – | nej | staff.beyond-duties | patientdatalagen (2008:355) 4 kap. 2 § första stycket |
    | read_plan/läsa i nödfall | ja | – | – | – | nej | available.blocked | 2 kap. 3 § första stycket |
    | read_plan/läsa i nödfall | nej | nej | – | – | nej | available.not-informed | 2 kap. 2 § |
    | läsa i nödfall | nej | ja | – | – | ja | emergency.reads-unblocked | 3 kap. 6 § andra stycket |
    | read_plan | nej | ja | nej | – | nej | between.no-relation | 3 kap. 1 § första stycket 1 |
    | read_plan | nej | ja | ja | ja/slutar om en timme | ja | between.consent | 3 kap. 1 § första stycket |
    | read_plan | nej | ja | ja | nej/till en annan enhet/till en kollega/från i morgon/slutade nu/till en annan vårdgivare | nej | between.no-consent | 3 kap. 1 § första stycket 2 |
    """,
    _chain,
    {"vill": ("move_step", "read_plan", "läsa i nödfall"), "samtycke": _CONSENTS},
)


def _facts_chain(law: SimpleNamespace, said: Said) -> object:
    """What of the facts and of the question reaches the conditions, one thing at a time."""
    way = said["fallet"]
    more: dict[str, Any] = {"consents": ()} if way.startswith("barn") else {}
    question: dict[str, Any] = {}
    role, unit, provider, source = "care_staff", "b1", "B", "A"
    if way.startswith("barn"):
        more["child_cannot_consent"] = True
    if way == "barn, omsorgsgivare läser vård" or way == "barn, omsorgsgivare läser omsorg":
        role, unit, provider = "social_care", "m1", "M"
        source = "K" if way.endswith("omsorg") else "A"
    if way.startswith("saknar förmåga"):
        more |= {"lacks_capacity": True, "attitude_clarified": True, "would_object": False, "consents": ()}
        question["necessary"] = not way.endswith("inte nödvändigt")
        more["in_relation"] = frozenset() if way.endswith("ingen relation") else frozenset({"B"})
    if way == "betydelse sägs inte":
        question["significant"] = False
    if way.startswith("intyg"):
        question |= {"significant": False, "for_certificate": True}
        more |= {"in_relation": frozenset()}
        more |= {"had_relation": frozenset({"B"})} if way.endswith("tidigare relation") else {}
    if way == "tidigare relation, för vården":
        more |= {"in_relation": frozenset(), "had_relation": frozenset({"B"})}
    if way == "läsarens vårdgivare okänd":
        provider = ""
    if way == "omsorgsgivare utan insats":
        role, unit, provider = "social_care", "m1", "M"
        more |= {"supporting": frozenset(), "in_relation": frozenset({"M"})}
    if way == "omsorgsgivare läser sitt eget":
        role, unit, provider, source = "social_care", "m1", "M", "M"
    if way == "uppgiften utan ställningstagande":
        more |= {"attitude_clarified": False}
    kinds = law.provider.ProviderKind
    item = law.items.ItemFacts(
        "i",
        law.provider.Provider(source, kinds.SOCIAL if source in ("K", "M") else kinds.CAREGIVER),
        informed=not way.endswith("inte informerad"),
        without_capacity=way == "uppgiften utan ställningstagande",
    )
    who = Who(role, unit=unit)
    ask = asked(law, provider or None, **question)
    return law.decide.of_staff(who, facts(law, **more), item, law.decision.Action.READ_PLAN, ask)


FACTS = Section(
    Text("Hur det som är känt når paragraferna", "How what is known reaches the paragraphs"),
    Text(
        "Utgångsläget är samtycke, relation och betydelse. En sak i taget är annorlunda.",
        "The start is consent, relation and significance. One thing at a time is otherwise.",
    ),
    """
    | fallet | svar | regel | paragraf |
    | inget är annorlunda | ja | between.consent | 3 kap. 1 § första stycket |
    | betydelse sägs inte | nej | between.no-significance | 3 kap. 1 § första stycket 3 |
    | barn, vårdgivare läser vård | ja | between.child | 3 kap. 1 § tredje stycket |
    | barn, omsorgsgivare läser omsorg | ja | social.child | 3 kap. 2 § andra stycket |
    | barn, omsorgsgivare läser vård | nej | social.no-consent | 3 kap. 2 § första stycket 3 |
    | omsorgsgivare utan insats | nej | social.no-support | 3 kap. 2 § första stycket 1 |
    | intyg, tidigare relation | ja | between.consent | 3 kap. 1 § första stycket |
    | intyg, ingen relation | nej | between.no-relation | 3 kap. 1 § första stycket 1 |
    | tidigare relation, för vården | nej | between.no-relation | 3 kap. 1 § första stycket 1 |
    | saknar förmåga, nödvändigt | ja | capacity.necessary | 3 kap. 3 § andra stycket |
    | saknar förmåga, inte informerad | ja | capacity.necessary | 3 kap. 3 § andra stycket |
    | omsorgsgivare läser sitt eget | nej | default.denied | patientdatalagen (2008:355) 1 kap. 2 § tredje stycket |
    | saknar förmåga, inte nödvändigt | nej | capacity.not-necessary | 3 kap. 3 § andra stycket 1 |
    | saknar förmåga, ingen relation | nej | capacity.not-for-you | 3 kap. 3 § |
    | uppgiften utan ställningstagande | nej | available.attitude-unclear | 2 kap. 6 § |
    | läsarens vårdgivare okänd | nej | between.provider-unknown | 3 kap. 7 § |
    """,
    _facts_chain,
    {
        "fallet": (
            "inget är annorlunda",
            "betydelse sägs inte",
            "barn, vårdgivare läser vård",
            "barn, omsorgsgivare läser omsorg",
            "barn, omsorgsgivare läser vård",
            "omsorgsgivare utan insats",
            "intyg, tidigare relation",
            "intyg, ingen relation",
            "tidigare relation, för vården",
            "saknar förmåga, nödvändigt",
            "saknar förmåga, inte informerad",
            "omsorgsgivare läser sitt eget",
            "saknar förmåga, inte nödvändigt",
            "saknar förmåga, ingen relation",
            "uppgiften utan ställningstagande",
            "läsarens vårdgivare okänd",
        )
    },
)


# What is seen of a joined plan -----------------------------------------------------------------------------

_READERS = {
    "patienten": (Who("patient", person="p"), None),
    "ombudet": (Who("proxy", person="r"), None),
    "samordnaren hos A": (Who("coordinator", unit="a1"), "A"),
    "kollegan hos A vid en annan enhet": (Who("care_staff", unit="a2"), "A"),
    "sjuksköterskan hos B": (Who("care_staff", unit="b1"), "B"),
    "undersköterskan hos omsorgsgivaren M": (Who("social_care", unit="m1"), "M"),
    "en främling hos C": (Who("care_staff", subject="x", unit="c1"), "C"),
    "analytikern": (Who("region_analyst"), None),
}


_ITEMS = {
    "A1": ("A", "a1", True, "booking", True),
    "A-ej-godkänd": ("A", "a1", False, "booking", True),
    "A-remiss": ("A", "a1", True, "referral", True),
    "B1": ("B", "b1", True, "booking", True),
    "M1": ("M", "m1", False, "booking", True),
    "D1": ("D", "d1", True, "booking", True),
    "E-ej-informerad": ("E", "e1", False, "booking", False),
}
"""Each item: who is responsible, the unit, approved for the patient, its kind, and whether she was
informed.
"""


def _visible(law: SimpleNamespace, said: Said) -> object:
    of, kinds = law.provider, law.provider.ProviderKind
    items = [
        law.items.ItemFacts(
            name,
            of.Provider(provider, kinds.SOCIAL if provider == "M" else kinds.CAREGIVER),
            unit,
            kind=law.items.InformationKind(kind),
            approved_for_patient=approved,
            informed=informed,
        )
        for name, (provider, unit, approved, kind, informed) in _ITEMS.items()
    ]
    not_referrals = frozenset(law.items.InformationKind) - {law.items.InformationKind.REFERRAL}
    blocks = (
        law.block.Block(law.block.BlockKind.INNER, "A", NOW, unit="a1", excluded=not_referrals),
        law.block.Block(law.block.BlockKind.OUTER, "D", NOW),
    )
    consents = [
        law.consent.Consent(to, unit, Moment.parse("2024-01-01"))
        for to, unit in (("A", "a1"), ("A", "a2"), ("B", "b1"), ("M", "m1"))
    ]
    plan = facts(
        law,
        blocks=blocks if said["spärrar"] == "ja" else (),
        in_relation=frozenset({"A", "B"}),
        consents=tuple(consents if said["samtycke"] == "ja" else ()),
    )
    who, provider = _READERS[said["läsare"]]
    seen = law.visible.visible(who, plan, items, asked(law, provider))
    known = {
        "ospärrat finns": seen.existence.unblocked_elsewhere,
        "spärrat finns": seen.existence.blocked_elsewhere,
        "inre spärr finns": seen.existence.blocked_inside,
    }
    flags = ", ".join(word for word, shown in known.items() if shown)
    return (", ".join(sorted(seen.shown)) or "inget") + (f" ({flags})" if flags else "")


VISIBLE = Section(
    Text("Vad som syns av en sammansatt plan", "What is seen of a joined plan"),
    Text(
        "Planen är vårdgivaren A:s. Uppgifter i den kommer från A, vårdgivarna B, D och E och omsorgsgivaren M. Spärrarna "
        "är A:s inre spärr av remisser och D:s yttre spärr. Det dolda lämnar inga spår utom det lagen säger.",
        "The plan is caregiver A's; items in it come from A, the caregivers B, D and E and the omsorgsgivare M. "
        "The blocks are A's inner block of referrals and D's outer block. What is hidden leaves no trace but the "
        "lawful flags, in brackets.",
    ),
    """
    | läsare | samtycke | spärrar | svar | regel | paragraf |
    | patienten | – | – | A-remiss, A1, B1, D1 | – | – |
    | samordnaren hos A/kollegan hos A vid en annan enhet | ja | nej | A-ej-godkänd, A-remiss, A1, B1, D1, M1 | – | – |
    | samordnaren hos A/kollegan hos A vid en annan enhet | nej | nej | A-ej-godkänd, A-remiss, A1 (ospärrat finns) | – | – |
    | samordnaren hos A | ja | ja | A-ej-godkänd, A-remiss, A1, B1, M1 (spärrat finns) | – | – |
    | samordnaren hos A | nej | ja | A-ej-godkänd, A-remiss, A1 (ospärrat finns, spärrat finns) | – | – |
    | kollegan hos A vid en annan enhet | ja | ja | A-ej-godkänd, A1, B1, M1 (spärrat finns, inre spärr finns) | – | – |
    | kollegan hos A vid en annan enhet | nej | ja | A-ej-godkänd, A1 (ospärrat finns, spärrat finns, inre spärr finns) | – | – |
    | sjuksköterskan hos B | ja | nej | A-ej-godkänd, A-remiss, A1, B1, D1, M1 | – | – |
    | sjuksköterskan hos B | ja | ja | A-ej-godkänd, A-remiss, A1, B1, M1 (spärrat finns) | – | – |
    | sjuksköterskan hos B | nej | nej | inget (ospärrat finns) | – | – |
    | sjuksköterskan hos B | nej | ja | inget (ospärrat finns, spärrat finns) | – | – |
    | undersköterskan hos omsorgsgivaren M | ja | nej | A-ej-godkänd, A-remiss, A1, B1, D1 | – | – |
    | undersköterskan hos omsorgsgivaren M | ja | ja | A-ej-godkänd, A-remiss, A1, B1 | – | – |
    | undersköterskan hos omsorgsgivaren M | nej | – | inget (ospärrat finns) | – | – |
    | ombudet/en främling hos C/analytikern | – | – | inget | – | – |
    """,
    _visible,
    {"läsare": tuple(_READERS)},
)


def _more(law: SimpleNamespace, said: Said) -> object:
    """What a reader of A's plan is told of another's item that she may not see."""
    of, kinds = law.provider, law.provider.ProviderKind
    kind = kinds.SOCIAL if said["uppgiften är"].startswith("en omsorgsgivares") else kinds.CAREGIVER
    hidden = law.items.ItemFacts("i", of.Provider("K", kind), informed=True)
    block = law.block.Block(law.block.BlockKind.OUTER, "K", NOW)
    related = said["relation"] == "dokumenterad relation"
    takes_part = said["relation"] == "deltar i vården"
    role, provider, unit = {
        "vårdgivaren A": ("care_staff", "A", "a1"),
        "vårdgivaren B": ("care_staff", "B", "b1"),
        "omsorgsgivaren M": ("social_care", "M", "m1"),
        "kontrollen av A:s logg": ("log_reviewer", "A", "a1"),
    }[said["läsaren arbetar för"]]
    plan = facts(
        law,
        consents=(),
        blocks=(block,) if said["uppgiften är"].endswith("spärrad") else (),
        in_relation=frozenset({"A", "B"} if related else ()),
        supporting=frozenset({"M"} if related else ()),
        taking_part=frozenset({"s"} if takes_part else ()),
        other_need=frozenset({"s"}),
        informed=False,
    )
    seen = law.visible.visible(Who(role, unit=unit), plan, [hidden], asked(law, provider)).existence
    words = {"ospärrat finns": seen.unblocked_elsewhere, "spärrat finns": seen.blocked_elsewhere}
    return ", ".join(word for word, shown in words.items() if shown) or "inget"


MORE = Section(
    Text("Vem som får veta att det finns mer", "Who is told that there is more"),
    Text(
        "Ingen av dem har samtycke att läsa uppgiften. Att en omsorgsgivare har spärrat får ingen veta.",
        "None of them has consent to read the item. That an omsorgsgivare has blocked is told to nobody.",
    ),
    """
    | läsaren arbetar för | relation | uppgiften är | svar | regel | paragraf |
    | vårdgivaren A | deltar i vården/dokumenterad relation | en vårdgivares/en omsorgsgivares | ospärrat finns | – | – |
    | vårdgivaren A | deltar i vården/dokumenterad relation | en vårdgivares, spärrad | spärrat finns | – | – |
    | vårdgivaren B | dokumenterad relation | en vårdgivares/en omsorgsgivares | ospärrat finns | – | – |
    | vårdgivaren B | dokumenterad relation | en vårdgivares, spärrad | spärrat finns | – | – |
    | omsorgsgivaren M | dokumenterad relation | en vårdgivares/en omsorgsgivares | ospärrat finns | – | – |
    | omsorgsgivaren M | dokumenterad relation | en vårdgivares, spärrad | inget | – | – |
    | vårdgivaren A/vårdgivaren B/omsorgsgivaren M | – | en omsorgsgivares, spärrad | inget | – | – |
    | vårdgivaren B/omsorgsgivaren M | deltar i vården | en vårdgivares/en vårdgivares, spärrad/en omsorgsgivares | inget | – | – |
    | vårdgivaren A/vårdgivaren B/omsorgsgivaren M | ingen | en vårdgivares/en vårdgivares, spärrad/en omsorgsgivares | inget | – | – |
    | kontrollen av A:s logg | – | – | inget | – | – |
    """,
    _more,
    {
        "läsaren arbetar för": (
            "vårdgivaren A",
            "vårdgivaren B",
            "omsorgsgivaren M",
            "kontrollen av A:s logg",
        ),
        "relation": ("deltar i vården", "dokumenterad relation", "ingen"),
        "uppgiften är": (
            "en vårdgivares",
            "en vårdgivares, spärrad",
            "en omsorgsgivares",
            "en omsorgsgivares, spärrad",
        ),
    },
)


def _withheld(law: SimpleNamespace, said: Said) -> object:
    who, provider = {
        "patienten": (Who("patient", person="p"), None),
        "hos A, deltar i vården": (Who("coordinator", unit="a1"), "A"),
        "hos A, annat behov": (Who("coordinator", subject="o", unit="a1"), "A"),
        "hos B, deltar i vården": (Who("care_staff", unit="b1"), "B"),
    }[said["läsare"]]
    protection = law.protection.Protection(said["skydd"])
    plan = facts(law, protection=protection, other_need=frozenset({"o"}))
    seen = law.visible.visible(who, plan, [], asked(law, provider))
    return ", ".join(sorted(seen.withheld)) or "inget"


WITHHELD = Section(
    Text("Vad skyddet håller inne för den som får läsa", "What is withheld"),
    Text(
        "Läsaren får läsa planen. Vilka uppgifter i den visas ändå inte.",
        "The reader may read the plan. Which details of it are withheld all the same.",
    ),
    """
    | läsare | skydd | svar | regel | paragraf |
    | – | none | inget | – | – |
    | patienten | protected_registration | inget | – | – |
    | patienten | assumed_identity | earlier_identity | – | – |
    | hos A, deltar i vården | protected_registration/assumed_identity | earlier_identity, home_place, municipality, representatives | – | – |
    | hos A, annat behov/hos B, deltar i vården | protected_registration/assumed_identity | earlier_identity, home_place, municipality, representatives, unit_place | – | – |
    """,
    _withheld,
    {
        "läsare": ("patienten", "hos A, deltar i vården", "hos A, annat behov", "hos B, deltar i vården"),
        "skydd": ("none", "protected_registration", "assumed_identity"),
    },
)


def _place(law: SimpleNamespace, said: Said) -> object:
    of = law.provider
    plan = facts(law, provider=of.Provider("A") if said["planens vårdgivare känd"] == "ja" else None)
    item = (
        law.decide.plan_item(plan)
        if said["uppgiften är"] == "planen"
        else law.items.ItemFacts("i", of.Provider(said["uppgiften är"]), informed=True)
    )
    who = Who("care_staff", unit="a1" if said["enheten är planens"] == "ja" else "b1")
    known = said["läsarens vårdgivare"]
    question = asked(law, None if known == "okänd" else known)
    decision = law.decide.of_staff(who, plan, item, law.decision.Action.READ_PLAN, question)
    return "hos den ansvariga" if decision.rule.startswith("staff.") else "hos en annan"


PLACE = Section(
    Text("Var läsaren arbetar", "Where the reader works"),
    Text(
        "Hos den som ansvarar för uppgiften gäller patientdatalagen, hos en annan lag (2022:913). Är vårdgivarna inte "
        "kända avgör planens enheter, för planen själv.",
        "With the one responsible for an item patientdatalagen holds, with another lag (2022:913). Where the "
        "caregivers are not known, the plan's units decide, of the plan itself.",
    ),
    """
    | läsarens vårdgivare | planens vårdgivare känd | enheten är planens | uppgiften är | svar | regel | paragraf |
    | A | ja | – | planen/A | hos den ansvariga | – | – |
    | B | ja | – | planen/A | hos en annan | – | – |
    | A/B | ja | – | C | hos en annan | – | – |
    | A/B | nej | ja | planen | hos den ansvariga | – | – |
    | A/B | nej | nej | planen | hos en annan | – | – |
    | A/B | nej | – | A/C | hos en annan | – | – |
    | okänd | – | nej | – | hos en annan | – | – |
    | okänd | – | ja | planen | hos den ansvariga | – | – |
    | okänd | ja | ja | A | hos den ansvariga | – | – |
    | okänd | nej | ja | A | hos en annan | – | – |
    | okänd | – | ja | C | hos en annan | – | – |
    """,
    _place,
    {"läsarens vårdgivare": ("A", "B", "okänd"), "uppgiften är": ("planen", "A", "C")},
)


# Responsibility --------------------------------------------------------------------------------------------


def _responsible(law: SimpleNamespace, said: Said) -> object:
    of, rules = law.provider.Provider, law.responsibility
    who = {"den ansvariga": of("A"), "en annan": of("B"), "okänd": None}[said["vem"]]
    item = law.items.ItemFacts("i", of("A"))
    if said["fråga"] == "ändra":
        return rules.may_edit(who, item)
    if said["fråga"] == "skyldig att bevara":
        return rules.must_preserve(who, item)
    until = {"visa kopian till och med nu": NOW, "visa kopian utan sista tid": None}.get(
        said["fråga"], Moment.parse("2024-03-15T12:01")
    )
    return rules.copy_stands(until, NOW)


RESPONSIBILITY = Section(
    Text("Ansvaret stannar hos källan: 4 kap. 1 och 6 §§", "Responsibility stays with the source"),
    Text(
        "Den som ansvarar ändrar och bevarar. Andra har en kopia som går ut.",
        "Whoever is responsible edits and preserves. Others hold a copy that expires.",
    ),
    """
    | fråga | vem | svar | regel | paragraf |
    | ändra | den ansvariga | ja | responsibility.own | 4 kap. 1 § |
    | ändra | en annan/okänd | nej | responsibility.another | 4 kap. 1 § |
    | skyldig att bevara | den ansvariga | ja | – | – |
    | skyldig att bevara | en annan/okänd | nej | – | – |
    | visa kopian en minut till | – | ja | – | – |
    | visa kopian till och med nu | – | nej | – | – |
    | visa kopian utan sista tid | – | nej | – | – |
    """,
    _responsible,
    {
        "fråga": (
            "ändra",
            "skyldig att bevara",
            "visa kopian en minut till",
            "visa kopian till och med nu",
            "visa kopian utan sista tid",
        ),
        "vem": ("den ansvariga", "en annan", "okänd"),
    },
)

SECTIONS = (
    AVAILABLE,
    EXISTENCE,
    BETWEEN,
    SOCIAL,
    INCAPABLE,
    EMERGENCY,
    CHAIN,
    FACTS,
    PLACE,
    VISIBLE,
    MORE,
    WITHHELD,
    RESPONSIBILITY,
)
