"""FHIR R4 (4.0.1) over the patientkontrakt: resources made of a plan, kept in versions, read and written.

Here belong the mapping (pure, without Django), the check of what comes in, search, and the views under
`/fhir/`. The plan is the truth: a resource is made of it, and a write is a change of it. Here does not
belong who may see what (`contracts/access`), nor how versions are kept (`service/store`).
"""
