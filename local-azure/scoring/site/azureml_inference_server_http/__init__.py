"""Plays azureml-inference-server-http with the standard library: one worker, one request at a time."""

VERSION = "1.5.1"
SERVER_NAME = "azmlinfsrv/" + VERSION
