"""The shape of FHIR R4's own types, and the check of a resource against it.

`definitions.json` is made of HL7's base definitions by `tools/fhir_tables.py`. Here does not belong what
our own profiles ask for beyond them.
"""
