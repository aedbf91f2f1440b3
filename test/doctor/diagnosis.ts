import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, onTestFinished } from 'vitest';
import { diagnose } from '../../cli/doctor/diagnose.ts';
import { findingLines } from '../../cli/doctor/toldFindings.ts';
import { mailboxFor } from '../../local/graph/mailboxes/mailbox.ts';
import type { GraphSimulator } from '../../local/graph/startGraph.ts';
import { type LocalServices, startLocalServices } from '../../local/stack/localServices.ts';
import { tenantGroup, tenantMailboxes } from '../../local/stack/tenant.ts';
import { readConfig } from '../../shared/config.ts';
import { answerOrder } from '../../shared/doctor/answerOrder.ts';
import type { DoctorDeps } from '../../shared/doctor/doctorDeps.ts';
import type { Finding, FindingCode } from '../../shared/doctor/findings.ts';
import type { OrderWish } from '../../shared/doctor/order.ts';
import { createRuntime, type Runtime } from '../../shared/runtime.ts';

/** A mailbox of the tenant that is not in the group. */
export const outsider = mailboxFor('outsider@contoso.example');
/** A member of the group with an alias, help@contoso.example. */
export const support = 'support@contoso.example';

/** What is unusual in one examination. */
export interface Unusual {
  readonly wish?: OrderWish;
  readonly env?: Readonly<Record<string, string>>;
  /** Prepares the simulated tenant. */
  readonly tenant?: (graph: GraphSimulator) => void;
  /** What the functions have otherwise. */
  readonly functions?: (deps: DoctorDeps) => Partial<DoctorDeps> | Promise<Partial<DoctorDeps>>;
  /** What the person has otherwise. */
  readonly person?: (stores: Runtime) => Partial<Runtime> | Promise<Partial<Runtime>>;
  /** Default true; false: no function looks for orders. */
  readonly answering?: boolean;
}

/** What came out. */
export interface Outcome {
  readonly codes: readonly FindingCode[];
  readonly findings: readonly Finding[];
  readonly answered: boolean;
  /** As a person reads it. */
  readonly text: string;
  /** Every line that the functions logged. */
  readonly log: readonly string[];
}

/** The local stack, once for the tests of a file, and a function that runs the doctor against it. */
export function localDoctor(): (unusual?: Unusual) => Promise<Outcome> {
  let services: LocalServices;
  beforeAll(async () => {
    services = await startLocalServices({ anyPorts: true });
    return () => services.close();
  });
  return async (unusual = {}) => {
    const { graph } = services;
    if (!graph) throw new Error('The test needs the Graph simulator.');
    asUsual(graph);
    unusual.tenant?.(graph);
    return run(services, unusual);
  };
}

function asUsual(graph: GraphSimulator): void {
  graph.clearMessages();
  graph.setFaults([]);
  graph.setBehaviour({});
  graph.setGroups([]);
  graph.setMailboxes([...tenantMailboxes, outsider]);
  graph.setGroups([tenantGroup]);
}

async function run({ settings }: LocalServices, unusual: Unusual): Promise<Outcome> {
  const log: string[] = [];
  const config = readConfig({ ...settings, ...unusual.env });
  const runtime = createRuntime(config, (_, line) => void log.push(line));
  onTestFinished(() => runtime.close());
  const { examination } = runtime;
  const deps = { ...examination, ...(await unusual.functions?.(examination)) };
  const stores = { ...runtime, ...(await unusual.person?.(runtime)) };
  const ended = new AbortController();
  const answering = unusual.answering === false ? undefined : answerOrders(deps, ended.signal);
  try {
    const { findings, answered } = await diagnose(unusual.wish ?? {}, stores);
    const codes = findings.map(({ code }) => code);
    return { codes, findings, answered, text: findingLines(findings).join('\n'), log };
  } finally {
    ended.abort();
    await answering;
  }
}

/** The timer of the functions, in a hurry. */
export async function answerOrders(deps: DoctorDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await answerOrder(deps);
    await sleep(50);
  }
}

/** A token as Entra gives it; nobody can check its signature here. */
export function tokenWith(claims: object): DoctorDeps['graph']['token'] {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'RS256' })}.${part(claims)}.canarysignature`;
  return async () => token;
}

/** The functions signed in with these application permissions. */
export function rights(...roles: readonly string[]) {
  return ({ graph, settings }: DoctorDeps): Partial<DoctorDeps> => ({
    graph: { ...graph, token: tokenWith({ aud: settings.graph.endpoint, roles }) },
  });
}

/** The functions with other stores in place of some. */
export function otherStores(
  { stores }: DoctorDeps,
  change: Partial<DoctorDeps['stores']>,
): Partial<DoctorDeps> {
  return { stores: { ...stores, ...change } };
}

/** A clock that is off by so much, and on which waiting takes no time. */
export function shiftedClock(byMs: number): DoctorDeps['clock'] {
  let waitedMs = byMs;
  return {
    now: () => Date.now() + waitedMs,
    sleep: async (ms) => {
      waitedMs += ms;
    },
    uuid: () => crypto.randomUUID(),
  };
}
