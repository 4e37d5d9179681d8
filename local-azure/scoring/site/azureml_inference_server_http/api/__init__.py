"""What entry scripts import from the server."""
