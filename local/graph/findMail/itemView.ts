import type { Address } from '../store/acceptedMessage.ts';

/** A mail as it stands in a mailbox, with the properties that Graph gives a message. */
export interface MailboxItem {
  readonly id: string;
  readonly internetMessageId?: string;
  readonly isDraft: boolean;
  /** ISO 8601, UTC, in whole seconds as in Graph's examples. */
  readonly createdDateTime: string;
  readonly parentFolderId: string;
  readonly from?: object;
  readonly bccRecipients: readonly object[];
}

/** An address as Graph writes it in a message. */
export function emailAddress({ name, address }: Address): object {
  return { emailAddress: { name, address } };
}

/** A time as Graph writes it in a message. */
export function wholeSeconds(time: string): string {
  return `${time.slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`;
}
