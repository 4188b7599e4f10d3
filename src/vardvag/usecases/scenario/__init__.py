"""What a "what if" may change, and what it may not. Here does not belong settling or showing it."""
