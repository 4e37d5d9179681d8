"""Command line of the server: azmlinfsrv, or python -m azureml_inference_server_http."""

import argparse
import json
import logging
import os
import signal
import sys
import traceback

from . import SERVER_NAME, VERSION, logs
from .app import App, ConfigurationError
from .server import create_server
from .user_script import ScriptError, UserScript

_BOOT_FAILED = 3  # gunicorn: the worker failed to boot
_TREE_LINES = 200
_logger = logging.getLogger("azmlinfsrv")


def main():
    options = _parse()
    if options.entry_script is None and options.config_file is None:
        print("Either --entry_script or --config_file must be provided.", file=sys.stderr)
        return 1
    _set_environment(options)
    _banner(options)
    logs.set_up()
    signal.signal(signal.SIGTERM, lambda _signal, _frame: os._exit(0))
    app_root = os.environ["AML_APP_ROOT"]
    _read_config_file(app_root)
    app = _boot(app_root)
    if app is None:
        sys.stdout.flush()
        return _BOOT_FAILED
    server = create_server(app, options.port)
    _logger.info("Worker with pid %d ready for serving traffic", os.getpid())
    server.serve_forever()
    return 0


def _parse():
    parser = argparse.ArgumentParser(prog="azmlinfsrv")
    parser.add_argument("--entry_script")
    parser.add_argument("--model_dir")
    parser.add_argument("--port", type=int, default=5001)
    parser.add_argument("--health_port", type=int)
    parser.add_argument("--worker_count", type=int, default=int(os.environ.get("WORKER_COUNT", "1")))
    parser.add_argument("--appinsights_instrumentation_key")
    parser.add_argument("--access_control_allow_origins")
    parser.add_argument("--config_file")
    return parser.parse_args()


def _set_environment(options):
    environment = os.environ
    environment.setdefault("AML_APP_ROOT", os.getcwd())
    environment["SERVER_PORT"] = str(options.port)
    environment["HTTP_X_MS_SERVER_VERSION"] = SERVER_NAME
    given = {
        "AZUREML_ENTRY_SCRIPT": options.entry_script and os.path.abspath(options.entry_script),
        "AZUREML_MODEL_DIR": options.model_dir,
        "AML_CORS_ORIGINS": options.access_control_allow_origins,
        "AZUREML_CONFIG_FILE": options.config_file,
    }
    environment.update({name: value for name, value in given.items() if value})


def _banner(options):
    settings = [
        ("Entry Script Name", os.environ.get("AZUREML_ENTRY_SCRIPT")),
        ("Model Directory", os.environ.get("AZUREML_MODEL_DIR")),
        ("Config File", options.config_file),
        ("Worker Count", options.worker_count),
        ("Worker Timeout (seconds)", os.environ.get("WORKER_TIMEOUT", "300")),
        ("Server Port", options.port),
        ("Health Port", options.health_port or options.port),
        ("Inferencing HTTP server version", SERVER_NAME),
        ("CORS for the specified origins", os.environ.get("AML_CORS_ORIGINS")),
    ]
    lines = ["", "Azure ML Inferencing HTTP server v%s" % VERSION, "", "", "Server Settings", "---------------"]
    lines += ["%s: %s" % setting for setting in settings]
    lines += ["", "", "Server Routes", "---------------"]
    lines += ["Liveness Probe: GET   127.0.0.1:%d/" % options.port, "Score:          POST  127.0.0.1:%d/score" % options.port]
    print("\n".join(lines + [""]), flush=True)


def _read_config_file(app_root):
    """Settings by their environment name. The environment wins."""
    path = os.environ.get("AZUREML_CONFIG_FILE") or os.path.join(app_root, "config.json")
    if not os.path.isfile(path):
        return
    try:
        with open(path, encoding="utf-8") as file:
            settings = json.load(file)
    except ValueError as cause:
        _logger.warning("The configuration file %s is not JSON: %s", path, cause)
        return
    for name, value in settings.items() if isinstance(settings, dict) else []:
        if name.startswith(("AML_", "AZUREML_", "SCORING_", "SERVICE_", "WORKER_")):
            os.environ.setdefault(name, str(value))
        else:
            _logger.warning("Found extra key in the config file: %s", name)


def _boot(app_root):
    """The application, or None after the log has said why it cannot be."""
    try:
        os.chdir(app_root)
        script = UserScript(app_root)
        app = App(script, app_root)
        script.load()
    except ScriptError as cause:
        _logger.error("%s", cause)
        if cause.__cause__ is not None:
            _logger.error("Encountered Exception %s", _trace(cause.__cause__))
        return None
    except ConfigurationError as cause:
        _logger.error("===============Configuration Error=================")
        _logger.error("%s", cause)
        return None
    except (Exception, SystemExit) as cause:
        _logger.error("User's init function failed")
        _logger.error("Encountered Exception %s", _trace(cause))
        _log_models()
        return None
    _logger.info("Swaggers are prepared for the following versions: [2, 3, 3.1].")
    _logger.info("Scoring timeout is set to %s", os.environ.get("SCORING_TIMEOUT_MS", "3600000"))
    return app


def _trace(cause):
    return "".join(traceback.format_exception(type(cause), cause, cause.__traceback__))


def _log_models():
    folder = os.environ.get("AZUREML_MODEL_DIR", "")
    _logger.error("Model Directory Contents:")
    lines = []
    for path, folders, files in os.walk(folder):
        folders.sort()
        depth = os.path.relpath(path, folder).count(os.sep) + (path != folder)
        lines.append("  " * depth + os.path.basename(path) + "/")
        lines += ["  " * (depth + 1) + name for name in sorted(files)]
    for line in lines[:_TREE_LINES]:
        _logger.error("%s", line)


sys.exit(main())
