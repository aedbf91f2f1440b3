import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailLog } from '../../shared/maillog/mailLog.ts';
import { faultText, redact } from '../../shared/maillog/redact.ts';

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiJDQU5BUlkifQ.CANARY-signature_1';

/** Texts as SDKs write them, each with a secret in it that holds the word CANARY. */
const texts: readonly [what: string, text: string][] = [
  [
    'a blob URL with a SAS',
    'GET https://a.blob.core.windows.net/c/b?sv=2026-02-06&sr=b&sp=r&sig=CANARY%2Bx%3D',
  ],
  [
    'an encoded blob URL',
    'redirect=https%3A%2F%2Fa.blob.core.windows.net%2Fc%3Fsp%3Dr%26sig%3DCANARY%252B',
  ],
  [
    'a storage connection string',
    'AccountName=a;AccountKey=CANARY/x+y==;EndpointSuffix=core.windows.net',
  ],
  [
    'a queue connection string',
    'Endpoint=sb://n/;SharedAccessKeyName=Root;SharedAccessKey=CANARY=',
  ],
  [
    'a SAS token of a queue',
    'SharedAccessSignature sr=sb%3A%2F%2Fn&sig=CANARY%3D&se=1795000000&skn=Root',
  ],
  ['a SAS in a connection string', 'SharedAccessSignature=CANARY&se=1'],
  ['a bearer header', 'authorization: Bearer CANARY.abc~x+/='],
  ['a basic header', 'Authorization: Basic CANARYmFsdWU6'],
  ['a shared key header', 'Authorization: SharedKey account:CANARY='],
  ['a token alone', `token ${jwt} was refused`],
  ['a token within a word', `access${jwt}`],
  ['the beginning of a token', 'eyJhbGciCANARY'],
  ['a client secret in a form', 'grant_type=client_credentials&client_secret=CANARY~x&scope=y'],
  ['an assertion in a form', 'client_assertion=CANARY&scope=y'],
  ['a token in JSON', '{"access_token":"CANARY","expires_in":3599}'],
  ['a secret in JSON', '{"client_secret" : "CANARY"}'],
  ['a password', 'password: CANARY'],
  ['an address', 'Mailbox CANARY@contoso.example was not found'],
  ['an address in a header', 'To: Rita <CANARY@contoso.example>, other'],
  ['an address with odd characters', "the sender CANARY/o'b=x+1;y:z@contoso.example"],
  ['an address with a quoted local part', 'at "CANARY and more"@contoso.example now'],
  ['an address with an international domain', 'CANARY@bücher.example'],
  ['an address of a machine', 'CANARY@localhost'],
  ['an address with a literal', 'CANARY@[192.0.2.1]'],
  ['a domain of an address', 'rita@CANARY.example'],
  [
    'an address in a URL',
    'POST https://graph.microsoft.com/v1.0/users/CANARY%40contoso.example/sendMail',
  ],
  ['an address in an encoded URL', 'next=%2Fusers%2FCANARY%2540contoso.example'],
];

test.each(texts)('%s does not come out', (_, text) => {
  expect(redact(text)).not.toContain('CANARY');
  expect(redact(text.toUpperCase().replaceAll('EYJ', 'eyJ'))).not.toContain('CANARY');
});

test.each(texts)('%s does not come out wherever in a fault it stands', (_, text) => {
  const inCause = new Error('outer', { cause: new TypeError('inner', { cause: new Error(text) }) });
  const inPart = new AggregateError([new Error('one'), new Error(text)], 'several');
  const inCode = Object.assign(new Error('x'), { code: text });
  const inName = Object.assign(new Error('x'), { name: text });

  for (const fault of [new Error(text), inCause, inPart, inCode, inName, text, { text }]) {
    expect(faultText(fault)).not.toContain('CANARY');
  }
});

const around = fc.string({ unit: 'grapheme', maxLength: 400 });

test('no token or address comes out of a log line, whatever the text around it', () => {
  const secrets = fc.constantFrom(
    'CANARY.user+tag@contoso.example',
    'CANARY%40contoso.example',
    jwt,
    'Bearer CANARY-token',
    '&sig=CANARY%3D',
    ';AccountKey=CANARY==',
    ';SharedAccessKey=CANARY=',
  );
  fc.assert(
    fc.property(around, secrets, around, fc.nat(3), (before, secret, after, depth) => {
      let fault = new Error(before + secret + after);
      for (let level = 0; level < depth; level++) {
        fault = level % 2 ? new AggregateError([fault]) : new Error('outer', { cause: fault });
      }
      const lines: string[] = [];
      const log = mailLog((_, line) => lines.push(line));

      log.storeDown({ jobId: 'j', epoch: 0, hop: 0 }, fault);

      expect(lines.join()).not.toContain('CANARY');
    }),
    { numRuns: 2000 },
  );
});

test('a secret at the place where a long text is cut does not come out in part', () => {
  for (let length = 240; length < 310; length++) {
    const text = `${'x '.repeat(length / 2)}CANARY.user@contoso.example and ${jwt}`;
    expect(redact(text)).not.toContain('CANARY');
  }
});
