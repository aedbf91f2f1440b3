/** How much may send. */
export interface ListSize {
  readonly mailboxes: number;
  readonly addresses: number;
}
