"""What the API promises and asks for, by name: scopes, the header of a key, and how long a key is remembered.

Here belong words that both the answering and the description use; nothing that needs the service to run.
"""

from __future__ import annotations

from datetime import timedelta

READ, WRITE = "plans.read", "plans.write"
"""What a token must have among its scopes, to read and to change."""

KEY = "Idempotency-Key"
REMEMBERED = timedelta(hours=24)
"""How long what was made under a key is remembered."""
