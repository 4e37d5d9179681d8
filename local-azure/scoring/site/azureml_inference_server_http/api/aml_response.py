"""The answer an entry script can return to choose status and headers."""

import json


class AMLResponse:
    def __init__(self, message, status_code, response_headers=None, json_str=False):
        text = json.dumps(message) if json_str else message
        self.data = text.encode("utf-8") if isinstance(text, str) else bytes(text)
        self.status_code = status_code
        self.headers = {"Content-Type": "application/json" if json_str else "text/html; charset=utf-8"}
        for name, value in (response_headers or {}).items():
            for known in [known for known in self.headers if known.lower() == name.lower()]:
                del self.headers[known]
            self.headers[name] = str(value)
