"""The care database: people, plans with their history, pathways, events and the log, by Django's models.

Here belong models, migrations, the one class that fulfils `contracts.store.PlanStore`, and the file of keys
beside the database (`person_keys`). Here does not belong deciding who may see what (`contracts/access`), nor
any money or statistics. Importing this package imports no model: Django loads those when the profile `care`
is installed.
"""
