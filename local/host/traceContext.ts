import { randomBytes } from 'node:crypto';

/** A W3C trace context as an invocation gets it: `traceParent` = `00-<trace id>-<span id>-<flags>`. */
export interface TraceContext {
  readonly traceParent: string;
  readonly traceState: string;
}

const traceParent = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * The trace of one invocation: a new span under the caller's `traceparent` (for messages the property
 * `Diagnostic-Id`), or a new trace where the caller gave none.
 */
export function traceContextUnder(parent: unknown): TraceContext {
  const traceId = typeof parent === 'string' ? traceParent.exec(parent)?.[1] : undefined;
  const spanId = randomBytes(8).toString('hex');
  return {
    traceParent: `00-${traceId ?? randomBytes(16).toString('hex')}-${spanId}-01`,
    traceState: '',
  };
}
