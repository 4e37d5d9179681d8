"""The names that v1 entry scripts import."""
