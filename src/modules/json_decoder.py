"""json.decoder: reading JSON, under the name that scripts import the error from."""

from json import JSONDecodeError, JSONDecoder
