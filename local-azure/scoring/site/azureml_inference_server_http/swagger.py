"""Swagger documents of an undecorated entry script."""

import json
import os

VERSIONS = {"2": "2", "2.0": "2", "3": "3", "3.0": "3", "3.1": "3.1"}
_USER_FILES = {"2": ("swagger2.json", "swagger.json"), "3": ("swagger3.json",), "3.1": ("swagger3.1.json",)}
_ERROR = {"type": "object", "properties": {"message": {"type": "string"}}}
_STUB = {"type": "object", "example": {}}


def document(version, app_root):
    """The document of a version: the user's own file, else generated. None: there is no such version."""
    known = VERSIONS.get(version)
    if known is None:
        return None
    for name in _USER_FILES[known]:
        path = os.path.join(app_root, name)
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                return json.load(file)
    return _swagger2() if known == "2" else _openapi("3.0.3" if known == "3" else "3.1.0")


def _info():
    name = os.environ.get("SERVICE_NAME", "ML service")
    return {
        "title": name,
        "description": "API specification for the Azure Machine Learning service %s" % name,
        "version": os.environ.get("SERVICE_VERSION", "1.0"),
    }


def _prefix():
    path = os.environ.get("SERVICE_PATH_PREFIX", "").strip("/")
    return "/" + path if path else ""


def _swagger2():
    answers = {
        "200": {"description": "The service processed the input correctly and provided a result.", "schema": {"$ref": "#/definitions/ServiceOutput"}},
        "default": {"description": "The service failed.", "schema": {"$ref": "#/definitions/ErrorResponse"}},
    }
    payload = {
        "name": "serviceInputPayload",
        "in": "body",
        "description": "The input of the scoring script.",
        "schema": {"$ref": "#/definitions/ServiceInput"},
    }
    version = {"name": "version", "in": "query", "type": "string", "enum": ["2", "3"]}
    bearer = {"type": "apiKey", "name": "Authorization", "in": "header"}
    score = {"operationId": "RunMLService", "security": [{"Bearer": []}], "parameters": [payload], "responses": answers}
    return {
        "swagger": "2.0",
        "info": _info(),
        "schemes": ["https"],
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "securityDefinitions": {"Bearer": bearer},
        "paths": _paths(score, [version], {"type": "string"}, "schema"),
        "definitions": {"ServiceInput": _STUB, "ServiceOutput": _STUB, "ErrorResponse": _ERROR},
    }


def _openapi(version):
    reference = "#/components/schemas/"
    answers = {
        "200": {"description": "The service processed the input correctly and provided a result.", "content": _json(reference + "ServiceOutput")},
        "default": {"description": "The service failed.", "content": _json(reference + "ErrorResponse")},
    }
    body = {"required": True, "content": _json(reference + "ServiceInput")}
    parameter = {"name": "version", "in": "query", "schema": {"type": "string", "enum": ["2", "3", "3.1"]}}
    score = {"operationId": "RunMLService", "security": [{"bearerAuth": []}], "requestBody": body, "responses": answers}
    return {
        "openapi": version,
        "info": _info(),
        "paths": _paths(score, [parameter], {"text/plain": {"schema": {"type": "string"}}}, "content"),
        "components": {
            "schemas": {"ServiceInput": _STUB, "ServiceOutput": _STUB, "ErrorResponse": _ERROR},
            "securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}},
        },
    }


def _paths(score, swagger_parameters, health_value, health_key):
    health = {"200": {"description": "The service is healthy.", health_key: health_value}}
    found = {"200": {"description": "The specification of the service."}}
    return {
        _prefix() + "/": {"get": {"operationId": "ServiceHealthCheck", "responses": health}},
        _prefix() + "/score": {"post": score},
        _prefix() + "/swagger.json": {
            "get": {"operationId": "GetSwaggerSpec", "parameters": swagger_parameters, "responses": found}
        },
    }


def _json(reference):
    return {"application/json": {"schema": {"$ref": reference}}}
