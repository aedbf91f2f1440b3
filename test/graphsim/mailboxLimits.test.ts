import { request } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import type { GraphSimulator } from '../../local/graph/startGraph.ts';
import { exchangeLimits } from '../../local/graph/throttling/throttleBehaviour.ts';
import {
  billing,
  found,
  mail,
  noreply,
  refusalIn,
  search,
  sendMime,
  simulator,
} from './simulator.ts';

const from = 'From: billing@contoso.example';
const minuteMs = 60_000;
const hourMs = 3_600_000;
const many = (count: number) =>
  mail([
    from,
    `To: ${Array.from({ length: count }, (_, at) => `r${at}@x.example`).join(',\r\n ')}`,
  ]);
const fromNoreply = mail(['From: noreply@contoso.example', 'To: a@x.example']);
const numbered = (number: number) =>
  mail([from, 'To: ap@fabrikam.example', `Message-ID: <${number}@contoso.example>`]);

/** A clock that stands still until it is set on. */
function stoppedClock() {
  let nowMs = 1_800_000_000_000;
  return {
    nowMs: () => nowMs,
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

async function sendAll(graph: GraphSimulator, mails: readonly Buffer[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const each of mails) statuses.push((await sendMime(graph, each)).status);
  return statuses;
}

describe('sends at a time', () => {
  test('the fifth is refused, other mailboxes are not, and it fits as soon as one of the four is over', async () => {
    const graph = await simulator({
      behaviour: exchangeLimits,
      faults: [{ on: 'sendMail', answer: 'never', times: 4 }],
    });
    const leave = [1, 2, 3, 4].map((number) => {
      const client = new AbortController();
      sendMime(graph, numbered(number), undefined, {}, client.signal).catch(() => 'left');
      return client;
    });
    await vi.waitFor(() => expect(graph.requests().sendMailByAnswer).toEqual({ never: 4 }));

    const fifth = await sendMime(graph, numbered(5));
    const other = await sendMime(graph, fromNoreply, noreply.mail);
    leave[0]?.abort();
    await vi.waitFor(() => expect(graph.measurements().overall.inFlightCount).toBe(3));
    const again = await sendAll(graph, [numbered(5), numbered(6)]);

    expect(fifth.status).toBe(429);
    expect(fifth.headers.get('retry-after')).toBe('10');
    expect(await fifth.json()).toMatchObject({
      error: {
        code: 'ApplicationThrottled',
        message: 'Application is over its MailboxConcurrency limit.',
      },
    });
    expect(other.status).toBe(202);
    expect(again).toEqual([202, 202]);
    expect(graph.measurements().mailboxes[billing.mail]).toMatchObject({
      requestCount: 7,
      acceptedCount: 2,
      mostInFlight: 5,
      inFlightCount: 3,
      refused: { inFlight: 1, upload: 0, recipients: 0, other: 4 },
    });
  });

  test('a send whose client has left is in flight until Exchange is done with it', async () => {
    const graph = await simulator({ behaviour: { inFlightLimit: 1, sendLatencyMs: 400 } });
    const leave = new AbortController();
    const left = sendMime(graph, mail(), undefined, {}, leave.signal).catch(() => 'left');
    await vi.waitFor(() => expect(graph.messages()).toHaveLength(1));

    leave.abort();
    await left;
    const meanwhile = await sendMime(graph, numbered(2));
    await vi.waitFor(() => expect(graph.measurements().overall.inFlightCount).toBe(0));

    expect(meanwhile.status).toBe(429);
    expect((await sendMime(graph, numbered(3))).status).toBe(202);
  });

  test('a send whose client leaves in the middle of the body is in flight no longer', async () => {
    const graph = await simulator();
    const client = request(`${graph.url}/v1.0/users/${billing.mail}/sendMail`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', 'Content-Length': 1000 },
    });
    client.on('error', () => undefined); // it is cut off by itself
    client.write('RnJv');
    await vi.waitFor(() => expect(graph.measurements().overall.inFlightCount).toBe(1));

    client.destroy();

    await vi.waitFor(() => expect(graph.measurements().overall.inFlightCount).toBe(0));
    expect(graph.measurements().overall).toMatchObject({ requestCount: 1, acceptedCount: 0 });
  });

  test('a send that is never answered is in flight until its client gives up', async () => {
    const graph = await simulator({
      behaviour: { inFlightLimit: 1 },
      faults: [{ on: 'sendMail', answer: 'never', times: 1 }],
    });
    const leave = new AbortController();
    const left = sendMime(graph, mail(), undefined, {}, leave.signal).catch(() => 'left');
    await vi.waitFor(() => expect(graph.requests().sendMailByAnswer).toEqual({ never: 1 }));

    const meanwhile = await sendMime(graph, numbered(2));
    leave.abort();
    await left;

    expect(meanwhile.status).toBe(429);
    await vi.waitFor(async () => expect((await sendMime(graph, numbered(3))).status).toBe(202));
  });
});

test('the 31st mail of a minute is accepted, waits as a draft and becomes the copy when there is room', async () => {
  const clock = stoppedClock();
  const graph = await simulator({ behaviour: exchangeLimits, clock });
  const isDraft = async (number: number) =>
    (await found(search(graph, `<${number}@contoso.example>`))).map((each) => each.isDraft);

  const statuses = await sendAll(
    graph,
    Array.from({ length: 32 }, (_, at) => numbered(at + 1)),
  );
  const atOnce = [await isDraft(30), await isDraft(31)];
  clock.pass(minuteMs - 1);
  const almost = await isDraft(31);
  clock.pass(1);
  const afterwards = [await isDraft(31), await isDraft(32)];

  expect(new Set(statuses)).toEqual(new Set([202]));
  expect(atOnce).toEqual([[false], [true]]);
  expect(almost).toEqual([true]);
  expect(afterwards).toEqual([[false], [false]]);
  expect(graph.measurements().overall.heldCount).toBe(2);
});

test('a mail that waits in Drafts has not arrived yet', async () => {
  const clock = stoppedClock();
  const graph = await simulator({ behaviour: { messagesPerMinute: 1 }, clock });
  const toNoreply = (number: number) =>
    mail([from, 'To: noreply@contoso.example', `Message-ID: <${number}@contoso.example>`]);
  await sendAll(graph, [toNoreply(1), toNoreply(2)]);
  const arrived = async (number: number) =>
    (await found(search(graph, `<${number}@contoso.example>`, noreply.mail))).length;

  const atOnce = [await arrived(1), await arrived(2)];
  clock.pass(minuteMs);

  expect(atOnce).toEqual([1, 0]);
  expect(await arrived(2)).toBe(1);
});

test('recipients above 10,000 in a day are refused, and fit when a day has passed', async () => {
  const clock = stoppedClock();
  const graph = await simulator({ behaviour: exchangeLimits, clock });
  const first = await sendAll(graph, Array(10).fill(many(500)));
  clock.pass(12 * hourMs);
  const second = await sendAll(graph, Array(10).fill(many(500)));

  const over = await sendMime(graph, many(1));
  clock.pass(12 * hourMs - 1);
  const almost = await sendMime(graph, many(1));
  clock.pass(1);
  const [fits, tooMany] = await sendAll(graph, [many(500), ...Array(10).fill(many(500))]);

  expect(new Set([...first, ...second])).toEqual(new Set([202]));
  expect(await refusalIn(over)).toBe('429 ErrorSubmissionQuotaExceeded');
  expect(almost.status).toBe(429);
  expect([fits, tooMany]).toEqual([202, 202]);
  expect(graph.messages()).toHaveLength(30);
  expect(graph.measurements().overall.refused).toMatchObject({ recipients: 3, inFlight: 0 });
});

test('bytes above the limit in 5 minutes are refused, and waiting as long as was said is enough', async () => {
  const clock = stoppedClock();
  const graph = await simulator({ behaviour: { uploadMbPer5Min: 1 }, clock });
  const large = mail(undefined, 'x'.repeat(300_000)); // 400 kB as base64
  const before = await sendAll(graph, [large]);
  clock.pass(10_000);
  before.push(...(await sendAll(graph, [large])));

  const refused = await sendMime(graph, large);
  const seconds = Number(refused.headers.get('retry-after'));
  clock.pass(seconds * 1000 - 1000);
  const early = graph.measurements().overall.mostUploadBytesPer5Min;
  clock.pass(1000);
  const then = await sendMime(graph, large);

  expect(before).toEqual([202, 202]);
  expect(await refusalIn(refused)).toBe('429 ApplicationThrottled');
  expect(seconds).toBe(300); // the refused one counts too, so both before it must have gone
  expect(early).toBeGreaterThan(1_200_000);
  expect(then.status).toBe(202);
});

test('the latency is that of every accepted mail, and of no refused one', async () => {
  const graph = await simulator({ behaviour: { sendLatencyMs: 300 } });
  const startMs = performance.now();

  await sendMime(graph, mail([from]));
  const refusedMs = performance.now() - startMs;
  await Promise.all([sendMime(graph), sendMime(graph)]);
  const allMs = performance.now() - startMs;

  expect(refusedMs).toBeLessThan(300);
  expect(allMs - refusedMs).toBeGreaterThanOrEqual(299);
  expect(allMs - refusedMs).toBeLessThan(600);
  expect(graph.measurements().overall.latencyMs?.mean).toBeGreaterThanOrEqual(299);
});

test('nothing is limited unless it is asked for', async () => {
  const graph = await simulator();

  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, at) => sendMime(graph, numbered(at))),
  );

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(graph.measurements().overall.heldCount).toBe(0);
});
