import { describe, expect, test } from 'vitest';
import { billing, noreply, refusalIn, simulator } from './simulator.ts';

test.each([
  ['object id', billing.id],
  ['user principal name', 'BILLING-upn@contoso.example'],
])('a user is found by %s and shows the default properties', async (_, name) => {
  const graph = await simulator();

  const response = await fetch(`${graph.url}/v1.0/users/${name}`);

  expect(await response.json()).toEqual({
    '@odata.context': expect.any(String),
    id: billing.id,
    displayName: 'Contoso Billing',
    userPrincipalName: billing.userPrincipalName,
    mail: billing.mail,
  });
});

test('a user is not found by an address that is not its user principal name', async () => {
  const graph = await simulator();

  const response = await fetch(`${graph.url}/v1.0/users/invoices@contoso.example`);

  expect(await refusalIn(response)).toBe('404 Request_ResourceNotFound');
});

test('proxy addresses and accountEnabled come only when they are selected', async () => {
  const graph = await simulator();

  const response = await fetch(
    `${graph.url}/v1.0/users/${billing.id}?$select=id,proxyAddresses,accountEnabled`,
  );

  expect(await response.json()).toEqual({
    '@odata.context': expect.any(String),
    id: billing.id,
    proxyAddresses: billing.proxyAddresses,
    accountEnabled: true,
  });
});

test.each([
  ['an alias', "proxyAddresses/any(p:p eq 'smtp:invoices@contoso.example')"],
  ['the primary address', "proxyAddresses/any(x: x eq 'smtp:Billing@contoso.example')"],
  ['mail', "mail eq 'billing@contoso.example'"],
  ['user principal name', "userPrincipalName eq 'billing-upn@contoso.example'"],
  [
    'one proxy address or another',
    "proxyAddresses/any(p:p eq 'smtp:invoices@contoso.example') or proxyAddresses/any(p:p eq 'SMTP:invoices@contoso.example')",
  ],
  [
    'a mail or a name',
    "mail eq 'nobody@x.example' OR userPrincipalName eq 'billing-upn@contoso.example'",
  ],
])('users are filtered by %s', async (_, filter) => {
  const graph = await simulator();

  const response = await fetch(
    `${graph.url}/v1.0/users?$filter=${encodeURIComponent(filter)}&$select=id`,
  );

  expect(await response.json()).toMatchObject({ value: [{ id: billing.id }] });
});

test('a quote in a filter is written twice, and cannot end the string', async () => {
  const graph = await simulator();
  const ask = (value: string) =>
    fetch(`${graph.url}/v1.0/users?$filter=${encodeURIComponent(`mail eq '${value}'`)}`);

  const doubled = await ask("o''hara@contoso.example");
  const single = await ask("o'hara@contoso.example");

  expect(await doubled.json()).toMatchObject({ value: [] });
  expect(await refusalIn(single)).toBe('400 Request_UnsupportedQuery');
});

test('an or within quotes joins nothing', async () => {
  const graph = await simulator();
  const filter = "mail eq 'x or mail eq ''billing@contoso.example'";

  const response = await fetch(`${graph.url}/v1.0/users?$filter=${encodeURIComponent(filter)}`);

  expect(await response.json()).toMatchObject({ value: [] });
});

describe('a manager', () => {
  const clerk = { ...noreply, manager: billing.id };

  test('is told with the user or alone', async () => {
    const graph = await simulator({ mailboxes: [billing, clerk] });

    const user = await fetch(
      `${graph.url}/v1.0/users/${clerk.id}?$select=id&$expand=manager($select=id,displayName)`,
    );
    const alone = await fetch(`${graph.url}/v1.0/users/${clerk.id}/manager?$select=id,mail`);

    expect(await user.json()).toMatchObject({
      id: clerk.id,
      manager: { id: billing.id, displayName: 'Contoso Billing' },
    });
    expect(await alone.json()).toMatchObject({ id: billing.id, mail: billing.mail });
  });

  test('is not found where there is none', async () => {
    const graph = await simulator({ mailboxes: [billing, clerk] });

    const alone = await fetch(`${graph.url}/v1.0/users/${billing.id}/manager`);
    const user = await fetch(`${graph.url}/v1.0/users/${billing.id}?$expand=manager`);

    expect(await refusalIn(alone)).toBe('404 Request_ResourceNotFound');
    expect(await user.json()).not.toHaveProperty('manager');
  });
});

test('$top gives pages that nextLink joins to the whole list', async () => {
  const graph = await simulator();
  type Page = { value: { id: string }[]; '@odata.nextLink'?: string };

  const first = (await (await fetch(`${graph.url}/v1.0/users?$top=1`)).json()) as Page;
  const second = (await (await fetch(first['@odata.nextLink'] ?? '')).json()) as Page;

  expect(first.value.map(({ id }) => id)).toEqual([billing.id]);
  expect(second.value.map(({ id }) => id)).toEqual([noreply.id]);
  expect(second['@odata.nextLink']).toBeUndefined();
});

test.each([
  [
    'a filter that the simulator does not know',
    "$filter=startsWith(mail,'b')",
    '400 Request_UnsupportedQuery',
  ],
  ['a property that its users do not have', '$select=id,shoeSize', '400 BadRequest'],
  ['a page of 1000', '$top=1000', '400 BadRequest'],
  ['a page of none', '$top=0', '400 BadRequest'],
])('%s is refused, not ignored', async (_, query, refusal) => {
  const graph = await simulator();

  const response = await fetch(`${graph.url}/v1.0/users?${query}`);

  expect(await refusalIn(response)).toBe(refusal);
});
