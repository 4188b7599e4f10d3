"""What happened: care events and reported contacts, how they are read and checked, and a synthetic country.

Here belong facts as they were sent, and what is wrong with them. Here does not belong what the law makes
of them (`clocks`), what has been received when (`warehouse`) or what is counted (`statistics`).
"""
