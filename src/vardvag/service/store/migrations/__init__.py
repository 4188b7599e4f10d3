"""The steps that build the care database, in order. An issued step is never edited."""
