"""The national service contracts (RIV-TA) a patientkontrakt is put together from, as messages that are read
and written: pure functions, no network, so that who asks and who answers use the same ones.

One module for each contract, with the shape of its question and its answer; `from_sources` makes the parts of
a plan of answers, `to_answers` makes answers of a plan. Here does not belong sending or collecting
(`usecases/collect_sources`, `service/rivta`), nor who may see what (`access`).
"""
