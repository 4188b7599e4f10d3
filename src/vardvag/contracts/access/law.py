"""How the acts are cited in decisions. Here does not belong any rule.

Both acts were read in the text of the State's legal database as published in github.com/se-lex/sfs:
patientdatalagen as of 29 April 2024, lag (2022:913) as of 26 May 2025.
"""

from __future__ import annotations

PDL = "patientdatalagen (2008:355)"
SVOD = "lag (2022:913) om sammanhållen vård- och omsorgsdokumentation"
LOGGING = "HSLF-FS 2016:40 4 kap. 9 §"

NO_ONE_UNAUTHORISED = f"{PDL} 1 kap. 2 § tredje stycket"
"""Documented personal data are kept so that nobody unauthorised reaches them: the ground of every denial
that no other paragraph gives."""
