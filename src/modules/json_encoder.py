"""json.encoder: writing JSON."""

from json import JSONEncoder
