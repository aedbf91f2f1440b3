import { type FieldRule, isWhole } from '../invalidInput.ts';

/** What Exchange's transport makes of a mail, where tenants differ or nobody has seen it. */
export interface DeliveryBehaviour {
  /** `replaced`: every mail gets a Message-ID of Exchange, so it is not found by the one it came with. */
  readonly messageIds: 'kept' | 'replaced';
  /** `replaced`: an alias in From arrives as the mailbox's own address (SendFromAliasEnabled is off, as by default). */
  readonly aliases: 'kept' | 'replaced';
  /** `shown`: Bcc stays in what arrives. */
  readonly bcc: 'stripped' | 'shown';
  /** Whether mail to mailboxes of the tenant arrives in them. */
  readonly arriving: boolean;
  /** Mails that stand in each Sent Items beside those that were sent here. */
  readonly sentItemsBefore: number;
}

/** A tenant that does nobody any harm. */
export const usualDelivery: DeliveryBehaviour = {
  messageIds: 'kept',
  aliases: 'kept',
  bcc: 'stripped',
  arriving: true,
  sentItemsBefore: 0,
};

const oneOf = (...allowed: readonly string[]): FieldRule => ({
  allowed: allowed.map((one) => `"${one}"`).join(' or '),
  accepts: (value) => typeof value === 'string' && allowed.includes(value),
});

/** What each field may be. */
export const deliveryFields: Readonly<Record<keyof DeliveryBehaviour, FieldRule>> = {
  messageIds: oneOf('kept', 'replaced'),
  aliases: oneOf('kept', 'replaced'),
  bcc: oneOf('stripped', 'shown'),
  arriving: { allowed: 'true or false', accepts: (value) => typeof value === 'boolean' },
  sentItemsBefore: { allowed: 'a whole number up to 3000000', accepts: isWhole(0, 3_000_000) },
};
