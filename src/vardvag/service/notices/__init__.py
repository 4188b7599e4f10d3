"""The ways that notices leave by: e-mail, through Django, and which of them an installation has.

Here does not belong when a notice is sent, nor to whom (`usecases/send_notices`).
"""
