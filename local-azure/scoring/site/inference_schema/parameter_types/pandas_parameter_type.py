"""Tables. Works where this machine's Python has pandas."""

import pandas


class PandasParameterType:
    def __init__(self, sample_input, enforce_column_type=True, enforce_shape=True, apply_column_names=False, orient="records"):
        self.sample_input = sample_input
        self._apply_column_names = apply_column_names

    def deserialize_input(self, value):
        table = pandas.DataFrame(value)
        if self._apply_column_names:
            table.columns = self.sample_input.columns
        return table
