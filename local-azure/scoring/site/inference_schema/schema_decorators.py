"""Decorators of run(): its parameters come by name from a JSON object."""

import functools


def input_schema(param_name, param_type, convert_to_provided_type=True, optional=False):
    """Names one parameter of run() and the type that its JSON value is turned into."""

    def decorate(run):
        @functools.wraps(run)
        def wrapper(*args, **kwargs):
            if convert_to_provided_type and kwargs.get(param_name) is not None:
                kwargs[param_name] = param_type.deserialize_input(kwargs[param_name])
            return run(*args, **kwargs)

        wrapper._input_schema = [param_name] + getattr(run, "_input_schema", [])
        return wrapper

    return decorate


def output_schema(output_type):
    """Describes the result. The local Azure generates no swagger of it."""
    return lambda run: run
