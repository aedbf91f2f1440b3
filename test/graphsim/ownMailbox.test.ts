import { expect, test } from 'vitest';
import type { GraphSimulator } from '../../local/graph/startGraph.ts';
import { billing, mail, refusalIn, search, sendMime, simulator } from './simulator.ts';

/** From the alias of billing to billing itself, with a Bcc. */
const toItself = mail([
  'From: invoices@contoso.example',
  `To: ${billing.mail}`,
  `Bcc: ${billing.mail}`,
  'Subject: Probe',
  'Message-ID: <1@contoso.example>',
]);

interface Copy {
  readonly parentFolderId: string;
  readonly from: { readonly emailAddress: { readonly address: string } };
  readonly bccRecipients: readonly object[];
}

async function copies(graph: GraphSimulator): Promise<readonly Copy[]> {
  const fields = '&$select=parentFolderId,from,bccRecipients';
  const answer = await search(graph, undefined, billing.mail, fields);
  return ((await answer.json()) as { value: Copy[] }).value;
}

function sentItems(graph: GraphSimulator): Promise<Response> {
  return fetch(`${graph.url}/v1.0/users/${billing.id}/mailFolders/sentitems`);
}

test('a mail to its own mailbox lies in Sent Items as it was sent, and arrives without Bcc', async () => {
  const graph = await simulator();
  await sendMime(graph, toItself);

  const [sent, arrived] = await copies(graph);
  const folder = (await (await sentItems(graph)).json()) as { id: string; totalItemCount: number };

  expect(folder.totalItemCount).toBe(1);
  expect(sent).toMatchObject({ parentFolderId: folder.id, bccRecipients: [{}] });
  expect(arrived).toMatchObject({
    from: { emailAddress: { address: 'invoices@contoso.example' } },
    bccRecipients: [],
  });
  expect(arrived?.parentFolderId).not.toBe(folder.id);
});

test('a tenant may replace the Message-ID and the alias, and show Bcc', async () => {
  const graph = await simulator();
  await sendMime(graph, toItself);

  graph.setBehaviour({ aliases: 'replaced', bcc: 'shown' });
  const [, arrived] = await copies(graph);
  graph.setBehaviour({ messageIds: 'replaced' });
  const gone = await copies(graph);

  expect(arrived).toMatchObject({
    from: { emailAddress: { address: billing.mail } },
    bccRecipients: [{ emailAddress: { address: billing.mail } }],
  });
  expect(gone).toEqual([]);
});

test('Sent Items is refused as any reading is', async () => {
  const graph = await simulator({ behaviour: { reading: 'forbidden' } });

  expect(await refusalIn(await sentItems(graph))).toBe('403 ErrorAccessDenied');
});
