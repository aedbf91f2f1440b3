"""Drives the emulator with Python's own azure-servicebus client.

The connection string comes in the environment variable SERVICE_BUS; each test has a queue of its
own name (see pythonClient.test.ts).
"""

import concurrent.futures
import datetime
import os
import unittest
import uuid

from azure.servicebus import (
    ServiceBusClient,
    ServiceBusMessage,
    ServiceBusReceiveMode,
    ServiceBusSubQueue,
)
from azure.servicebus.exceptions import (
    MessageLockLostError,
    MessageNotFoundError,
    MessageSizeExceededError,
    ServiceBusError,
)


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def body_of(message):
    return b"".join(message.body)


class PythonClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.client = ServiceBusClient.from_connection_string(os.environ["SERVICE_BUS"], retry_total=0)
        cls.opened = []

    @classmethod
    def tearDownClass(cls):
        # Each close waits a second for a thread of the client's own, so all are closed at once.
        with concurrent.futures.ThreadPoolExecutor(len(cls.opened)) as pool:
            list(pool.map(lambda link: link.close(), cls.opened))
        cls.client.close()

    def links(self, queue, **options):
        sender = self.client.get_queue_sender(queue)
        receiver = self.client.get_queue_receiver(queue, max_wait_time=10, **options)
        self.opened += [sender, receiver]
        return sender, receiver

    def dead_letters(self, queue):
        receiver = self.client.get_queue_receiver(
            queue, sub_queue=ServiceBusSubQueue.DEAD_LETTER, max_wait_time=10
        )
        self.opened.append(receiver)
        return receiver

    def receive(self, receiver, count=1):
        messages = []
        while len(messages) < count:
            some = receiver.receive_messages(count - len(messages))
            self.assertTrue(some, f"only {len(messages)} of {count} messages came")
            messages += some
        return messages

    def test_bodies_of_bytes_and_of_text(self):
        sender, receiver = self.links("bodies")
        every_byte = bytes(range(256))
        large = bytes(index * 7919 % 251 for index in range(256_000))
        for body in (every_byte, "Grüße", large):
            sender.send_messages(ServiceBusMessage(body))
        messages = self.receive(receiver, 3)
        self.assertEqual([body_of(m) for m in messages], [every_byte, "Grüße".encode(), large])
        for message in messages:
            receiver.complete_message(message)
        self.assertEqual(receiver.peek_messages(), [])

    def test_properties_and_envelope(self):
        sender, receiver = self.links("properties")
        properties = {
            "text": "Grüße",
            "whole": 1,
            "negative": -3,
            "fraction": 1.5,
            "yes": True,
            "uuid": uuid.UUID("12345678-1234-5678-1234-567812345678"),
        }
        sender.send_messages(
            ServiceBusMessage(
                b"x",
                application_properties=properties,
                message_id="order-12345",
                correlation_id="correlation",
                subject="subject",
                reply_to="replies",
                content_type="message/rfc822",
                time_to_live=datetime.timedelta(hours=1),
            )
        )
        (message,) = self.receive(receiver)
        received = {key.decode(): value for key, value in message.application_properties.items()}
        expected = {k: v.encode() if isinstance(v, str) else v for k, v in properties.items()}
        self.assertEqual(received, expected)
        self.assertEqual({k: type(v) for k, v in received.items()}, {k: type(v) for k, v in expected.items()})
        self.assertEqual(
            (message.message_id, message.correlation_id, message.subject, message.reply_to),
            ("order-12345", "correlation", "subject", "replies"),
        )
        self.assertEqual(message.content_type, "message/rfc822")
        self.assertEqual(message.time_to_live, datetime.timedelta(hours=1))
        self.assertEqual((message.sequence_number, message.delivery_count), (1, 0))
        self.assertGreater(message.locked_until_utc, now())
        receiver.complete_message(message)

    def test_lists_batches_and_prefetch(self):
        sender, receiver = self.links("batches", prefetch_count=50)
        batch = sender.create_message_batch()
        for number in range(100):
            batch.add_message(ServiceBusMessage(str(number)))
        sender.send_messages(batch)
        sender.send_messages([ServiceBusMessage("a"), ServiceBusMessage("b")])
        messages = self.receive(receiver, 102)
        for message in messages:
            receiver.complete_message(message)
        self.assertEqual([str(m) for m in messages], [str(n) for n in range(100)] + ["a", "b"])

    def test_abandon_until_dead_lettered(self):
        sender, receiver = self.links("abandon")
        sender.send_messages(ServiceBusMessage("x"))
        for delivery in range(10):
            (message,) = self.receive(receiver)
            self.assertEqual(message.delivery_count, delivery)
            receiver.abandon_message(message)
        dead = self.dead_letters("abandon")
        (message,) = self.receive(dead)
        self.assertEqual(message.dead_letter_reason, "MaxDeliveryCountExceeded")
        dead.complete_message(message)

    def test_dead_letter_with_reason(self):
        sender, receiver = self.links("deadletter")
        sender.send_messages(ServiceBusMessage("x"))
        (message,) = self.receive(receiver)
        receiver.dead_letter_message(message, reason="why", error_description="because")
        dead = self.dead_letters("deadletter")
        (message,) = self.receive(dead)
        self.assertEqual(
            (message.dead_letter_reason, message.dead_letter_error_description, message.dead_letter_source),
            ("why", "because", "deadletter"),
        )
        dead.complete_message(message)

    def test_defer_and_receive_by_number(self):
        sender, receiver = self.links("defer")
        sender.send_messages([ServiceBusMessage("a"), ServiceBusMessage("b")])
        numbers = []
        for message in self.receive(receiver, 2):
            receiver.defer_message(message)
            numbers.append(message.sequence_number)
        a, b = receiver.receive_deferred_messages(numbers)
        self.assertEqual([str(a), str(b)], ["a", "b"])
        receiver.complete_message(a)
        receiver.abandon_message(b)
        (b,) = receiver.receive_deferred_messages(numbers[1])
        receiver.complete_message(b)
        with self.assertRaises(MessageNotFoundError):
            receiver.receive_deferred_messages(numbers[1])

    def test_renew_and_lose_a_lock(self):
        sender, receiver = self.links("short")
        sender.send_messages(ServiceBusMessage("x"))
        (message,) = self.receive(receiver)
        until = message.locked_until_utc
        self.assertGreater(receiver.renew_message_lock(message), until)
        # The next one to take it can do so only when its lock is over.
        (again,) = self.receive(receiver)
        self.assertEqual(again.delivery_count, 1)
        with self.assertRaises(MessageLockLostError):
            receiver.complete_message(message)
        receiver.complete_message(again)

    def test_schedule_and_cancel(self):
        sender, receiver = self.links("schedule")
        due = now() + datetime.timedelta(seconds=5)
        kept, cancelled = sender.schedule_messages([ServiceBusMessage("kept"), ServiceBusMessage("cancelled")], due)
        self.assertEqual([str(m) for m in receiver.peek_messages(5)], ["kept", "cancelled"])
        sender.cancel_scheduled_messages(cancelled)
        (message,) = self.receive(receiver)
        self.assertEqual(str(message), "kept")
        self.assertGreaterEqual(now(), due)
        self.assertNotEqual(message.sequence_number, kept)
        receiver.complete_message(message)
        self.assertEqual(receiver.peek_messages(), [])

    def test_receive_and_delete(self):
        sender, receiver = self.links("delete", receive_mode=ServiceBusReceiveMode.RECEIVE_AND_DELETE)
        sender.send_messages([ServiceBusMessage(str(number)) for number in range(10)])
        self.assertEqual([str(m) for m in self.receive(receiver, 10)], [str(n) for n in range(10)])

    def test_duplicates_are_dropped(self):
        sender, receiver = self.links("duplicates")
        sender.send_messages([ServiceBusMessage("1", message_id="id"), ServiceBusMessage("2", message_id="id")])
        self.assertEqual([str(m) for m in receiver.peek_messages(5)], ["1"])

    def test_refusals(self):
        sender, _ = self.links("refusals")
        with self.assertRaises(MessageSizeExceededError):
            sender.send_messages(ServiceBusMessage(b"x" * 300_000))
        with self.assertRaises(ServiceBusError):
            with self.client.get_queue_sender("nosuch") as nowhere:
                nowhere.send_messages(ServiceBusMessage("x"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
