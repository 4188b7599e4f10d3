"""The public pages of waiting times: from open tables and definitions alone. No figure is made here."""
