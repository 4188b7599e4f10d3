"""The four questions as a form: what is waited for, since when, what has happened since, and where.

Sent in the address (GET), so that an answer can be kept and shared; what is not answered is not in it. Here
does not belong what the answers mean (`usecases`), nor which of them contradict each other (`faults`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vardvag.base.findings import Finding
from vardvag.base.regions import REGIONS, swedish_key
from vardvag.service.look import formats
from vardvag.usecases.guarantee_answers import Answers, Care, faults

CARES = (
    ("", _("Välj i listan")),
    (
        _("På vårdcentralen"),
        (
            (Care.CONTACT.value, _("Kontakt med vårdcentralen")),
            (Care.ASSESSMENT.value, _("En medicinsk bedömning på vårdcentralen")),
        ),
    ),
    (
        _("I den specialiserade vården"),
        (
            (Care.VISIT.value, _("Ett första besök, med remiss")),
            (Care.OWN_REQUEST.value, _("Ett första besök som du har sökt själv (egen vårdbegäran)")),
            (Care.TREATMENT.value, _("En behandling eller operation som är beslutad")),
        ),
    ),
    (
        _("Barn- och ungdomspsykiatrin (BUP)"),
        (
            (Care.CHILD_PSYCHIATRY.value, _("En första bedömning")),
            (Care.CHILD_PSYCHIATRY_NEXT.value, _("Utredning eller behandling efter första besöket")),
        ),
    ),
    (
        _("Något annat"),
        (
            (Care.RETURN_VISIT.value, _("Ett återbesök")),
            (Care.EXAMINATION.value, _("En undersökning eller utredning, till exempel röntgen")),
            (Care.MEDICAL_SERVICE.value, _("Laboratorieprov eller annan medicinsk service")),
            (Care.EMERGENCY.value, _("Akut vård")),
            (Care.AID.value, _("Ett hjälpmedel")),
            (Care.DENTAL_CARE.value, _("Tandvård")),
            (Care.PRIVATE.value, _("En privat vårdgivare utan avtal med regionen")),
        ),
    ),
)
_ANSWERS = (("", _("Vet inte")), ("ja", _("Ja")), ("nej", _("Nej")))
_TRUTH = {"ja": True, "nej": False}

# The name in the address of each answer that is a day, and of each that is a yes or no.
DAYS = {
    "dag": "day",
    "fatt": "given_on",
    "hinder_fran": "medical_from",
    "hinder_till": "medical_to",
    "annan_fran": "elsewhere_from",
    "annan_till": "elsewhere_to",
    "erbjuden": "offered_for",
    "nej_tack": "declined_on",
    "angrat": "regretted_on",
    "overens": "agreed_on",
    "senare_dag": "agreed_for",
    "tidigare": "wanted_earlier_on",
}
YES_OR_NO = {
    "egen": "own_region",
    "listad": "listed",
    "behov": "assessment_needed",
    "informerad": "informed",
}
BOXES = {"senare_vard": "later_for_medical_reasons", "uteblev": "missed"}
_WITHOUT_DAY = {care.value for care in Care if not care.needs_day}
_FIELDS = {one: name for name, one in {**DAYS, **YES_OR_NO, **BOXES, "vard": "care"}.items()}


def _day(label: Any, hint: Any = "", missing: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        input_formats=["%Y-%m-%d", "%Y%m%d"],
        # Written, not picked: a browser's own field shows a day in its order of day and month, not in ours.
        widget=forms.DateInput(attrs={"autocomplete": "off", "maxlength": "10"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("Dagen finns inte eller går inte att läsa. Skriv den som 2026-03-05."),
            "required": missing,
        },
    )


def _yes_or_no(label: Any, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        required=False,
        choices=_ANSWERS,
        error_messages={"invalid_choice": _("Svara ja, nej eller vet inte.")},
    )


class GuaranteeForm(forms.Form):
    """The questions. `answers` is what was answered, once the form is valid."""

    vard = forms.ChoiceField(
        label=_("Vad väntar du på?"),
        choices=CARES,
        error_messages={
            "required": _("Välj vad du väntar på."),
            "invalid_choice": _("Välj något av det som står i listan."),
        },
    )
    dag = _day(
        _("Vilken dag började väntan?"),
        _("Skriv den som 2026-03-05."),
        missing=_("Skriv vilken dag väntan började."),
    )
    fatt = _day(_("Har du fått vården? Vilken dag?"), _("Lämna tomt om du väntar."))
    hinder_fran = _day(_("Från den"))
    hinder_till = _day(_("Till den"), _("Tomt om det gäller än."))
    annan_fran = _day(_("Från den"))
    annan_till = _day(_("Till den"), _("Tomt om det gäller än."))
    nej_tack = _day(_("Dagen du tackade nej"))
    erbjuden = _day(_("Dagen du blev erbjuden"), _("Dagen då du skulle ha fått vården."))
    informerad = _yes_or_no(_("Hade du fått veta att vårdgarantin finns?"))
    angrat = _day(_("Dagen du sa att du ångrat dig"), _("Tomt om du inte har gjort det."))
    overens = _day(_("Dagen ni kom överens"))
    senare_dag = _day(_("Den senare dagen"))
    tidigare = _day(_("Dagen du sa att du vill ha en tidigare tid"), _("Tomt om du inte har gjort det."))
    senare_vard = forms.BooleanField(
        label=_("Vården har bestämt att jag av medicinska skäl bör vänta längre"), required=False
    )
    uteblev = forms.BooleanField(label=_("Jag kom inte, eller bokade om en tid"), required=False)
    region = forms.ChoiceField(
        label=_("Vilken region är du folkbokförd i?"),
        help_text=_("Frivilligt. En region kan ha kortare gränser än lagens."),
        required=False,
        error_messages={"invalid_choice": _("Välj en region i listan, eller ingen.")},
    )
    egen = _yes_or_no(
        _("Söker du vården i din egen region?"),
        _("Svara ja också om din region har skickat dig till en annan."),
    )
    listad = _yes_or_no(
        _("Är du listad på vårdcentralen?"), _("Ja också där ingen kan lista sig, som en ungdomsmottagning.")
    )
    behov = _yes_or_no(
        _("Sa vårdcentralen att du behöver en medicinsk bedömning som inte gick att göra genast?")
    )

    answers: Answers | None = None

    def __init__(self, *arguments: Any, today: date, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.today = today
        regions = sorted(REGIONS, key=lambda one: swedish_key(one.name))
        region = self.fields["region"]
        assert isinstance(region, forms.ChoiceField)
        region.choices = [("", _("Vill inte säga")), *((one.code, one.name) for one in regions)]
        # Of what is not covered no day is asked.
        self.fields["dag"].required = (self.data.get("vard") or "") not in _WITHOUT_DAY

    def clean(self) -> dict[str, Any]:
        """Read the answers, and tell beside its field whatever contradicts another."""
        cleaned = super().clean() or {}
        if "vard" not in cleaned:
            return cleaned
        self.answers = read(cleaned)
        for finding in faults(self.answers, self.today):
            # What could not be read is told already.
            if (name := _FIELDS[finding.column or "care"]) not in self.errors:
                self.add_error(name, _told(finding))
        return cleaned

    @property
    def canonical(self) -> list[tuple[str, str]]:
        """What was answered, as it stands in the address: nothing that was not."""
        found = [(name, self.cleaned_data.get(name)) for name in self.fields]
        return [(name, "ja" if value is True else str(value)) for name, value in found if value]


def read(cleaned: dict[str, Any]) -> Answers:
    """The answers of a form whose fields could all be read."""
    days = {to: cleaned.get(name) for name, to in DAYS.items()}
    truths = {to: _TRUTH.get(cleaned.get(name) or "") for name, to in YES_OR_NO.items()}
    boxes = {to: bool(cleaned.get(name)) for name, to in BOXES.items()}
    return Answers(
        care=Care(cleaned["vard"]), region=cleaned.get("region") or None, **days, **truths, **boxes
    )


def _told(finding: Finding) -> str:
    message, remedy = formats.said(finding.message), formats.said(finding.remedy)
    return f"{message}. {remedy}."
