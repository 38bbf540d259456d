"""The store: everything that touches SQLite."""
