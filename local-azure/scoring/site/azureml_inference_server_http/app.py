"""Routes, answers and headers of the server."""

import json
import logging
import os
import signal
import time
import traceback
import uuid
from urllib.parse import parse_qs, unquote

from . import swagger
from .api.aml_request import AMLRequest
from .user_script import BadRequest, is_response

_logger = logging.getLogger("azmlinfsrv")
_NOT_FOUND = (
    "The requested URL was not found on the server. If you entered the URL manually "
    "please check your spelling and try again."
)
_METHODS = {
    "/": ("GET", "HEAD", "OPTIONS"),
    "/score": ("GET", "HEAD", "POST", "OPTIONS"),
    "/swagger.json": ("GET", "HEAD", "OPTIONS"),
}
_LONGEST_ID = 100


class ConfigurationError(Exception):
    """An environment variable has a value that cannot be used."""


class ScoringTimeout(BaseException):
    """Not an Exception, so that no handler of the entry script takes it."""


class Answer:
    def __init__(self, status, body=b"", content_type="application/json", failed=False):
        self.status = status
        self.body = body
        self.headers = [("Content-Type", content_type)]
        if failed is not None:
            self.headers.append(("x-ms-run-function-failed", "True" if failed else "False"))


def _message(status, text, failed=False):
    return Answer(status, json.dumps({"message": text}).encode("utf-8"), failed=failed)


class App:
    def __init__(self, script, app_root):
        self._script = script
        self._app_root = app_root
        self._timeout_ms = _positive("SCORING_TIMEOUT_MS", "3600000")
        self._origins = [origin.strip() for origin in os.environ.get("AML_CORS_ORIGINS", "").split(",") if origin.strip()]
        signal.signal(signal.SIGALRM, _raise_timeout)

    def handle(self, method, target, headers, body):
        """Answers one request. headers are (name, value) pairs."""
        raw_path, _, query = target.partition("?")
        request = AMLRequest(method, unquote(raw_path), query, headers, body)
        methods = _METHODS.get(request.path)
        if methods is None:
            return _message(404, _NOT_FOUND)
        if method not in methods:
            return _message(405, "The method is not allowed for the requested URL.")
        ids, fault = _ids(request)
        answer = _message(431, fault) if fault else self._route(request)
        answer.headers += ids + self._common(request)
        return answer

    def _route(self, request):
        if request.path == "/":
            return Answer(200, b"Healthy", "text/html; charset=utf-8", failed=None)
        if request.path == "/swagger.json":
            return self._swagger(request)
        if request.method == "HEAD":
            return _message(405, "Method not allowed")
        if request.method == "OPTIONS" and not self._script.is_raw:
            return Answer(200, b"", "text/html; charset=utf-8")
        return self._score(request)

    def _swagger(self, request):
        version = parse_qs(request.query_string.decode("utf-8")).get("version", ["2"])[0]
        document = swagger.document(version, self._app_root)
        if document is None:
            return _message(404, "Swagger version [%s] is not valid. Supported versions: [2, 3, 3.1]." % version)
        return Answer(200, json.dumps(document).encode("utf-8"))

    def _score(self, request):
        try:
            arguments = self._script.arguments(request)
        except BadRequest as cause:
            return _message(cause.status, str(cause))
        started = time.perf_counter()
        try:
            signal.setitimer(signal.ITIMER_REAL, self._timeout_ms / 1000)
            result = self._script.run(arguments)
        except ScoringTimeout:
            _logger.error("Scoring timeout after %d ms", self._timeout_ms)
            return _message(500, "Scoring timeout after %d ms" % self._timeout_ms, failed=True)
        except (Exception, SystemExit):
            _logger.error("Encountered Exception: %s", traceback.format_exc())
            text = "An unexpected error occurred in scoring script. Check the logs for more info."
            return _message(500, text, failed=True)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        answer = _answer_of(result)
        if answer.status < 500:
            answer.headers.append(("x-ms-run-fn-exec-ms", "%.3f" % ((time.perf_counter() - started) * 1000)))
        return answer

    def _common(self, request):
        headers = []
        if os.environ.get("SERVER_VERSION_LOG_RESPONSE_ENABLED", "true").lower() != "false":
            headers.append(("x-ms-server-version", os.environ.get("HTTP_X_MS_SERVER_VERSION", "")))
        return headers + self._cors(request)

    def _cors(self, request):
        origin = request.headers.get("Origin")
        if not self._origins:
            return []
        if origin is None:
            return [("Access-Control-Allow-Origin", "*")] if "*" in self._origins else []
        if "*" not in self._origins and origin not in self._origins:
            return []
        headers = [("Access-Control-Allow-Origin", origin), ("Vary", "Origin")]
        if request.method == "OPTIONS":
            headers.append(("Access-Control-Allow-Methods", "GET, POST"))
        return headers


def _positive(name, default):
    text = os.environ.get(name, default)
    if not text.isdigit() or int(text) == 0:
        raise ConfigurationError("%s: the value '%s' is not a positive integer" % (name, text))
    return int(text)


def _raise_timeout(_signal, _frame):
    raise ScoringTimeout()


def _ids(request):
    """The id headers of the answer, or why the caller's are refused."""
    request_id = request.headers.get("x-request-id")
    ms_id = request.headers.get("x-ms-request-id")
    client_id = request.headers.get("x-ms-client-request-id")
    trace = request.headers.get("TraceId")
    if request_id and len(request_id) > _LONGEST_ID:
        return [], "x-request-id must not exceed 100 characters"
    if any(value and len(value) > _LONGEST_ID for value in (ms_id, client_id)):
        return [], "x-ms-request-id and x-ms-client-request-id must not exceed 100 characters"
    request_id = request_id or str(uuid.uuid4())
    ids = [("x-request-id", request_id), ("x-ms-request-id", ms_id or client_id or request_id)]
    if client_id or ms_id:
        ids.append(("x-ms-client-request-id", client_id or ms_id))
    if trace:
        ids.append(("TraceId", trace))
    return ids, None


def _answer_of(result):
    if is_response(result):
        answer = Answer(result.status_code, result.data, failed=result.status_code >= 500)
        answer.headers = [header for header in answer.headers if header[0] != "Content-Type"]
        for name, value in result.headers.items():
            answer.headers += [(name, part.strip()) for part in str(value).split(",")]
        return answer
    try:
        text = json.dumps({} if result is None else result)
    except (TypeError, ValueError):
        _logger.error("Encountered Exception: %s", traceback.format_exc())
        return _message(500, "An unexpected internal error occurred. Check the logs for more info.")
    return Answer(200, text.encode("utf-8"))
