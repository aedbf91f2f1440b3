import type { SendRequest } from '../../shared/graph/mailSender.ts';
import type { FaultPlan } from './faultPlan.ts';
import { type Mailboxes, markOf } from './mailboxes.ts';
import type { SendFault } from './sendFaults.ts';
import type { Trace } from './trace.ts';
import type { VirtualTime } from './virtualTime.ts';

/** What the server's side of a request to send works with. */
export interface ExchangeDeps {
  readonly plan: FaultPlan;
  readonly time: VirtualTime;
  readonly trace: Trace;
  readonly mailboxes: Mailboxes;
  readonly boundsBroken: boolean;
}

/** What the protocol assumes of Exchange (docs/protocol.md, section 8), in milliseconds; and one that breaks it. */
const bounds = { acceptedLateMs: 5 * 60_000, visibleMs: 10 * 60_000 };
const brokenBounds = { acceptedLateMs: 60 * 60_000, visibleMs: 3 * 3_600_000 };

/**
 * What becomes of a request on the server, whoever still waits for the answer. It arrives after `arrivesMs`; its client
 * gives up after `givesUpMs`, from which on a late accept is counted.
 */
export function exchangeTakes(
  request: SendRequest,
  what: SendFault['exchange'],
  { arrivesMs, givesUpMs }: { readonly arrivesMs: number; readonly givesUpMs: number },
  deps: ExchangeDeps,
): void {
  const { jobId } = markOf(request.mime);
  const { acceptedLateMs } = deps.boundsBroken ? brokenBounds : bounds;
  const lateMs = () => givesUpMs + deps.plan.spreadMs(`late accept ${jobId}`, 100, acceptedLateMs);
  switch (what) {
    case 'nothing':
      break;
    case 'accepts':
      accept(request, arrivesMs, 'ACCEPTS', deps);
      break;
    case 'acceptsLate':
      accept(request, lateMs(), 'ACCEPTS LATE', deps);
      break;
    case 'keepsDraft':
      draft(request, arrivesMs, undefined, deps);
      break;
    case 'sendsDraftLate': {
      const sentMs = lateMs();
      draft(request, arrivesMs, sentMs, deps);
      accept(request, sentMs, 'SENDS THE DRAFT', deps);
      break;
    }
    default:
      what satisfies never;
  }
}

/** From then on the mail is on its way; its copy may be found only later. */
function accept(
  { mime, clientRequestId }: SendRequest,
  afterMs: number,
  how: string,
  { plan, time, trace, mailboxes, boundsBroken }: ExchangeDeps,
): void {
  const { jobId } = markOf(mime);
  const { visibleMs } = boundsBroken ? brokenBounds : bounds;
  const isSlow = plan.happens(`the copy of ${jobId} can be found late`, 0.3);
  const foundAfterMs = isSlow ? plan.spreadMs(`the copy of ${jobId}`, 100, visibleMs) : 0;
  const requestedAtMs = time.now();
  time.after(afterMs, () => {
    mailboxes.accept(mime, clientRequestId, requestedAtMs, { foundAfterMs });
    trace.note('Exchange', () => `${how}: ${clientRequestId}`, jobId);
  });
}

function draft(
  { mime }: SendRequest,
  afterMs: number,
  goneAfterMs: number | undefined,
  { time, trace, mailboxes }: ExchangeDeps,
): void {
  const { jobId, messageId } = markOf(mime);
  time.after(afterMs, () => {
    trace.note('Exchange', () => 'leaves the mail in Drafts', jobId);
    const item = mailboxes.file(messageId, { isDraft: true });
    if (goneAfterMs !== undefined) time.after(goneAfterMs - afterMs, () => mailboxes.remove(item));
  });
}
