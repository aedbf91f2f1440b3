/**
 * What has been seen on this tenant: whether the Message-ID of a sent mail is kept and found, so that a mail which is not
 * found did not go out. Throws `StoreUnavailable`.
 */
export interface Probe {
  absenceProves(): Promise<boolean>;
}
