import { type Client, ResponseType } from '@microsoft/microsoft-graph-client';
import { concludeFault } from './conclude.ts';
import { RequestTrace } from './requestTrace.ts';

/** Whether Graph answers, and the time it tells. */
export type ServerTime =
  | {
      readonly kind: 'answered';
      /** Milliseconds since 1970, in whole seconds; undefined: it told none. */
      readonly dateMs: number | undefined;
    }
  | { readonly kind: 'noAnswer'; readonly code: string };

/** Asks Graph for anything: every answer of its own counts, also a refusal. Never throws. */
export async function readServerTime(client: Client, withinMs: number): Promise<ServerTime> {
  const trace = new RequestTrace();
  try {
    const response: Response = await client
      .api('/users')
      .middlewareOptions([trace])
      .responseType(ResponseType.RAW)
      .options({ signal: AbortSignal.timeout(withinMs) })
      .select('id')
      .top(1)
      .get();
    await response.body?.cancel().catch(() => undefined);
    const { status, headers } = response;
    // Every answer of Graph has this header; a proxy or a firewall page has not.
    if (!headers.has('request-id'))
      return { kind: 'noAnswer', code: `HTTP ${status}, not of Graph` };
    const dateMs = Date.parse(headers.get('date') ?? '');
    return { kind: 'answered', dateMs: Number.isNaN(dateMs) ? undefined : dateMs };
  } catch {
    return { kind: 'noAnswer', code: concludeFault(trace).code };
  }
}
