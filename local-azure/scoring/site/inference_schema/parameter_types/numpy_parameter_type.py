"""Arrays. Works where this machine's Python has numpy."""

import numpy


class NumpyParameterType:
    def __init__(self, sample_input, enforce_column_type=True, enforce_shape=True):
        self.sample_input = sample_input
        self._enforce_shape = enforce_shape

    def deserialize_input(self, value):
        array = numpy.array(value, dtype=self.sample_input.dtype)
        if self._enforce_shape and array.shape[1:] != self.sample_input.shape[1:]:
            raise ValueError("The shape of the input %s does not fit that of the sample %s" % (array.shape, self.sample_input.shape))
        return array
