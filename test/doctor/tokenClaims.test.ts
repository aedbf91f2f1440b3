import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenClaims } from '../../shared/doctor/tokenClaims.ts';

const token = (claims: unknown) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

test('audience and roles are read from a token, and nothing else', () => {
  const claims = { aud: 'https://graph.microsoft.com', roles: ['Mail.Send', 7], oid: 'somebody' };

  expect(tokenClaims(token(claims))).toEqual({
    audience: 'https://graph.microsoft.com',
    roles: ['Mail.Send'],
  });
});

test('a token without roles has none', () => {
  expect(tokenClaims(token({ aud: 'a' }))?.roles).toEqual([]);
});

test('whatever text is taken for a token, reading it never fails', () => {
  const text = fc.oneof(fc.string(), fc.jsonValue().map(token));

  fc.assert(
    fc.property(text, (one) => {
      const claims = tokenClaims(one);
      expect(claims === undefined || Array.isArray(claims.roles)).toBe(true);
    }),
  );
});
