"""Vårdväg: agreements, clocks, statistics and contracts of access to care, from one set of facts."""

__version__ = "0.1.0"

__all__ = ["__version__"]
