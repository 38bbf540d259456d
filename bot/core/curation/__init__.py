"""Curation: the moderators' use cases, from a command to a revision that can be undone."""
