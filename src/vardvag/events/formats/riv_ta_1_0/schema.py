"""What the schemas of the two services say: namespaces, elements, and which attributes each record has.

Read in the schemas themselves (XSD 1.0, revised 2022-03-14 and 2025-02-20, in a text extract; see
`events/checks/sources`). A call is the root element of one service, with one body, or none, of one kind:
visits, diagnoses, causes or procedures; the service of those who wait takes visits only. The month stands on
the body, and on the root `ErsattningsId`, which names an earlier *call* that this one takes the place of, and
`LeveransReferens`, which is echoed to the sender and kept by nobody.

Here does not belong how a file is read or written, nor which values an attribute may have (`events/checks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from vardvag.base.texts import Text
from vardvag.events.checks.attributes import ATTRIBUTES, DATES, EMERGENCY
from vardvag.events.formats.row_model import RowModel
from vardvag.events.formats.skr_1_1_attached import ATTACHED_ROWS
from vardvag.events.formats.skr_rows import CONTACT_ROWS
from vardvag.events.model import AttachedKind, Reported

MONTH, REPLACES, REFERENCE = "DatatGallerFor", "ErsattningsId", "LeveransReferens"
CALL_ATTRIBUTES = (MONTH, REPLACES)
"""The attributes of a row that in a call stand once: on the body, and on the root."""

STARTED, DECIDED = "StartAktivitet", "BeslutAktivitet"
DAYS_OF_CONTACT = tuple(name for name in DATES if name not in EMERGENCY)
"""The attributes that the model knows as a day or a time, and the schema as a time only."""

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_XML = "http://www.w3.org/XML/1998/namespace"
APART = (f"{INSTANCE} ", f"{_XML} ")
"""Namespaces whose attributes are about the document, not the contact; as names begin that hold them."""

_SERVICES = {
    Reported.DONE: "TillgangligVardSpeciGenomforda",
    Reported.WAITING: "TillgangligVardSpeciVantande",
}


def root_name(reported: Reported) -> str:
    """The name of a service's root element without its namespace."""
    return _SERVICES[reported]


def namespace(reported: Reported) -> str:
    """The namespace of a service's elements."""
    return f"urn:riv:skl:tillgangligVardSpeci:{_SERVICES[reported]}Responder:1"


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """One kind of body: its element, the element of each record in it, and what a record is about.

    `attributes` are those a record has, beside what stands once (`CALL_ATTRIBUTES`).
    """

    name: str
    record: str
    title: Text
    model: RowModel
    attributes: tuple[str, ...]


_HELD = tuple(name for name in ATTRIBUTES if name not in CALL_ATTRIBUTES)
_WAITED = tuple(name for name in _HELD if name not in (STARTED, "TypAkutverksamhet", *EMERGENCY))
_OF_CONTACT = ("Regionkod", "VardkontaktId")

HELD = Body("Kontakt", "Besok", Text("genomförda kontakter", "contacts held"), CONTACT_ROWS, _HELD)
WAITED = Body("Kontakt", "Besok", Text("väntande kontakter", "contacts waiting"), CONTACT_ROWS, _WAITED)
ATTACHED = MappingProxyType(
    {
        AttachedKind.DIAGNOSIS: Body(
            "Diagnoser",
            "Diagnos",
            Text("diagnoser", "diagnoses"),
            ATTACHED_ROWS,
            (*_OF_CONTACT, "Diagnos", "DiagnosTyp"),
        ),
        AttachedKind.CAUSE: Body(
            "Orsaker", "Orsak", Text("yttre orsaker", "causes"), ATTACHED_ROWS, (*_OF_CONTACT, "Orsak")
        ),
        AttachedKind.PROCEDURE: Body(
            "Atgarder", "Atgard", Text("åtgärder", "procedures"), ATTACHED_ROWS, (*_OF_CONTACT, "Atgard")
        ),
    }
)
"""The bodies of what is attached to contacts that were held."""

ROOTS = MappingProxyType({f"{namespace(one)} {root_name(one)}": one for one in Reported})
"""The services by their root elements, named with namespaces as the parser does."""

BODIES = MappingProxyType(
    {
        one: {f"{namespace(one)} {body.name}": body for body in bodies}
        for one, bodies in ((Reported.DONE, (HELD, *ATTACHED.values())), (Reported.WAITING, (WAITED,)))
    }
)
"""The bodies that each service takes, by their elements."""
