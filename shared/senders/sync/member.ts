/** Who a person reports to. */
export interface Manager {
  /** Object id. */
  readonly id: string;
  readonly displayName: string | undefined;
  readonly mail: string | undefined;
}

/** A direct member of the sender group that is a user, as Entra shows it now: a mailbox that may send. */
export interface Member {
  /** Object id. */
  readonly mailboxId: string;
  readonly displayName: string;
  readonly mail: string | undefined;
  readonly userPrincipalName: string | undefined;
  /** False for shared mailboxes, by Microsoft's own advice: shown, and never a reason for removal. */
  readonly accountEnabled: boolean | undefined;
  /** Mail, user principal name and every SMTP proxy address, in the form of `addressKey`, each once, sorted. */
  readonly addresses: readonly string[];
  readonly manager: Manager | undefined;
}
