"""The same checks over a whole Parquet file: column by column where that decides, by the rules else.

For each rule there is a mask (`masks`): the rows in which the rule *may* find something. Only these are
handed to the rule itself, which alone makes findings, so that nothing is said twice; a mask may point at too
many rows but never at too few, and on generated data the findings are those of the rules on every row. What
must be known of the whole file, who stands twice, is found beforehand by fingerprints (`doubles`), and what
units' months add up to by grouping (`unit_months`). Memory does not grow with the file.

Needs the extra [statistics]. Here does not belong what is right or wrong (the families beside this folder).
"""
