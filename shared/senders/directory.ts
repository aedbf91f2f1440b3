/** A mailbox that may send. */
export interface Sender {
  /** Object id of the mailbox in Entra; where the directory may not be read, its address. */
  readonly mailboxId: string;
}

/** Whether an address may send. `stale`: the list is too old to be believed, or was never made; nothing may be decided by it. */
export type SenderAnswer =
  | ({ readonly kind: 'sender' } & Sender)
  | { readonly kind: 'notAllowed' }
  | { readonly kind: 'stale' };

/** Who may send. Throws `StoreUnavailable` when it cannot be asked now. */
export interface Directory {
  /** `address` in the form of `addressKey`. */
  senderOf(address: string): Promise<SenderAnswer>;
}
