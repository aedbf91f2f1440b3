"""Puts a MIME message on the queue, with an id and a property.

SERVICEBUS_CONNECTION='Endpoint=sb://...' python python_servicebus.py mail.eml payslip-2026-11-0042
"""

import os
import sys
from pathlib import Path

from azure.servicebus import ServiceBusClient, ServiceBusMessage

file, job_id = sys.argv[1:]
message = ServiceBusMessage(
    Path(file).read_bytes(),
    content_type="message/rfc822",
    message_id=job_id,
    application_properties={"producer": "payroll"},
)

with ServiceBusClient.from_connection_string(os.environ["SERVICEBUS_CONNECTION"]) as client:
    with client.get_queue_sender("mail") as sender:
        sender.send_messages(message)
