"""The region's own database: the log of who read which of its contacts, or tried to.

Here belong the two tables of that log and the class that appends to it. Here do not belong the contacts
themselves (`warehouse`), what a row says (`contracts/log`), nor anything with a name of a patient.
"""
