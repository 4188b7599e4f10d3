"""Pages for a patient and for those who care for her. No amount of money is shown here, and none is reached.

Here does not belong who may read what: each view asks a use-case, which decides by law and logs.
"""
