"""For every message (one in base64 a line) prints the From mailboxes that Python's two email parsers find, as one JSON object a line."""

import base64
import email
import json
import sys
from email import policy
from email.utils import getaddresses


def modern(mime):
    message = email.message_from_bytes(mime, policy=policy.default)
    return [address.addr_spec for header in message.get_all("From", []) for address in header.addresses]


def legacy(mime):
    message = email.message_from_bytes(mime)
    return [address for _name, address in getaddresses([str(value) for value in message.get_all("From", [])])]


def reading(parse, mime):
    try:
        # The legacy one also finds bare words, such as those before a fold inside quotes.
        return [address for address in parse(mime) if "@" in address]
    except Exception:  # the modern one fails on odd names, such as a dot in front: it names nobody
        return []


for line in sys.stdin:
    message_bytes = base64.b64decode(line)
    print(json.dumps({"modern": reading(modern, message_bytes), "legacy": reading(legacy, message_bytes)}))
