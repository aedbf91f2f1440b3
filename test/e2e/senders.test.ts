import { expect, test, vi } from 'vitest';
import { mailboxFor } from '../../local/graph/mailboxes/mailbox.ts';
import { tenantGroup } from '../../local/stack/tenant.ts';
import { syncTimes } from '../../shared/senders/sync/times.ts';
import { mime } from '../support/messages.ts';
import { startLiveStack } from './liveStack.ts';

/** Sends mails from an address, one after another, until one ends in this state with this reason. */
async function untilItEnds(
  stack: Awaited<ReturnType<typeof startLiveStack>>,
  from: string,
  end: { state: string; reason?: string },
) {
  await vi.waitFor(async () => {
    const sent = await stack.queue.send(mime({ From: from, 'Message-ID': undefined }));
    const rows = await stack.ends([sent.id]);
    expect(rows.get(sent.id)).toMatchObject(end);
  }, 30_000);
}

test('a member who leaves the group can no longer send, one who comes can, and a new alias can', async () => {
  const stack = await startLiveStack();
  const { graph } = stack;
  const billing = graph.mailboxes().find(({ mail }) => mail === 'billing@contoso.example');
  if (!billing) throw new Error('The local tenant has no billing.');
  const anna = mailboxFor('anna@contoso.example');
  graph.addMailboxes([anna]);
  await untilItEnds(stack, 'billing@contoso.example', { state: 'sent' });
  await untilItEnds(stack, 'anna@contoso.example', { state: 'failed', reason: 'SenderNotAllowed' });

  graph.removeMembers(tenantGroup.id, [billing.id]);
  graph.addMembers(tenantGroup.id, [anna.id]);

  await untilItEnds(stack, 'billing@contoso.example', {
    state: 'failed',
    reason: 'SenderNotAllowed',
  });
  await untilItEnds(stack, 'anna@contoso.example', { state: 'sent' });

  const alias = {
    ...anna,
    proxyAddresses: [...anna.proxyAddresses, 'smtp:a.muster@contoso.example'],
  };
  graph.setMailboxes(graph.mailboxes().map((one) => (one.id === anna.id ? alias : one)));

  await untilItEnds(stack, 'a.muster@contoso.example', { state: 'sent' });
});

test('with the times of the product a removal counts within two minutes', () => {
  const runMs = 20_000; // a look for changes is a handful of requests

  expect(syncTimes.pollEveryMs + runMs + syncTimes.answerMs).toBeLessThan(120_000);
});
