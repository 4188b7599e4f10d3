"""Log in, come back from the issuer, log out."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from vardvag.contracts.access.actor import Role
from vardvag.service.identity import provider
from vardvag.service.identity.claims import NoAccess, actor_from_claims
from vardvag.service.identity.guards import public_page
from vardvag.service.identity.session import log_in, log_out

_LOG = logging.getLogger("vardvag.identity")
_BACK = "back"


@public_page
@require_safe
def log_in_page(request: HttpRequest) -> HttpResponseBase:
    """Send the browser to the issuer. `?till=` is the page to come back to, and only one of our own."""
    back = request.GET.get("till", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/"):
        back = ""
    return begin_log_in(request, back)


def begin_log_in(request: HttpRequest, back: str, only: Role | None = None) -> HttpResponseBase:
    """Send the browser to the issuer, to come back to *back*, a page of our own. With *only*, nobody in
    another role is logged in by it."""
    language = translation.get_language() or "sv"
    request.session[_BACK] = {"to": back, "language": language, "only": only.value if only else None}
    try:
        return provider.redirect_to_issuer(request, settings.VARDVAG.address + reverse("log-in-done"))
    except provider.LogInFailed as problem:
        return _failed(request, problem.reason, 503)


@public_page
@require_safe
def log_in_done(request: HttpRequest) -> HttpResponseBase:
    """The issuer sends the browser here. Only verified claims of a known role begin a session."""
    kept = request.session.get(_BACK)
    back = kept if isinstance(kept, dict) else {}
    with translation.override("en" if back.get("language") == "en" else "sv"):
        try:
            actor = actor_from_claims(provider.verified_claims(request))
        except provider.LogInFailed as problem:
            return _failed(request, problem.reason, 400)
        except NoAccess as problem:
            return _failed(request, problem.reason, 403)
        if back.get("only") not in (None, actor.role.value):
            return _failed(request, "another role than the way in is for", 403)
        log_in(request, actor)
        _LOG.info("logged in", extra={"role": actor.role.value})
        return HttpResponseRedirect(back.get("to") or reverse("own-start"))


@public_page
@require_POST
def log_out_done(request: HttpRequest) -> HttpResponseBase:
    """End the session here, and at the issuer where that is a real one."""
    log_out(request)
    start = reverse("start")
    if settings.VARDVAG.demo:
        return HttpResponseRedirect(start)
    address = provider.log_out_address(settings.VARDVAG.client_id, settings.VARDVAG.address + start)
    return HttpResponseRedirect(address or start)


def _failed(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    """Nobody is logged in by it; the page says so, and the log says why without naming anybody.

    Any page can link to this address, so somebody who is logged in already stays so: only what the log-in
    itself kept is dropped.
    """
    _LOG.warning("log-in refused: " + reason)
    request.session.pop(_BACK, None)
    provider.forget_log_in(request)
    if not request.session.keys():
        request.session.flush()
    return render(request, "pages/log_in_failed.html", {"denied": status == 403}, status=status)


urlpatterns = [
    path("logga-in/", log_in_page, name="log-in"),
    path("logga-ut/", log_out_done, name="log-out"),
]
"""Under the language's prefix."""

callback_patterns = [path("inloggning/klar/", log_in_done, name="log-in-done")]
"""Outside it: the issuer knows one address."""
