import type { MiddlewareOptions } from '@microsoft/microsoft-graph-client';

/** How far a request came. What failed before `writing` is proof that Graph did nothing. */
export type RequestPhase = 'signingIn' | 'connecting' | 'writing' | 'answered';

/**
 * What our own middleware learns of one request. The SDK wraps every failure in a GraphError that drops the cause and the
 * phase (docs/reference/graph-mail.md, section 12), so they are kept here.
 */
export class RequestTrace implements MiddlewareOptions {
  phase: RequestPhase = 'signingIn';
  fault: unknown;
}
