import { describe, expect, test } from 'vitest';
import { Changes } from '../../local/graph/changes.ts';
import type { AcceptedMessage } from '../../local/graph/store/acceptedMessage.ts';
import { MessageStore } from '../../local/graph/store/messageStore.ts';

function message(id: string, sizeBytes: number): AcceptedMessage {
  return {
    id,
    mailboxId: 'm',
    mailbox: 'a@b.example',
    receivedAt: new Date(0).toISOString(),
    requestId: 'r',
    submittedAs: 'mime',
    saveToSentItems: true,
    from: { name: '', address: 'a@b.example' },
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    sizeBytes,
    sha256: '',
    mime: Buffer.alloc(sizeBytes),
  };
}

describe('a simulator that runs for long does not grow without end', () => {
  test('beyond the number of messages the oldest goes and is counted', () => {
    const store = new MessageStore(new Changes(), { maxMessages: 2, maxMimeBytes: 1000 });

    for (const id of ['a', 'b', 'c']) store.add(message(id, 1));

    expect(store.list().map(({ id }) => id)).toEqual(['b', 'c']);
    expect(store.droppedCount).toBe(1);
  });

  test('of mails with one Message-ID those that stay are found, and no others', () => {
    const store = new MessageStore(new Changes(), { maxMessages: 2, maxMimeBytes: 10_000 });
    const internetMessageId = '<1@a.example>';

    for (const id of ['a', 'b', 'c']) store.add({ ...message(id, 1), internetMessageId });
    const whileThere = store.withMessageId(internetMessageId).map(({ id }) => id);
    for (let id = 0; id < 3000; id += 1) store.add(message(String(id), 1));

    expect(whileThere).toEqual(['b', 'c']);
    expect(store.withMessageId(internetMessageId)).toEqual([]);
    expect(store.list().map(({ id }) => id)).toEqual(['2998', '2999']);
  });

  test('beyond the bytes as many of the oldest go as are needed', () => {
    const store = new MessageStore(new Changes(), { maxMessages: 10, maxMimeBytes: 100 });

    for (const [id, size] of [
      ['a', 40],
      ['b', 40],
      ['c', 90],
    ] as const)
      store.add(message(id, size));

    expect(store.list().map(({ id }) => id)).toEqual(['c']);
    expect(store.droppedCount).toBe(2);
  });

  test('a message larger than all bounds is still kept until the next one', () => {
    const store = new MessageStore(new Changes(), { maxMessages: 10, maxMimeBytes: 100 });

    store.add(message('large', 101));

    expect(store.count).toBe(1);
  });

  test('clearing gives back the room', () => {
    const store = new MessageStore(new Changes(), { maxMessages: 10, maxMimeBytes: 100 });
    store.add(message('a', 100));

    store.clear();
    store.add(message('b', 60));
    store.add(message('c', 40));

    expect(store.list().map(({ id }) => id)).toEqual(['b', 'c']);
  });
});
