"""What can be done with a patientkontrakt, and whose it is to do: by the coordinator, or by the patient.

Tables, so that whoever reads them sees all of it; an action that stands in none of them is for nobody. What
the patient does here is to say her own word: it changes nothing that care has documented, and the same word
may come by letter or telephone and be recorded for her. Here does not belong whether a need or an identity
is there (`inner_need`, `own_access`).
"""

from __future__ import annotations

from vardvag.contracts.access.decision import Action

COORDINATES = frozenset(
    {
        Action.OFFER_CONTRACT,
        Action.RECORD_ANSWER,
        Action.CONFIRM_VERSION,
        Action.COMMENT_VERSION,
        Action.STATE_WISHES,
        Action.CHANGE_STEPS,
        Action.WRITE_WHAT_MATTERS,
        Action.NAME_CONTACT,
        Action.MAKE_SIP,
        Action.HAND_OVER,
        Action.ANSWER_HAND_OVER,
        Action.JOIN_SOURCE_PLAN,
        Action.APPLY_TEMPLATE,
        Action.FIND_CLASHES,
        Action.PROPOSE_TIMES,
        Action.BOOK_PROPOSED,
        Action.RECORD_VISIT_END,
        Action.RECORD_KNOWS_WHOM,
        Action.RECORD_STAY,
        Action.DO_OWN_STEP,
    }
)
"""What staff who take part in the care may do. What the patient says they record on her behalf."""

FINDS_WHOM_TO_OFFER = frozenset({Action.PROPOSE_OFFER})
"""For those whose need of it the caregiver has documented: it reads about people whom they do not treat."""

OWN_WORD = frozenset(
    {
        Action.RECORD_ANSWER,
        Action.CONFIRM_VERSION,
        Action.COMMENT_VERSION,
        Action.STATE_WISHES,
        Action.WRITE_WHAT_MATTERS,
        Action.RECORD_KNOWS_WHOM,
        Action.DO_OWN_STEP,
    }
)
"""What the patient may say herself, logged in. None of it changes a step of care, a contact or a time; that
she has done a step of her own is hers to say."""

KEEPS_ACCESS = frozenset(
    {
        Action.GIVE_INFORMATION,
        Action.OBJECT_TO_SHARING,
        Action.LIFT_BLOCK,
        Action.RECORD_CONSENT,
        Action.WITHDRAW_CONSENT,
        Action.RECORD_RELATION,
        Action.RECORD_REPRESENTATION,
        Action.END_REPRESENTATION,
        Action.STATE_CAPACITY,
    }
)
"""What the coordinator writes down of who may read: what she was told, what she says and who acts for her."""

OWN_SAY = frozenset(
    {
        Action.OBJECT_TO_SHARING,
        Action.LIFT_BLOCK,
        Action.RECORD_CONSENT,
        Action.WITHDRAW_CONSENT,
        Action.END_REPRESENTATION,
    }
)
"""What of that the patient says herself, logged in. Who acts for her is written down where she is known."""

FOLLOWS = frozenset({Action.CHOOSE_NOTICES, Action.RECEIVE_NOTICE})
"""To choose what to be told of a plan that one may read, and to be told: that it has changed, never what."""
