import type { ServerResponse } from 'node:http';
import { graphClient } from '../../shared/graph/client.ts';
import { type ListedGroup, listGroups } from '../../shared/graph/directory/groupList.ts';
import { graphGroupReader } from '../../shared/graph/directory/groupReader.ts';
import type { WaitClock } from '../../shared/graph/directory/patience.ts';
import { graphUserFinder } from '../../shared/graph/directory/userFinder.ts';
import type { TokenSource } from '../../shared/graph/middleware.ts';
import type { GroupReader } from '../../shared/senders/sync/groupReader.ts';
import type { UserFinder } from '../../shared/senders/userFinder.ts';
import { answering, type GraphServer, graphServer, type Received } from './graphServer.ts';

export const groupId = '7f2c1c3e-0d3c-4f6f-9a35-1f0a3c5f9d11';

/** A clock that waits no time and remembers what it was asked to wait, in milliseconds. */
export interface NotedWaits extends WaitClock {
  readonly waitsMs: readonly number[];
}

/** Chance is at its highest, so that a wait without Retry-After is the whole step. */
export function notedWaits(): NotedWaits {
  const waitsMs: number[] = [];
  return { waitsMs, sleep: async (ms) => void waitsMs.push(ms), random: () => 1 };
}

/** What a test may change of a reader. */
export interface ReaderWish {
  readonly clock?: WaitClock;
  readonly token?: TokenSource | undefined;
}

function parts(
  endpoint: string,
  { clock = notedWaits(), token = async () => 'the-token' }: ReaderWish,
) {
  const address = { endpoint, version: 'v1.0' };
  return [graphClient(address, token), address, clock] as const;
}

/** A reader of one run, through the real client. */
export function groupReader(endpoint: string, wish: ReaderWish = {}): GroupReader {
  return graphGroupReader(...parts(endpoint, wish));
}

/** A finder through the real client. */
export function userFinder(endpoint: string, wish: ReaderWish = {}): UserFinder {
  return graphUserFinder(...parts(endpoint, wish));
}

/** Every group that the list gives, through the real client. */
export async function allGroups(endpoint: string, wish: ReaderWish = {}): Promise<ListedGroup[]> {
  const groups: ListedGroup[] = [];
  for await (const group of listGroups(...parts(endpoint, wish))) groups.push(group);
  return groups;
}

/** A user as Graph shows it in a list of mixed objects. */
export function user(name: string, more: object = {}): object {
  return {
    '@odata.type': '#microsoft.graph.user',
    id: `id-${name}`,
    displayName: name,
    mail: `${name}@contoso.example`,
    userPrincipalName: `${name}@contoso.example`,
    accountEnabled: true,
    proxyAddresses: [`SMTP:${name}@contoso.example`],
    ...more,
  };
}

/** The body of a page; `more` may hold its links. */
export function list(value: unknown, more: object = {}): string {
  return JSON.stringify({ '@odata.context': 'x', value, ...more });
}

/** Answers with these bodies as the pages of one list, whatever it is a list of; `at` may answer a page otherwise. */
export async function pagesServer(
  bodies: readonly unknown[],
  at: (page: number, response: ServerResponse, request: Received) => boolean = () => false,
): Promise<GraphServer> {
  const server: GraphServer = await graphServer((response, request) => {
    const { searchParams } = new URL(request.path, server.url);
    const page = Number(searchParams.get('$skiptoken') ?? 1);
    if (at(page, response, request)) return;
    const next = `${server.url}/v1.0/further?$skiptoken=${page + 1}`;
    const link = page < bodies.length ? { '@odata.nextLink': next } : {};
    answering(200, list(bodies[page - 1], link))(response);
  });
  return server;
}

/** One read of a batch. */
export interface BatchPart {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What Graph answers to one. */
export interface BatchPartAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: object;
}

/** The reads of a batch that arrived. */
export function batchParts({ body }: Pick<Received, 'body'>): readonly BatchPart[] {
  return (JSON.parse(body.toString()) as { requests: BatchPart[] }).requests;
}

/** The path of a request, and its query decoded. */
export function asked({ path }: Pick<Received, 'path'>): { path: string; query: object } {
  const { pathname, searchParams } = new URL(path, 'http://graph');
  return { path: pathname, query: Object.fromEntries(searchParams) };
}
