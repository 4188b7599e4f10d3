"""What is told of a file that cannot be read on, and of a call that is not as the schema has it.

Here does not belong what is told of a record (`records`).
"""

from __future__ import annotations

from xml.parsers.expat import errors

from vardvag.base.texts import Text

NO_CALL = Text(
    "Filen är inget anrop till tjänsterna för specialiserad vård",
    "The file is no call to the services of specialised care",
)
NAMESPACE = Text("Rotelementet står i fel namnrymd", "The root element is in the wrong namespace")
ROOTS = Text(
    "Rotelementet är TillgangligVardSpeciGenomforda eller TillgangligVardSpeciVantande i sin tjänsts "
    "namnrymd, urn:riv:skl:tillgangligVardSpeci:…Responder:1",
    "The root element is TillgangligVardSpeciGenomforda or TillgangligVardSpeciVantande in the namespace of "
    "its service, urn:riv:skl:tillgangligVardSpeci:…Responder:1",
)

Told = tuple[str, Text, Text]
DELETES: Told = (
    "deletion",
    Text(
        "Anropet är tomt: det ber mottagaren ta bort allt i anropet som ErsattningsId nämner",
        "The call is empty: it asks the receiver to delete all of the call that ErsattningsId names",
    ),
    Text(
        "När det läses in tas det anropet bort. Läs bara in det om det är meningen",
        "When it is loaded, that call is removed. Load it only if that is meant",
    ),
)
EMPTY: Told = (
    "empty-call",
    Text("Anropet har inga poster", "The call has no records"),
    Text(
        "Sänd minst en post; ett tomt anrop med ErsattningsId tar bort ett tidigare",
        "Send one record at least; an empty call with ErsattningsId deletes an earlier one",
    ),
)
REPLACES: Told = (
    "replaces-call",
    Text(
        "Anropet ersätter hela det anrop som ErsattningsId nämner, med allt som hör till dess kontakter",
        "The call replaces all of the call that ErsattningsId names, with all that belongs to its contacts",
    ),
    Text(
        "Se till att varje kontakt som ska finnas kvar är med, och sänd diagnoser och åtgärder på nytt",
        "Make sure that every contact that is to remain is in it, and send diagnoses and procedures again",
    ),
)

UNKNOWN = Text("Elementet finns inte i schemat på den platsen", "The schema has no such element there")
AS_SCHEMA = Text("Ta bort det, eller rätta namnet", "Remove it, or correct its name")
TEXT = Text("Text i ett element läses inte", "Text in an element is not read")
AS_ATTRIBUTES = Text("Skriv uppgifter som attribut", "Write what is to be told as attributes")
TWO = Text("Anropet innehåller mer än en sorts poster", "The call holds more than one kind of records")
ONE_EACH = Text("Sänd varje sort i ett eget anrop", "Send each kind in a call of its own")

IN_SWEDISH = {
    errors.codes[sentence]: sv
    for sentence, sv in (
        (errors.XML_ERROR_INVALID_TOKEN, "ett tecken som inte får stå där, eller fel teckenkodning"),
        (errors.XML_ERROR_UNCLOSED_TOKEN, "en tagg som inte avslutas"),
        (errors.XML_ERROR_NO_ELEMENTS, "filen är tom eller tar slut för tidigt"),
        (errors.XML_ERROR_TAG_MISMATCH, "sluttaggen hör inte till starttaggen"),
        (errors.XML_ERROR_DUPLICATE_ATTRIBUTE, "attributet står två gånger"),
        (errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT, "det står något efter rotelementet"),
        (errors.XML_ERROR_UNDEFINED_ENTITY, "en entitet som inte finns"),
        (errors.XML_ERROR_UNKNOWN_ENCODING, "okänd teckenkodning"),
        (errors.XML_ERROR_INCORRECT_ENCODING, "teckenkodningen är inte den som anges"),
        (errors.XML_ERROR_UNBOUND_PREFIX, "ett prefix utan namnrymd"),
    )
}
NOT_XML = Text(
    "Filen är inte välformad XML; det som följer är inte läst",
    "The file is not well-formed XML; what follows has not been read",
)
ENCODING = Text("Filens teckenkodning går inte att läsa", "The encoding of the file cannot be read")
AS_UTF8 = Text("Spara filen i UTF-8", "Save the file in UTF-8")
DOCTYPE = Text(
    "Filen har en DOCTYPE, som kan hämta eller svälla; den läses inte",
    "The file has a DOCTYPE, which can fetch or swell; it is not read",
)
WITHOUT_DOCTYPE = Text("Ta bort den; schemat har ingen", "Remove it; the schema has none")
TOO_DEEP = Text("Elementen står för djupt i varandra", "Elements stand too deep in each other")
TOO_MANY = Text("Elementet har för många attribut", "The element has too many attributes")
NAMES = Text("Filen har för många olika namn på element", "The file has too many different names of elements")
FOLLOW = Text("Följ schemat 1.0", "Follow the schema 1.0")
TOO_LONG = Text(
    "En tagg eller kommentar är längre än en miljon byte", "A tag or comment is longer than a million bytes"
)
SHORTEN = Text("Korta den, eller ta bort den", "Shorten it, or remove it")
