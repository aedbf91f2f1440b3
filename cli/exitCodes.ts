/** What the command ends with, for scripts. */
export const exitCodes = {
  ok: 0,
  /** The mail was refused, failed, or there is no such job. */
  no: 1,
  /** The command line or a setting is wrong. */
  usage: 2,
  /** A service did not answer. */
  unreachable: 3,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
