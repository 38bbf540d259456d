"""The shared library that ships: record files, one a subject, read together as one set."""
