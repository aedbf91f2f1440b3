import { randomUUID } from 'node:crypto';
import { checkFields, type FieldRule, InvalidInput } from '../invalidInput.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { MailboxDirectory } from '../mailboxes/mailboxDirectory.ts';

/** A mail that stands in a mailbox without having been sent here: only searches show it. */
export interface ExistingMail {
  /** Object id, user principal name or address. */
  readonly mailbox: string;
  /** With its angle brackets. */
  readonly internetMessageId: string;
  /** ISO 8601, such as `2026-01-31T08:00:00Z`. */
  readonly createdAt: string;
  /** Default false. */
  readonly isDraft?: boolean;
}

const fields: Readonly<Record<keyof ExistingMail, FieldRule>> = {
  mailbox: {
    allowed: 'an object id or address of a mailbox',
    accepts: (value) => typeof value === 'string',
    required: true,
  },
  internetMessageId: {
    allowed: 'a Message-ID such as "<1@a.example>"',
    accepts: (value) => typeof value === 'string' && value !== '',
    required: true,
  },
  createdAt: {
    allowed: 'a time in UTC such as "2026-01-31T08:00:00Z"',
    accepts: (value) =>
      typeof value === 'string' &&
      /^\d{4}-\d\d-\d\dT[\d:]{8}(\.\d+)?Z$/.test(value) &&
      !Number.isNaN(Date.parse(value)),
    required: true,
  },
  isDraft: { allowed: 'true or false', accepts: (value) => typeof value === 'boolean' },
};

/** An existing mail with the id that the simulator gave it. */
export type StoredMail = ExistingMail & { readonly id: string };

/** The mails that were there before, by mailbox. */
export class ExistingMails {
  readonly #mailboxes: MailboxDirectory;
  #mails: readonly StoredMail[] = [];

  constructor(mailboxes: MailboxDirectory) {
    this.#mailboxes = mailboxes;
  }

  /** Puts a mail into a mailbox. @throws InvalidInput when a field is wrong or the tenant has no such mailbox */
  add(value: unknown): void {
    checkFields(value, fields, 'existing mail');
    const mail = { ...value } as unknown as ExistingMail; // every field was just checked against the table
    if (this.#mailboxes.find(mail.mailbox) === undefined) {
      throw new InvalidInput(
        `The existing mail names the mailbox "${mail.mailbox}", which the tenant does not have. Add the mailbox first.`,
      );
    }
    this.#mails = [...this.#mails, { ...mail, id: randomUUID() }];
  }

  of(mailbox: SimulatedMailbox): readonly StoredMail[] {
    return this.#mails.filter((mail) => this.#mailboxes.find(mail.mailbox) === mailbox);
  }

  list(): readonly StoredMail[] {
    return this.#mails;
  }

  clear(): void {
    this.#mails = [];
  }
}
