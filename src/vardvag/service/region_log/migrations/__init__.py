"""The steps that build the region's database, in order. An issued step is never edited."""
