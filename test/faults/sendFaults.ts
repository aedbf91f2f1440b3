import type { SendAnswer } from '../../shared/graph/answer.ts';

/** What becomes of one request to send: in Exchange, in the process that sends, and what that hears when. */
export interface SendFault {
  /** Against the others; 0: only in runs that break the protocol's bounds. */
  readonly weight: number;
  readonly exchange: 'nothing' | 'accepts' | 'acceptsLate' | 'keepsDraft' | 'sendsDraftLate';
  readonly sender: 'goesOn' | 'crashes' | 'standsStillAfter' | 'standsStillBefore';
  readonly heard: SendAnswer;
  /** Share of the time after which the client gives up. */
  readonly heardAt: 0 | 0.95 | 1;
}

const unknown = (code: string): SendAnswer => ({ kind: 'unknown', code });
const waits = (code: string, retryAfterMs?: number): SendAnswer => ({
  ...{ kind: 'waits', code, retryAfterMs },
});
const refused = (reason: 'RefusedByGraph' | 'DeniedByGraph', code: string): SendAnswer => ({
  ...{ kind: 'refused', code, reason, text: 'Graph refused.' },
});

/** A 202 in time: what happens unless the plan says otherwise. */
export const accepted: SendFault = fault(1, 'accepts', { kind: 'sent', requestId: 'request' });

/** Everything else. The answers are those of the real adapter: shared/graph/conclude.ts. */
export const sendFaults = {
  acceptedSlowly: { ...accepted, heardAt: 0.95 },
  acceptedStandsStill: { ...accepted, sender: 'standsStillAfter' },
  throttled: fault(2, 'nothing', waits('TooManyRequests', 90_000)),
  throttledForLong: fault(1, 'nothing', waits('TooManyRequests', 3_600_000)),
  busy: fault(2, 'nothing', waits('ErrorServerBusy')),
  noToken: fault(1, 'nothing', waits('NoToken')),
  notConnected: fault(1, 'nothing', waits('ECONNREFUSED')),
  refused: fault(3, 'nothing', refused('RefusedByGraph', 'ErrorInvalidRecipients')),
  denied: fault(1, 'nothing', refused('DeniedByGraph', 'ErrorAccessDenied')),
  noAnswerAccepted: fault(3, 'accepts', unknown('HTTP 504')),
  noAnswerNotAccepted: fault(3, 'nothing', unknown('HTTP 504')),
  noAnswerAcceptedLate: fault(3, 'acceptsLate', unknown('ECONNRESET')),
  hangsAccepted: { ...fault(1, 'accepts', unknown('TimeoutError')), heardAt: 1 },
  hangsNotAccepted: { ...fault(1, 'nothing', unknown('TimeoutError')), heardAt: 1 },
  hangsAcceptedLate: { ...fault(1, 'acceptsLate', unknown('TimeoutError')), heardAt: 1 },
  draftForEver: fault(1, 'keepsDraft', unknown('HTTP 504')),
  draftSentLate: fault(1, 'sendsDraftLate', unknown('HTTP 504')),
  crashesNotAccepted: { ...fault(2, 'nothing', unknown('')), sender: 'crashes' },
  crashesAccepted: { ...fault(3, 'accepts', unknown('')), sender: 'crashes' },
  crashesAcceptedLate: { ...fault(2, 'acceptsLate', unknown('')), sender: 'crashes' },
  /** Between guard and request, which nothing can see: beyond the protocol's bounds. */
  standsStillBefore: { ...accepted, weight: 0, sender: 'standsStillBefore' },
} as const satisfies Record<string, SendFault>;

function fault(weight: number, exchange: SendFault['exchange'], heard: SendAnswer): SendFault {
  return { weight, exchange, heard, sender: 'goesOn', heardAt: 0 };
}
