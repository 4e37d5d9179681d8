"""Log lines in the server's format, on standard output. print() of the entry script becomes log lines too."""

import logging
import os
import sys
import time


class _Formatter(logging.Formatter):
    converter = time.gmtime

    def format(self, record):
        stamp = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(record.created)) + ",%03d" % record.msecs
        text = record.getMessage()
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        return "%s %s [%d] %s - %s" % (stamp, record.levelname[0], os.getpid(), record.name, text)


class _PrintToLog:
    """Standard output of the entry script, line by line."""

    encoding = "utf-8"

    def __init__(self):
        self._rest = ""
        self._logger = logging.getLogger("azmlinfsrv.print")

    def write(self, text):
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            self._logger.info("%s", line)
        return len(text)

    def flush(self):
        if self._rest:
            self.write("\n")

    def isatty(self):
        return False


def set_up():
    """Sends all loggers to the real standard output and redirects print()."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_Formatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(os.environ.get("AZUREML_LOG_LEVEL", "INFO").upper())
    sys.stdout = _PrintToLog()
