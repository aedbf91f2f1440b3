import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { mime } from '../support/messages.ts';
import { startLiveStack } from './liveStack.ts';

test('no body, subject, recipient, display name, token or key comes into any log, whatever becomes of the mail', async () => {
  const canary = (where: string) => `canary${where}${randomUUID().slice(0, 8)}`;
  const canaries = ['subject', 'body', 'to', 'cc', 'bcc', 'name', 'header', 'file'].map(canary);
  const [subject, body, to, cc, bcc, name, header, file] = canaries;
  const { graph, queue, ends, output, services } = await startLiveStack();
  const message = (change: Record<string, string | undefined>) =>
    Buffer.concat([
      mime({
        From: `${name} <billing@contoso.example>`,
        Subject: subject,
        To: `${to}@fabrikam.example`,
        Cc: `${cc}@fabrikam.example`,
        Bcc: `${bcc}@fabrikam.example`,
        'X-Header': header,
        'Content-Type': `text/plain; name=${file}`,
        ...change,
      }),
      Buffer.from(`${body}\r\n`),
    ]);
  graph.setFaults([
    { on: 'sendMail', answer: 504, accept: true, times: 1 },
    { on: 'sendMail', answer: 429, accept: false, retryAfterSeconds: 1, times: 1 },
    { on: 'sendMail', answer: 400, accept: false, times: 1 },
    { on: 'sendMail', answer: 'reset', accept: true, times: 1 },
  ]);
  const changes: Record<string, string | undefined>[] = [
    {},
    {},
    {},
    {},
    {},
    { From: `${name}@contoso.example` },
    { From: `"${name}@x" <billing@contoso.example>` },
    { To: `${to} ${to}` },
    { 'Message-ID': undefined },
    { Sender: `${cc}@fabrikam.example` },
  ];

  const ids = changes.map((_, index) => `job-${index}`);
  for (const [index, change] of changes.entries()) {
    await queue.send(message(change), { id: `job-${index}` });
  }
  await queue.send(message({}), { id: 'narrowed', recipients: [`${to}@fabrikam.example`] });
  await ends([...ids, 'narrowed']);

  await vi.waitFor(() => expect(output.join('\n')).toContain('"event":"sent"'));
  const printed = output.join('\n');
  expect(printed).toContain('"event":"parked"');
  expect(printed).toContain('"event":"uncertain"');
  expect(canaries.filter((one) => printed.includes(one))).toEqual([]);
  expect(printed).not.toMatch(/SharedAccessKey=|AccountKey=|sig=|Bearer /);
  expect(printed).not.toContain(services.storage.connectionString);
  expect(printed).not.toMatch(/[\w.]+@(?:contoso|fabrikam)\.example(?!>)/);
});
