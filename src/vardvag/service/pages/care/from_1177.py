"""The way in from 1177 (uthopp): a link that starts the log-in and leads to the patient's own plan.

Nothing that the link carries is believed or kept: who she is comes from the issuer alone, every time. A link
can be put on any page, so it opens no session for staff, and whoever is logged in already stays so until she
has logged in anew. Here does not belong the log-in itself (`identity`), nor what she sees (`patient`).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from vardvag.contracts.access.actor import Role
from vardvag.service.identity.guards import public_page
from vardvag.service.identity.views import begin_log_in


@public_page
@require_safe
def way_in(request: HttpRequest) -> HttpResponseBase:
    """Log in as a patient, and come to her own plan. 403 for anybody else the issuer vouches for."""
    return begin_log_in(request, reverse("patient-start"), only=Role.PATIENT)
