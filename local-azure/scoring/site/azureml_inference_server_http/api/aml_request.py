"""The request that a @rawhttp entry script gets. It has the parts of Flask's request that scripts use."""

import json
from urllib.parse import parse_qs


class Headers(dict):
    """Headers by their usual spelling (Content-Type); look-ups ignore case."""

    def __init__(self, pairs):
        super().__init__(("-".join(part.capitalize() for part in name.split("-")), value) for name, value in pairs)

    def _spelling(self, name):
        return "-".join(part.capitalize() for part in name.split("-"))

    def __getitem__(self, name):
        return super().__getitem__(self._spelling(name))

    def __contains__(self, name):
        return super().__contains__(self._spelling(name))

    def get(self, name, default=None):
        return super().get(self._spelling(name), default)


class Arguments(dict):
    """Query parameters: the first value by name, all of them with getlist."""

    def __init__(self, query):
        self._lists = parse_qs(query, keep_blank_values=True)
        super().__init__((name, values[0]) for name, values in self._lists.items())

    def getlist(self, name):
        return self._lists.get(name, [])


class AMLRequest:
    def __init__(self, method, path, query, headers, body):
        self.method = method
        self.path = path
        self.query_string = query.encode("utf-8")
        self.full_path = path + "?" + query
        self.headers = Headers(headers)
        self.args = Arguments(query)
        self.host = self.headers.get("Host", "localhost")
        self.base_url = "http://" + self.host + path
        self.url = self.base_url + ("?" + query if query else "")
        self.content_type = self.headers.get("Content-Type")
        self.mimetype = (self.content_type or "").split(";")[0].strip().lower()
        self.content_length = len(body)
        self.data = body

    def get_data(self, cache=True, as_text=False, parse_form_data=False):
        return self.data.decode("utf-8") if as_text else self.data

    @property
    def is_json(self):
        return self.mimetype == "application/json" or (
            self.mimetype.startswith("application/") and self.mimetype.endswith("+json")
        )

    def get_json(self, force=False, silent=False, cache=True):
        if not (force or self.is_json):
            if silent:
                return None
            raise ValueError("Did not attempt to load JSON data because the request Content-Type was not 'application/json'.")
        try:
            return json.loads(self.data)
        except ValueError:
            if silent:
                return None
            raise

    @property
    def json(self):
        return self.get_json()


def rawhttp(run):
    """Marks a run() that takes the request itself, for GET, POST and OPTIONS."""
    run._is_rawhttp = True
    return run
