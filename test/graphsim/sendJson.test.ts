import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { refusalIn, sendJson, simulator } from './simulator.ts';

const to = [{ emailAddress: { name: 'Accounts Payable', address: 'ap@fabrikam.example' } }];

test('a mail in JSON form is composed as MIME with its recipients, body and attachments', async () => {
  const graph = await simulator();
  const content = Buffer.from([0, 1, 2, 255]);

  const response = await sendJson(graph, {
    message: {
      subject: 'Größe',
      body: { contentType: 'HTML', content: '<p>Hi <img src="cid:logo"></p>' },
      toRecipients: to,
      ccRecipients: [{ emailAddress: { address: 'cc@x.example' } }],
      bccRecipients: [{ emailAddress: { address: 'bcc@x.example' } }],
      internetMessageHeaders: [{ name: 'X-Order', value: '42' }],
      attachments: [
        {
          '@odata.type': '#microsoft.graph.fileAttachment',
          name: 'data.bin',
          contentBytes: content.toString('base64'),
        },
      ],
    },
  });

  const [kept] = graph.messages();
  const parsed = await PostalMime.parse(kept?.mime ?? '');
  expect(response.status).toBe(202);
  expect(kept).toMatchObject({
    submittedAs: 'json',
    saveToSentItems: true,
    subject: 'Größe',
    from: { name: 'Contoso Billing', address: 'billing@contoso.example' },
    to: [{ name: 'Accounts Payable', address: 'ap@fabrikam.example' }],
    cc: [{ address: 'cc@x.example' }],
    bcc: [{ address: 'bcc@x.example' }],
  });
  expect(parsed.html).toContain('<p>Hi');
  expect(parsed.headers.find(({ key }) => key === 'x-order')?.value).toBe('42');
  expect(Buffer.from(parsed.attachments[0]?.content as ArrayBuffer)).toEqual(content);
});

test('the names of the schema, Message and SaveToSentItems, work as those of the documentation', async () => {
  const graph = await simulator();

  const response = await sendJson(graph, {
    Message: { Subject: 'Hi', ToRecipients: [{ EmailAddress: { Address: 'a@x.example' } }] },
    SaveToSentItems: false,
  });

  expect(response.status).toBe(202);
  expect(graph.messages()[0]).toMatchObject({ subject: 'Hi', saveToSentItems: false });
});

test.each([
  ['no message', {}, '400 ErrorInvalidParameter'],
  ['a list', [], '400 UnableToDeserializePostBody'],
  ['a subject that is a number', { message: { subject: 1 } }, '400 UnableToDeserializePostBody'],
  ['no recipients', { message: { subject: 'Hi' } }, '400 ErrorInvalidRecipients'],
  [
    'a recipient without address',
    { message: { toRecipients: [{ emailAddress: { name: 'Bob' } }] } },
    '400 ErrorInvalidRecipients',
  ],
  [
    'a From that is another mailbox',
    { message: { toRecipients: to, from: { emailAddress: { address: 'boss@contoso.example' } } } },
    '403 ErrorSendAsDenied',
  ],
  [
    'a header without x-',
    { message: { toRecipients: to, internetMessageHeaders: [{ name: 'References', value: 'a' }] } },
    '400 ErrorInvalidInternetHeader',
  ],
  [
    'an attachment that is no file',
    {
      message: {
        toRecipients: to,
        attachments: [{ '@odata.type': '#microsoft.graph.itemAttachment' }],
      },
    },
    '400 ErrorInvalidParameter',
  ],
])('JSON with %s is refused and not kept', async (_, body, refusal) => {
  const graph = await simulator();

  const response = await sendJson(graph, body);

  expect(await refusalIn(response)).toBe(refusal);
  expect(graph.messages()).toEqual([]);
});

test('a recipient name with line breaks cannot add a header', async () => {
  const graph = await simulator();

  await sendJson(graph, {
    message: {
      subject: 'Hi\r\nBcc: victim@x.example',
      toRecipients: [
        { emailAddress: { name: 'A\r\nBcc: victim@x.example', address: 'a@x.example' } },
      ],
    },
  });

  expect(graph.messages()[0]?.bcc).toEqual([]);
});
