import { expect, test } from 'vitest';
import { unitCost } from '../../local/graph/directory/unitCost.ts';
import { UnitMeter } from '../../local/graph/directory/unitMeter.ts';
import { ask, ids, senders, tenant } from './directory.ts';
import { refusalIn } from './simulator.ts';

const members = `/groups/${senders.id}/members`;

test('directory requests over the limit are answered 429 with Retry-After and a scope', async () => {
  const graph = await tenant({ behaviour: { unitsPer10Seconds: 6 } });

  const answers = [await ask(graph, members), await ask(graph, members), await ask(graph, members)];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(Number(answers[2]?.headers.get('retry-after'))).toBeLessThanOrEqual(10);
  expect(answers[2]?.headers.get('x-ms-throttle-scope')).toMatch(/^Tenant_Application\//);
  expect(await refusalIn(answers[2] ?? new Response())).toBe('429 TooManyRequests');
});

test.each([
  ['members', members, 3],
  ['members with $select', `${members}?$select=id`, 2],
  ['members with $select on small pages', `${members}?$select=id&$top=5`, 1],
  ['users', '/users', 2],
  ['a user with the manager', `/users/${ids[0]}?$expand=manager`, 2],
  ['a group with $select', `/groups/${senders.id}?$select=id`, 1],
])('%s cost what Graph documents, and the answer says so', async (_, path, units) => {
  const graph = await tenant();

  const response = await ask(graph, path);

  expect(response.status).toBe(200);
  expect(response.headers.get('x-ms-resource-unit')).toBe(String(units));
});

test('no request costs less than one unit', () => {
  expect(unitCost(1, new URLSearchParams('$select=id&$top=1'))).toBe(1);
});

test('after the 10 seconds requests are served again, and waiting as long as was said is enough', () => {
  const meter = new UnitMeter();
  meter.spend(5, 5, 1000);

  const waitSeconds = meter.spend(1, 5, 4500) ?? 0;
  const early = meter.spend(1, 5, 10_999);
  const then = meter.spend(1, 5, 4500 + waitSeconds * 1000);

  expect(waitSeconds).toBe(7);
  expect(early).toBe(1);
  expect(then).toBeUndefined();
});

test('requests are counted by what they read, with their units', async () => {
  const graph = await tenant({ behaviour: { unitsPer10Seconds: 7 } });

  for (const path of ['/users', '/groups', members, members]) await ask(graph, path);

  expect(graph.requests()).toMatchObject({
    otherCount: 4,
    directory: {
      users: { requestCount: 1, throttledCount: 0, unitCount: 2 },
      groups: { requestCount: 1, throttledCount: 0, unitCount: 1 },
      members: { requestCount: 2, throttledCount: 1, unitCount: 6 },
      delta: { requestCount: 0, throttledCount: 0, unitCount: 0 },
    },
  });
});
