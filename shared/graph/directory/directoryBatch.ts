import { codesIn } from '../errorBody.ts';
import { isObject, type JsonObject } from '../jsonObject.ts';
import { type DirectoryAnswer, failedAnswer, unreadableAnswer } from './directoryAnswer.ts';
import type { DirectoryRequest, DirectoryRequests } from './directoryRequests.ts';

/**
 * Asks up to `requestsPerBatch` reads in one request and gives their answers in the same order. Graph throttles each read by
 * itself, beside a 200 for the whole; those are asked again after the longest Retry-After among them.
 */
export async function askBatch(
  requests: DirectoryRequests,
  reads: readonly DirectoryRequest[],
): Promise<readonly DirectoryAnswer[]> {
  const answers: DirectoryAnswer[] = reads.map(() => unreadableAnswer);
  const patience = requests.patience();
  for (;;) {
    const open = reads.map((read, index) => ({ read, index })).filter(isOpen);
    const whole = await requests.ask(
      { path: '/$batch', post: { requests: open.map(part) } },
      patience,
    );
    const parts = whole.kind === 'found' ? readParts(whole.body) : undefined;
    for (const { index } of open) {
      answers[index] = parts ? (parts.get(String(index)) ?? unreadableAnswer) : whole;
    }
    const waitsMs = answers.flatMap((answer) => waitAsked(answer));
    if (!parts || waitsMs.length === 0) return answers;
    const longestMs = Math.max(...waitsMs);
    if (!(await patience.wait(longestMs > 0 ? longestMs : undefined))) return answers;
  }

  function isOpen({ index }: { index: number }): boolean {
    return answers[index]?.kind === 'noAnswer';
  }
}

function part({ read, index }: { read: DirectoryRequest; index: number }) {
  const { path, query, headers } = read;
  const url = query === undefined ? path : `${path}?${query}`;
  return { id: String(index), method: 'GET', url, ...(headers && { headers }) };
}

/** The wait an open read asks for; 0 when it names none. */
function waitAsked(answer: DirectoryAnswer): readonly number[] {
  return answer.kind === 'noAnswer' ? [answer.retryAfterMs ?? 0] : [];
}

/** By the id of the part; empty when the answer is none to a batch, so that every read stays open. */
function readParts(body: unknown): ReadonlyMap<string, DirectoryAnswer> {
  const parts = isObject(body) && Array.isArray(body['responses']) ? body['responses'] : [];
  return new Map(parts.filter(isObject).map((part) => [String(part['id']), readPart(part)]));
}

function readPart({ status, headers, body }: JsonObject): DirectoryAnswer {
  if (status === 200) return { kind: 'found', body };
  if (typeof status !== 'number') return unreadableAnswer;
  return failedAnswer(status, codesIn(body), headersOf(headers));
}

function headersOf(fields: unknown): Headers {
  try {
    return new Headers(isObject(fields) ? (fields as Record<string, string>) : {});
  } catch {
    return new Headers(); // a name or value that no header can have
  }
}
