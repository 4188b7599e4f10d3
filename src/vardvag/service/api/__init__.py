"""The JSON API of the patientkontrakt: every use-case as an address under `/api/v1/`, and nothing else.

Here belong the wire's form of what is sent and answered, who asks, versions, keys and problems. Here does not
belong what a use-case does (`usecases`), who may (`contracts/access`), or FHIR (`service/fhir`).
"""
