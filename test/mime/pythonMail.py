"""Prints messages as Python's email package writes them: one JSON object a line, {"what": ..., "mime": base64}."""

import base64
import json
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formataddr, make_msgid

SENDERS = [
    Address("", "from", "example.com"),
    Address("Shop", "from", "example.com"),
    Address("Jürgen Müller", "from", "example.com"),
    Address('Doe, "Jo" John: [x];', "from", "example.com"),
    Address("日本株式会社 " * 12, "from", "example.com"),
    Address("Shop of many words " * 12, "from", "example.com"),
]
PEOPLE = [Address(f"Müller, Jürgen {n}", f"person.{n}", "example.net") for n in range(200)]


def show(what, mime):
    print(json.dumps({"what": what, "mime": base64.b64encode(mime).decode()}))


def modern(sender):
    message = EmailMessage()
    message["Subject"] = "Grüße " * 30
    message["From"] = sender
    message["To"] = PEOPLE[:100]
    message["Cc"] = PEOPLE[100:]
    message["Message-ID"] = make_msgid(domain="example.com")
    message.set_content("Grüße\n\nLine two\n")
    message.add_alternative("<p>Grüße</p>", subtype="html")
    message.add_attachment(b"\x00\r\n" * 3000, maintype="application", subtype="pdf", filename="Rechnung für Müller.pdf")
    return message


for index, sender in enumerate(SENDERS):
    message = modern(sender)
    show(f"EmailMessage, From {index}, LF", message.as_bytes())
    show(f"EmailMessage, From {index}, policy SMTP", message.as_bytes(policy=policy.SMTP))

    legacy = MIMEMultipart()
    legacy["Subject"] = Header("Grüße " * 30, "utf-8")
    legacy["From"] = formataddr((sender.display_name, sender.addr_spec))
    legacy["To"] = ", ".join(formataddr((person.display_name, person.addr_spec)) for person in PEOPLE)
    legacy["Message-ID"] = make_msgid(domain="example.com")
    legacy.attach(MIMEText("Grüße\n", "plain", "utf-8"))
    legacy.attach(MIMEApplication(b"\x00\n" * 3000))
    show(f"MIMEMultipart, From {index}, LF", legacy.as_bytes())
    show(f"MIMEMultipart, From {index}, CRLF", legacy.as_bytes(policy=policy.compat32.clone(linesep="\r\n")))
