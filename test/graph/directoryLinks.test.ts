import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownLink } from '../../shared/graph/directory/ownLink.ts';
import { groupId, groupReader, list, user } from './directory.ts';
import { answering, graphServer } from './graphServer.ts';

const global = { endpoint: 'https://graph.microsoft.com', version: 'v1.0' };

test('a next link to another host is refused, and that host sees no token and no connection', async () => {
  const elsewhere = await graphServer(answering(200, list([user('mallory')])));
  const next = `${elsewhere.url}/v1.0/groups/${groupId}/members?$skiptoken=2`;
  const graph = await graphServer(answering(200, list([user('ada')], { '@odata.nextLink': next })));

  const read = groupReader(graph.url).members(groupId);

  await expect(read).rejects.toMatchObject({ name: 'DirectoryUnreadable', code: 'ForeignLink' });
  expect(elsewhere.connections().made).toBe(0);
});

test('an address hidden in the query of a link is part of the query, and gets no token', async () => {
  const elsewhere = await graphServer(answering(200, list([user('mallory')])));
  const graph = await graphServer((response, { path }) => {
    const hidden = elsewhere.url.replace('http:', 'https:');
    const next = `${graph.url}/v1.0/groups?$skiptoken=${hidden}/v1.0/x`;
    const link = path.includes('$skiptoken') ? {} : { '@odata.nextLink': next };
    answering(200, list([user('ada')], link))(response);
  });

  await groupReader(graph.url).members(groupId);

  expect(graph.received).toHaveLength(2);
  expect(elsewhere.connections().made).toBe(0);
});

test.each([
  'https://graph.microsoft.com.evil.example/v1.0/groups',
  'https://graph.microsoft.com@evil.example/v1.0/groups',
  'https://user:word@graph.microsoft.com/v1.0/groups',
  'https://graph.microsoft.com:8443/v1.0/groups',
  'http://graph.microsoft.com/v1.0/groups',
  'https://graph.microsoft.us/v1.0/groups',
  'https://graph.microsoft.com/beta/groups',
  'https://graph.microsoft.com/v1.0/../beta/groups',
  'https://graph.microsoft.com/v1.0',
  'https://graph.microsoft.com/v1.0/https://evil.example/groups',
  '//evil.example/v1.0/groups',
  '/v1.0/groups',
  'groups',
  '',
])('the link %j is not ours', (link) => {
  expect(ownLink(global, link)).toBeUndefined();
});

test.each([
  [
    'https://graph.microsoft.com/v1.0/groups/delta?$deltatoken=a%2Bb',
    '/groups/delta',
    '$deltatoken=a%2Bb',
  ],
  [
    'HTTPS://Graph.Microsoft.com:443/v1.0/groups?$skiptoken=1&$top=5',
    '/groups',
    '$skiptoken=1&$top=5',
  ],
  ['https://graph.microsoft.com/v1.0/groups', '/groups', undefined],
  ['https://graph.microsoft.com/v1.0/groups?', '/groups', undefined],
])('the link %j is followed', (link, path, query) => {
  expect(ownLink(global, link)).toEqual({ path, query });
});

test('whatever a link says, what is asked for is a path without a host', () => {
  const pieces = fc.constantFrom(
    'https:',
    '/',
    '//',
    'graph.microsoft.com',
    'v1.0',
    '@',
    ':',
    '\\',
    '?',
    '#',
    '..',
    'a',
    '%2F',
    ' ',
  );
  const links = fc.oneof(
    fc.webUrl(),
    fc.array(pieces, { maxLength: 12 }).map((some) => some.join('')),
  );
  fc.assert(
    fc.property(links, (rest) => {
      const link =
        ownLink(global, `https://graph.microsoft.com/v1.0/${rest}`) ?? ownLink(global, rest);
      expect(link?.path ?? '/').toMatch(/^\/(?!\/)/);
      expect(link?.path ?? '').not.toContain('//');
    }),
  );
});
