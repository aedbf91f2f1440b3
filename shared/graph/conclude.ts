import type { SendAnswer } from './answer.ts';
import { ruleFor } from './answerTable.ts';
import { errorCodes } from './errorBody.ts';
import type { RequestTrace } from './requestTrace.ts';
import { retryAfterMs } from './retryAfter.ts';

/** What an answer of Graph to a send means. */
export async function concludeAnswer(response: Response): Promise<SendAnswer> {
  const { status, headers } = response;
  const codes = status === 202 ? [] : await errorCodes(response); // its status line is enough
  const { means, afterMs = 0, throttles } = ruleFor(status, codes);
  const code = codes[0] ?? `HTTP ${status}`;
  const said = codes[0] ? `${status} ${code}` : `${status}`;
  switch (means) {
    case 'sent':
      await response.body?.cancel().catch(() => undefined);
      return { kind: 'sent', requestId: headers.get('request-id') ?? undefined };
    case 'waits': {
      const asked = retryAfterMs(headers);
      const retryAfter =
        asked === undefined && afterMs === 0 ? undefined : Math.max(asked ?? 0, afterMs);
      return {
        kind: 'waits',
        code,
        retryAfterMs: retryAfter,
        ...(throttles && { throttled: true }),
      };
    }
    case 'refused':
      return {
        kind: 'refused',
        code,
        reason: 'RefusedByGraph',
        text: `Graph answered ${said}: it will never take this mail as it is.`,
      };
    case 'denied':
      return {
        kind: 'refused',
        code,
        reason: 'DeniedByGraph',
        text: `Graph answered ${said}: the mailbox or a right on it is missing. Mend that, then replay.`,
      };
    case 'unknown':
      return { kind: 'unknown', code };
    default:
      return means satisfies never;
  }
}

type NoAnswer = Extract<SendAnswer, { kind: 'waits' | 'unknown' }>;

/** What a request without an answer means: not sent only when it provably never left. */
export function concludeFault({ phase, fault }: RequestTrace): NoAnswer {
  switch (phase) {
    case 'signingIn':
      return { kind: 'waits', code: 'NoToken', retryAfterMs: undefined };
    case 'connecting':
      return { kind: 'waits', code: networkCode(fault), retryAfterMs: undefined };
    case 'writing':
    case 'answered':
      return { kind: 'unknown', code: networkCode(fault) };
    default:
      return phase satisfies never;
  }
}

/** The code of a network fault, for the log: fetch wraps it in a TypeError. */
function networkCode(fault: unknown): string {
  const seen: unknown[] = [];
  for (let node: unknown = fault; node instanceof Error && seen.length < 5; node = node.cause) {
    seen.push(node);
    const { code } = node as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
    if (node.name === 'TimeoutError' || node.name === 'AbortError') return node.name;
  }
  return 'NetworkFault';
}
