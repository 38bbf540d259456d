"""OnRecord: what is on record about a disputed claim, from a terminal or from Discord."""
