import type { DirectoryRequests } from '../directory/directoryRequests.ts';
import { filterQuery, filterText } from '../directory/filterText.ts';
import { isObject, textOf } from '../jsonObject.ts';

/** One mail in a mailbox, as far as a probe must see it. */
export interface MailCopy {
  readonly isDraft: boolean;
  /** Id of the folder it lies in. */
  readonly folderId: string | undefined;
  /** The address in From, as it was written. */
  readonly from: string | undefined;
  readonly bccCount: number;
}

/** More copies than a mail to its own mailbox has: one in Sent Items, one that arrived, one that a rule made. */
const mostCopies = 10;

const fields = '$select=id,isDraft,parentFolderId,from,bccRecipients';

/** The copies of a mail by its Message-ID, with its angle brackets. Undefined when they could not be read. */
export async function readMailCopies(
  requests: DirectoryRequests,
  mailbox: string,
  messageId: string,
): Promise<readonly MailCopy[] | undefined> {
  const filter = filterQuery(`internetMessageId eq ${filterText(messageId)}`);
  const path = `/users/${encodeURIComponent(mailbox)}/messages`;
  const answer = await requests.ask({ path, query: `${filter}&${fields}&$top=${mostCopies}` });
  if (answer.kind !== 'found' || !isObject(answer.body)) return undefined;
  const { value } = answer.body;
  return Array.isArray(value) ? value.map(readCopy) : undefined;
}

function readCopy(mail: unknown): MailCopy {
  const { isDraft, parentFolderId, from, bccRecipients } = isObject(mail) ? mail : {};
  const sender = isObject(from) ? from['emailAddress'] : undefined;
  return {
    isDraft: isDraft !== false,
    folderId: textOf(parentFolderId),
    from: isObject(sender) ? textOf(sender['address']) : undefined,
    bccCount: Array.isArray(bccRecipients) ? bccRecipients.length : 0,
  };
}
