import type { GraphAnswer, RequestIds } from '../api/graphAnswer.ts';
import { errorBody, headersOf } from '../api/graphAnswer.ts';
import { refuse } from '../api/graphErrors.ts';
import { decodePart, type GraphRequest } from '../api/graphRequest.ts';
import { maxBatchRequests } from '../limits.ts';
import type { Simulator } from '../simulator.ts';
import { directoryOperations } from './operations.ts';
import { readDirectory } from './readDirectory.ts';

interface BatchItem {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * `POST /$batch` with reads of the directory. Each item is throttled, fails and is counted on its own. Graph promises no
 * order; the answers come in reverse, so that nobody relies on one.
 */
export async function runBatch(request: GraphRequest, simulator: Simulator): Promise<GraphAnswer> {
  simulator.requests.batchArrived();
  const body = await request.readBody();
  const items = body.kind === 'body' ? readItems(body.bytes) : undefined;
  if (items === undefined) {
    return refuse('BadRequest', 'The body is no batch: {"requests":[{"id","method","url"}]}.');
  }
  if (items.length === 0 || items.length > maxBatchRequests) {
    return refuse(
      'BadRequest',
      `A batch has 1 to ${maxBatchRequests} requests, not ${items.length}.`,
    );
  }
  if (new Set(items.map(({ id }) => id)).size < items.length) {
    return refuse('BadRequest', 'The ids of a batch must be unique.');
  }

  const answers = await Promise.all(items.map((item) => runItem(item, request, simulator)));
  const broken = answers.find(({ kind }) => kind === 'reset' || kind === 'never');
  if (broken !== undefined) return broken; // a fault of the connection, which all items share
  const responses = answers.map((answer, index) => ({
    id: items[index]?.id,
    ...responseOf(answer, request.ids),
  }));
  return { kind: 'json', status: 200, body: { responses: responses.reverse() } };
}

function readItems(bytes: Buffer): readonly BatchItem[] | undefined {
  try {
    const { requests } = JSON.parse(bytes.toString('utf8')) as { requests?: unknown };
    return Array.isArray(requests) && requests.every(isItem) ? requests : undefined;
  } catch {
    return undefined;
  }
}

function isItem(value: unknown): value is BatchItem {
  if (typeof value !== 'object' || value === null) return false;
  const { id, method, url, headers = {} } = value as Partial<Record<string, unknown>>; // fields are checked next
  const texts = [id, method, url].every((text) => typeof text === 'string');
  return texts && typeof headers === 'object' && headers !== null;
}

async function runItem(
  { method, url, headers = {} }: BatchItem,
  batch: GraphRequest,
  simulator: Simulator,
): Promise<GraphAnswer> {
  const version = /^\/[^/]+/.exec(batch.url.pathname)?.[0] ?? '';
  const isRelative = /^\/?(?:users|groups)\b/i.test(url);
  const target = URL.parse(`${batch.url.origin}${version}/${url.replace(/^\//, '')}`);
  if (method.toUpperCase() !== 'GET' || !isRelative || target === null) {
    return refuse(
      'BadRequest',
      `The simulator's batches take GET with a URL such as /users/{id}, without host and version.`,
    );
  }
  const path = target.pathname.slice(version.length);
  const operation = directoryOperations.find((one) => one.path.test(path));
  if (operation === undefined)
    return refuse('ResourceNotFound', `Resource not found for '${path}'.`);
  const byName = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const item: GraphRequest = {
    pathParameters: operation.path.exec(path)?.slice(1).map(decodePart) ?? [],
    url: target,
    contentType: '',
    ids: batch.ids,
    header: (name) => byName.get(name) ?? '',
    readBody: async () => ({ kind: 'body', bytes: Buffer.alloc(0) }),
  };
  return await readDirectory(operation, item, simulator);
}

function responseOf(answer: GraphAnswer, ids: RequestIds): object {
  const headers = headersOf(answer);
  switch (answer.kind) {
    case 'json':
      return { status: answer.status, headers, body: answer.body };
    case 'text':
      return { status: answer.status, headers, body: answer.text };
    case 'error':
      return { status: answer.status, headers, body: errorBody(answer, ids) };
    case 'empty':
      return { status: answer.status, headers };
    case 'reset':
    case 'never':
      return {};
    default:
      return answer satisfies never;
  }
}
