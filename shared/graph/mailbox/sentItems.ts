import type { DirectoryRequests } from '../directory/directoryRequests.ts';
import { isObject, textOf } from '../jsonObject.ts';

/** The folder Sent Items of a mailbox. */
export type SentItems =
  | {
      readonly kind: 'folder';
      readonly id: string;
      readonly itemCount: number;
      /** Undefined where Graph does not tell it: version 1.0 gives it without documenting it (docs-contrib#9463). */
      readonly sizeBytes: number | undefined;
    }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'noAnswer'; readonly code: string };

/** Reads the folder; Mail.ReadBasic is enough (mailfolder-get.md). No `$select`: it may name only what is documented. */
export async function readSentItems(
  requests: DirectoryRequests,
  mailbox: string,
): Promise<SentItems> {
  const path = `/users/${encodeURIComponent(mailbox)}/mailFolders/sentitems`;
  const answer = await requests.ask({ path });
  if (answer.kind === 'noAnswer') return { kind: 'noAnswer', code: answer.code };
  if (answer.kind === 'refused') {
    const code = answer.codes[0] ?? `HTTP ${answer.status}`;
    return answer.status === 403 ? { kind: 'forbidden' } : { kind: 'noAnswer', code };
  }
  const folder = isObject(answer.body) ? answer.body : {};
  const id = textOf(folder['id']);
  const { totalItemCount, sizeInBytes } = folder;
  if (id === undefined || typeof totalItemCount !== 'number') {
    return { kind: 'noAnswer', code: 'UnreadableAnswer' };
  }
  const sizeBytes = typeof sizeInBytes === 'number' ? sizeInBytes : undefined;
  return { kind: 'folder', id, itemCount: totalItemCount, sizeBytes };
}
