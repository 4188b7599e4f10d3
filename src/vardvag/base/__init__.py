"""What everything stands on: days, moments, kronor, the split, dated values with source, regions, cells.

Depends on nothing else in Vårdväg. Here belongs what has *one* way of being done in the whole system.
Here does not belong anything that knows what a contact, a clock, a measure or an agreement is.
"""
