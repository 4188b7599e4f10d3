"""Backup and restore of one part's database: an encrypted file of rows, the same from every kind of database.

Here belong the file's form and encryption, what of a database goes into it, and putting it back. Here do not
belong what a table means (`store`, `region_log`), nor files of contacts (`warehouse`): they are immutable and
are copied as files.
"""
