"""Loads the entry script and calls its init() and run()."""

import importlib.util
import inspect
import json
import logging
import os
import sys

from .api.aml_response import AMLResponse

_logger = logging.getLogger("azmlinfsrv.user_script")


class ScriptError(Exception):
    """The entry script cannot be used. The text is for the log."""


class BadRequest(Exception):
    """The request cannot be given to run()."""

    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


class UserScript:
    def __init__(self, app_root):
        self._app_root = app_root
        self._run = None
        self.is_raw = False
        self._parameters = []
        self._wants_headers = False

    def load(self):
        """Imports the script, checks its functions and calls init()."""
        module = self._import()
        for name in ("init", "run"):
            if not callable(getattr(module, name, None)):
                raise ScriptError("User script at %s does not have a %s() function defined." % (module.__file__, name))
        driver = getattr(module, "driver_module", None)
        self._use(driver.run if callable(getattr(driver, "run", None)) else module.run)
        _logger.info("Invoking user's init function")
        module.init()
        _logger.info("Users's init has completed successfully")

    def _import(self):
        source = os.path.join(self._app_root, os.environ.get("AZUREML_SOURCE_DIRECTORY", ""))
        sys.path.extend([self._app_root, source])
        name = os.environ.get("AZUREML_ENTRY_SCRIPT")
        path = os.path.join(self._app_root, name or "main.py")
        if not os.path.isfile(path):
            contents = sorted(os.listdir(self._app_root))
            raise ScriptError(
                "No score script found. Expected score script %s.\nCurrent contents of AML_APP_ROOT: %s"
                % (name or "main.py", contents)
            )
        _logger.info("Found user script at %s", path)
        spec = importlib.util.spec_from_file_location("entry_module", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["entry_module"] = module
        try:
            spec.loader.exec_module(module)
        except (Exception, SystemExit) as cause:
            raise ScriptError("Failed to import user script because it raised an unhandled exception") from cause
        return module

    def _use(self, run):
        self._run = run
        self.is_raw = getattr(run, "_is_rawhttp", False)
        schema = getattr(run, "_input_schema", None)
        if self.is_raw and schema is not None:
            raise ScriptError("run() cannot be decorated with both @rawhttp and @input_schema")
        parameters = list(inspect.signature(run).parameters.values())
        refused = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
        if any(parameter.kind in refused for parameter in parameters):
            raise ScriptError("run() cannot accept positional-only arguments, *args, or **kwargs.")
        if not parameters:
            raise ScriptError("run() needs to accept an argument for input data.")
        self._parameters = [parameter for parameter in parameters if parameter.name != "request_headers"]
        self._wants_headers = len(self._parameters) < len(parameters)
        if not self._parameters:
            raise ScriptError('run() needs to accept an argument other than "request_headers".')
        _logger.info("run() is %s", _invocation(self.is_raw, schema))
        self._schema = schema

    def arguments(self, request):
        """The keyword arguments of run(). Raises BadRequest."""
        if self.is_raw:
            arguments = {self._parameters[0].name: request}
        elif self._schema:
            arguments = self._by_name(request)
        else:
            arguments = {self._parameters[0].name: _text(request)}
        if self._wants_headers:
            arguments["request_headers"] = dict(request.headers)
        return arguments

    def _by_name(self, request):
        values = _query_values(request) if request.method == "GET" else _json_object(request)
        known = {}
        for parameter in self._parameters:
            if parameter.name in values:
                known[parameter.name] = values[parameter.name]
            elif parameter.default is inspect.Parameter.empty:
                raise BadRequest(400, "A value is not provided for the '%s' parameter." % parameter.name)
        return known

    def run(self, arguments):
        return self._run(**arguments)


def _invocation(is_raw, schema):
    if is_raw:
        return "decorated with @rawhttp. Server will invoke it with the request."
    if schema:
        return "decorated with @input_schema. Server will invoke it with the following arguments: %s." % ", ".join(schema)
    return "not decorated. Server will invoke it with the input in JSON string."


def _text(request):
    if request.method == "GET":
        return json.dumps(_query_values(request))
    try:
        return request.data.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise BadRequest(400, "Input cannot be decoded as UTF-8: %s" % cause) from cause


def _query_values(request):
    values = {}
    for name in request.args:
        parsed = [_json_or_text(value) for value in request.args.getlist(name)]
        values[name] = parsed[0] if len(parsed) == 1 else parsed
    return values


def _json_or_text(value):
    try:
        return json.loads(value)
    except ValueError:
        return value


def _json_object(request):
    if not request.is_json:
        raise BadRequest(415, "Expects Content-Type to be application/json")
    if not request.data:
        raise BadRequest(400, "POST body is empty. Expecting a JSON dictionary.")
    try:
        value = json.loads(request.data)
    except ValueError as cause:
        raise BadRequest(400, "POST body could not be decoded as JSON: %s" % cause) from cause
    if not isinstance(value, dict):
        raise BadRequest(400, "POST body should be a JSON dictionary.")
    return value


def is_response(result):
    """True for AMLResponse, and for anything that looks like a Flask response."""
    return isinstance(result, AMLResponse) or all(hasattr(result, name) for name in ("data", "status_code", "headers"))
