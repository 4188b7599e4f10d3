"""Agreements for everybody: the catalogue, each agreement, what it paid to whom, and why. No log-in."""
