"""RIV-TA on the wire: questions sent over HTTPS with a client certificate, and made-up services to try it on.

Here do not belong what a message says (`contracts/rivta`) nor when it is sent (`usecases/collect_sources`).
"""
