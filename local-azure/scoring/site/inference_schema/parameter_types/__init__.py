"""Types of parameters, by the names that entry scripts import."""
