import { setTimeout as delay } from 'node:timers/promises';
import type { GraphAnswer } from '../api/graphAnswer.ts';
import { invalidUser, refuse } from '../api/graphErrors.ts';
import type { GraphRequest } from '../api/graphRequest.ts';
import { odataString, odataValue, pick, readSelect, readTop } from '../api/queryOptions.ts';
import { faultAnswer } from '../faults/faultAnswer.ts';
import { defaultMailsPerPage, maxMailsPerPage } from '../limits.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import { itemsWithMessageId } from './mailboxItem.ts';

/** Properties of a mail that the simulator has. */
const properties = [
  { name: 'id', byDefault: true },
  { name: 'createdDateTime', byDefault: true },
  { name: 'internetMessageId', byDefault: true },
  { name: 'isDraft', byDefault: true },
  // Graph gives these by default too; here only those who ask for them want them.
  { name: 'parentFolderId', byDefault: false },
  { name: 'from', byDefault: false },
  { name: 'bccRecipients', byDefault: false },
] as const;

const options = ['$filter', '$select', '$top', '$skip'];
const filterForm = new RegExp(`^internetMessageId eq ${odataString}$`, 'i');

/** `GET /users/{mailbox}/messages`: searches the whole mailbox by Message-ID, unless a fault has it otherwise. */
export async function findMail(request: GraphRequest, simulator: Simulator): Promise<GraphAnswer> {
  const [mailboxKey = ''] = request.pathParameters;
  const mailbox = simulator.mailboxes.find(mailboxKey);
  if (mailbox === undefined) return invalidUser(mailboxKey);

  const fault = simulator.faults.take('findMail', { mailbox });
  if (fault === undefined) return search(request.url, mailbox, simulator);
  await delay(fault.delayMs ?? 0, undefined, { signal: simulator.stopping });
  if (fault.answer === 'as-usual') return search(request.url, mailbox, simulator);
  return faultAnswer(fault);
}

function search(url: URL, mailbox: SimulatedMailbox, simulator: Simulator): GraphAnswer {
  if (simulator.behaviour.current.reading === 'forbidden') {
    return refuse('ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  }
  const query = url.searchParams;
  const unknown = [...query.keys()].find((name) => !options.includes(name));
  const filter = filterForm.exec(query.get('$filter')?.trim() ?? '');
  if (unknown !== undefined || filter === null) {
    const text =
      unknown === undefined
        ? "Invalid filter clause. The simulator knows: internetMessageId eq '<...>'."
        : `The query option '${unknown}' is not known. The simulator knows: ${options.join(', ')}.`;
    return refuse('BadRequest', text);
  }
  const selected = readSelect(query.get('$select'), properties, 'mails');
  if ('kind' in selected) return selected;
  const top = readTop(query.get('$top'), defaultMailsPerPage, maxMailsPerPage);
  if (typeof top === 'object') return top;

  const messageId = odataValue(filter[1] ?? '');
  const start = Number(query.get('$skip') ?? 0);
  const found = itemsWithMessageId(messageId, mailbox, simulator);
  const nextPage = new URL(url);
  nextPage.searchParams.set('$skip', String(start + top));
  return {
    kind: 'json',
    status: 200,
    body: {
      '@odata.context': `/v1.0/$metadata#users('${mailbox.id}')/messages`,
      // Outlook's items carry their id whatever is selected (example of the user-list-messages page).
      value: found
        .slice(start, start + top)
        .map((item) => ({ ...pick(item, selected), id: item.id })),
      ...(start + top < found.length ? { '@odata.nextLink': nextPage.href } : {}),
    },
  };
}
