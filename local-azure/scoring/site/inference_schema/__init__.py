"""Plays the part of inference-schema that entry scripts use: it comes with the scoring server."""
