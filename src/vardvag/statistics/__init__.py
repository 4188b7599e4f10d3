"""What we count: measures, exclusion policies, cube, census, completed, rounding and the disclosure gate. What the law says (clocks) and what it is worth (agreements) are not in here."""
