"""Plain JSON values."""

import datetime


class StandardPythonParameterType:
    def __init__(self, sample_input):
        self.sample_input = sample_input

    def deserialize_input(self, value):
        if isinstance(self.sample_input, datetime.datetime) and isinstance(value, str):
            return datetime.datetime.fromisoformat(value)
        return value
