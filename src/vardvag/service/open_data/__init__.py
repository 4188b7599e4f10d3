"""The open tables for whoever asks by program: as PxWeb and Kolada answer, as files, and as a catalogue.

Here belong the forms that a table is sent in, the addresses and what is told when one is asked wrongly. Here
does not belong what a table holds (`statistics/open_table`), which there are (`usecases/open_tables`), nor
hiding: everything in an open table may be seen by anybody.
"""
