"""The answer to "may she?": yes or no, why, by which paragraph and by which rule.

Here also stands what can be asked for, how it is asked, and the facts a decision rests on; not the rules
themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.block import Block
from vardvag.contracts.access.consent import Consent
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.access.provider import Provider
from vardvag.contracts.access.representation import Representation
from vardvag.contracts.identifiers import PersonId


class Action(StrEnum):
    """What somebody wants to do with a person's plan."""

    READ_PLAN = "read_plan"
    MOVE_STEP = "move_step"
    READ_LOG = "read_log"
    OFFER_CONTRACT = "offer_contract"
    PROPOSE_OFFER = "propose_offer"
    RECORD_ANSWER = "record_answer"
    CONFIRM_VERSION = "confirm_version"
    COMMENT_VERSION = "comment_version"
    STATE_WISHES = "state_wishes"
    WRITE_WHAT_MATTERS = "write_what_matters"
    CHANGE_STEPS = "change_steps"
    NAME_CONTACT = "name_contact"
    MAKE_SIP = "make_sip"
    HAND_OVER = "hand_over"
    ANSWER_HAND_OVER = "answer_hand_over"
    JOIN_SOURCE_PLAN = "join_source_plan"
    APPLY_TEMPLATE = "apply_template"
    FIND_CLASHES = "find_clashes"
    PROPOSE_TIMES = "propose_times"
    BOOK_PROPOSED = "book_proposed"
    RECORD_VISIT_END = "record_visit_end"
    RECORD_KNOWS_WHOM = "record_knows_whom"
    RECORD_STAY = "record_stay"
    DO_OWN_STEP = "do_own_step"
    REVIEW_LOG = "review_log"
    LIFT_INNER_BLOCK = "lift_inner_block"
    LEARN_WHO_BLOCKED = "learn_who_blocked"
    ASK_TO_LIFT = "ask_to_lift"
    LEARN_WHO_SHARES = "learn_who_shares"
    READ_IN_EMERGENCY = "read_in_emergency"
    GIVE_INFORMATION = "give_information"
    OBJECT_TO_SHARING = "object_to_sharing"
    LIFT_BLOCK = "lift_block"
    RECORD_CONSENT = "record_consent"
    WITHDRAW_CONSENT = "withdraw_consent"
    RECORD_RELATION = "record_relation"
    RECORD_REPRESENTATION = "record_representation"
    END_REPRESENTATION = "end_representation"
    STATE_CAPACITY = "state_capacity"
    CHOOSE_NOTICES = "choose_notices"
    RECEIVE_NOTICE = "receive_notice"


@dataclass(frozen=True, slots=True)
class AccessFacts:
    """What a decision needs to know about a plan and its person, and nothing else of them.

    `units` are the care units of the caregiver (vårdgivare) that is the controller of the plan.
    `taking_part` names, by log-in, those who take part in the patient's care; `other_need` those for whom
    the caregiver has documented that they need the data for other work in health care. `own_access_open` is
    whether the caregiver grants the patient direct access to what may be disclosed to her.

    The rest is needed beyond one caregiver's own staff and patients, and what is left out is judged
    strictly: `informed_by` are the providers about whose data she has been informed, `informed` whether the
    plan's own is one of them; `in_relation` are the providers with a current patient relation to the person,
    `had_relation` those with an earlier one, `supporting` the omsorgsgivare whose support she receives or is
    investigated for. `born` is her day of birth, or only its year. `lacks_capacity`: she cannot, and not only
    for the time being, take a stand or consent; then `attitude_clarified` is whether her attitude has been
    cleared up as far as possible, and `would_object` whether there is reason to believe that she would have
    objected.
    """

    person: PersonId
    units: frozenset[str]
    taking_part: frozenset[str]
    other_need: frozenset[str] = frozenset()
    own_access_open: bool = False
    provider: Provider | None = None
    unit: str | None = None
    informed: bool = False
    informed_by: frozenset[str] = frozenset()
    blocks: tuple[Block, ...] = ()
    consents: tuple[Consent, ...] = ()
    in_relation: frozenset[str] = frozenset()
    had_relation: frozenset[str] = frozenset()
    supporting: frozenset[str] = frozenset()
    child_cannot_consent: bool = False
    lacks_capacity: bool = False
    attitude_clarified: bool = False
    would_object: bool = True
    born: date | int | None = None
    early_own_access: bool = False
    representations: tuple[Representation, ...] = ()
    protection: Protection = Protection.NONE


@dataclass(frozen=True, slots=True)
class Emergency:
    """What somebody states, and stands for, about an emergency. What is not stated is not so.

    `danger`: to the patient's life, or a serious risk to her health. `cannot_ask_to_lift`: she cannot ask for
    the block to be lifted. `consent_unobtainable`: her consent cannot be obtained. `indispensable`: the data
    can be presumed to matter for care that she absolutely needs. `authorised`: the caregiver has authorised
    the one who asks to lift inner blocks. `patient_consents`: to an inner block being lifted.
    """

    danger: bool = False
    cannot_ask_to_lift: bool = False
    consent_unobtainable: bool = False
    indispensable: bool = False
    authorised: bool = False
    patient_consents: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """How it is asked: when, for which provider the asker works, and what she states. Logged with the answer.

    `significant`: the data can be presumed to matter for the care or support; `for_certificate`: for a
    certificate about the care. `necessary`: for care that the person's state of health makes necessary.
    """

    at: Moment | None = None
    provider: Provider | None = None
    significant: bool = False
    for_certificate: bool = False
    necessary: bool = False
    emergency: Emergency = Emergency()


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome. `rule` names it in the decision table, `paragraph` says where it stands in law."""

    allowed: bool
    rule: str
    paragraph: str
    reason: Text


def permit(rule: str, paragraph: str, sv: str, en: str) -> Decision:
    """Yes, by a rule of a paragraph, for a reason."""
    return Decision(True, rule, paragraph, Text(sv, en))


def refuse(rule: str, paragraph: str, sv: str, en: str) -> Decision:
    """No, by a rule of a paragraph, for a reason."""
    return Decision(False, rule, paragraph, Text(sv, en))
