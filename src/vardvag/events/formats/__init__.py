"""One reader and writer per format. A new format is a new module here."""
