"""Lets a really installed azureml package add its own parts."""

from pkgutil import extend_path

__path__ = extend_path(__path__, __name__)
