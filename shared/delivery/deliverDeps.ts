import type { Clock } from '../clock.ts';
import type { MailFinder } from '../graph/mailFinder.ts';
import type { MailSender } from '../graph/mailSender.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Probe } from '../ledger/probe.ts';
import type { MailLog } from '../maillog/mailLog.ts';
import type { Pacer } from '../pacing/pacer.ts';

/** What delivering needs. */
export interface DeliverDeps {
  readonly ledger: Ledger;
  readonly graph: MailSender;
  readonly pacer: Pacer;
  readonly finder: MailFinder;
  readonly probe: Probe;
  readonly clock: Clock;
  readonly log: MailLog;
  readonly onUncertain: 'hold' | 'resend';
  readonly ledgerRetentionMs: number;
}
