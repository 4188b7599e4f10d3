"""What we count: measures, exclusion policies, cube, census, completed, rounding and the disclosure gate.

What the law says (`clocks`) and what a figure is worth (`agreements`) are not in here.
"""
