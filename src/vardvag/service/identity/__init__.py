"""Who is asking: log-in by OpenID Connect, claims to an actor, and what each view requires.

Here does not belong who may see which patient: that is the law, and stands in `contracts/access`.
"""
