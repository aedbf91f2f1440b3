/** A mailbox that may send. */
export interface Sender {
  /** Object id of the mailbox in Entra. */
  readonly mailboxId: string;
}

/** Who may send. Throws `StoreUnavailable`. */
export interface Directory {
  /** The mailbox that an address belongs to, or undefined when it may not send. `address` is in lower case. */
  senderOf(address: string): Promise<Sender | undefined>;
}
