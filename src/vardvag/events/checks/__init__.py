"""Findings about contacts: schema, codes, dates, identity. A rule is a definition, not a branch."""
