import { createServer } from 'node:http';
import { type Behaviour, BehaviourSetting } from './behaviour/behaviour.ts';
import { Changes } from './changes.ts';
import { type Clock, systemClock } from './clock.ts';
import { DeltaTokens } from './directory/delta/deltaTokens.ts';
import { UnitMeter } from './directory/unitMeter.ts';
import { FaultBook, type FaultState } from './faults/faultBook.ts';
import type { FaultRule } from './faults/faultRule.ts';
import { type ExistingMail, ExistingMails } from './findMail/existingMail.ts';
import type { SimulatedGroup } from './groups/group.ts';
import { GroupDirectory } from './groups/groupDirectory.ts';
import { replaceMailboxes } from './groups/replaceMailboxes.ts';
import { idleConnectionMs } from './limits.ts';
import { listenOnLoopback } from './listenOnLoopback.ts';
import type { SimulatedMailbox } from './mailboxes/mailbox.ts';
import { MailboxDirectory } from './mailboxes/mailboxDirectory.ts';
import { type Measured, Measurements } from './measurements/measurements.ts';
import { requestListener } from './requestListener.ts';
import type { Simulator } from './simulator.ts';
import type { AcceptedMessage } from './store/acceptedMessage.ts';
import { MessageStore } from './store/messageStore.ts';
import { RequestCounter, type RequestCounts } from './store/requestCounter.ts';
import { Throttles } from './throttling/throttles.ts';

/** How to start the simulator; all of it has a default. */
export interface GraphOptions {
  /** A loopback address; default 127.0.0.1. */
  readonly host?: string;
  /** Default 8025; 0 for any free port. */
  readonly port?: number;
  readonly mailboxes?: readonly SimulatedMailbox[];
  readonly groups?: readonly SimulatedGroup[];
  readonly faults?: readonly FaultRule[];
  readonly behaviour?: Partial<Behaviour>;
  /** Where the time of mails and limits comes from; default the computer's clock. */
  readonly clock?: Clock;
}

/** A running simulator, driven from the same process; the control API offers the same over HTTP. */
export interface GraphSimulator {
  /** Such as `http://127.0.0.1:8025`: the inbox page, and what `GRAPH_ENDPOINT` is set to. */
  readonly url: string;
  readonly port: number;
  /** What was accepted, oldest first. */
  messages(): readonly AcceptedMessage[];
  /** Empties the mailboxes, of existing mails too. */
  clearMessages(): void;
  /** Puts a mail into a mailbox that was not sent here; only searches show it. @throws InvalidInput */
  addExisting(mail: ExistingMail): void;
  mailboxes(): readonly SimulatedMailbox[];
  /** @throws InvalidInput when an id or address is there already */
  addMailboxes(mailboxes: readonly SimulatedMailbox[]): void;
  /**
   * Puts these mailboxes in the place of all others. One that is left out leaves its groups, and delta queries tell it.
   * @throws InvalidInput when two share an id or an address, or a manager is unknown; then nothing changes
   */
  setMailboxes(mailboxes: readonly SimulatedMailbox[]): void;
  /** With the members of now. */
  groups(): readonly SimulatedGroup[];
  /** Puts these groups in the place of all others; who stays a member is no change. @throws InvalidInput when a member is unknown; then nothing changes */
  setGroups(groups: readonly SimulatedGroup[]): void;
  /** Ids of mailboxes or groups; members already are passed over. @throws InvalidInput when one is unknown; then nobody is added */
  addMembers(groupId: string, ids: readonly string[]): void;
  /** Ids that are no members are passed over. @throws InvalidInput when the group is unknown */
  removeMembers(groupId: string, ids: readonly string[]): void;
  /** No link of a delta query given so far is taken from now on. */
  expireDeltaTokens(): void;
  faults(): readonly FaultState[];
  /** Puts these rules in the place of all others; an empty list ends all faults. @throws InvalidInput */
  setFaults(rules: readonly FaultRule[]): void;
  behaviour(): Behaviour;
  /** How the tenant behaves from now on; what is left out is as usual. @throws InvalidInput */
  setBehaviour(behaviour: Partial<Behaviour>): void;
  requests(): RequestCounts;
  /** What each mailbox was asked for in every window, since the start or the last `clearMeasurements`. */
  measurements(): Measured;
  clearMeasurements(): void;
  /** Stops at once: open requests are cut off. */
  close(): Promise<void>;
}

const defaultHost = '127.0.0.1';
const defaultPort = 8025;

/**
 * Starts the Microsoft Graph simulator and its inbox page on this machine.
 * @throws CannotListen with `code` `EADDRINUSE` when the port is taken; InvalidInput for wrong options
 */
export async function startGraph(options: GraphOptions = {}): Promise<GraphSimulator> {
  const stop = new AbortController();
  const changes = new Changes();
  const mailboxes = new MailboxDirectory();
  mailboxes.add(options.mailboxes ?? []);
  const faults = new FaultBook(changes, mailboxes);
  faults.add(options.faults ?? []);
  const groups = new GroupDirectory(mailboxes);
  groups.replace(options.groups ?? []);
  const behaviour = new BehaviourSetting(changes);
  behaviour.replace(options.behaviour ?? {});
  const deltaTokens = new DeltaTokens(behaviour, groups.changes);
  const simulator: Simulator = {
    mailboxes,
    groups,
    messages: new MessageStore(changes),
    existing: new ExistingMails(mailboxes),
    faults,
    behaviour,
    deltaTokens,
    units: new UnitMeter(),
    requests: new RequestCounter(),
    throttles: new Throttles(),
    measurements: new Measurements(),
    clock: options.clock ?? systemClock,
    changes,
    stopping: stop.signal,
  };

  const server = createServer(
    { keepAliveTimeout: idleConnectionMs, headersTimeout: idleConnectionMs + 1000 },
    requestListener(simulator),
  );
  const host = options.host ?? defaultHost;
  const port = await listenOnLoopback(server, host, options.port ?? defaultPort);

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    messages: () => simulator.messages.list(),
    clearMessages: () => {
      simulator.messages.clear();
      simulator.existing.clear();
    },
    addExisting: (mail) => simulator.existing.add(mail),
    mailboxes: () => mailboxes.list(),
    addMailboxes: (more) => mailboxes.add(more),
    setMailboxes: (wanted) => replaceMailboxes(simulator, wanted),
    groups: () => groups.list(),
    setGroups: (wanted) => groups.replace(wanted),
    addMembers: (groupId, ids) => groups.addMembers(groupId, ids),
    removeMembers: (groupId, ids) => groups.removeMembers(groupId, ids),
    expireDeltaTokens: () => deltaTokens.expireAll(),
    faults: () => faults.list(),
    setFaults: (rules) => faults.replace(rules),
    behaviour: () => behaviour.current,
    setBehaviour: (wanted) => behaviour.replace(wanted),
    requests: () => simulator.requests.counts(),
    measurements: () => simulator.measurements.measured(),
    clearMeasurements: () => simulator.measurements.clear(),
    close: async () => {
      if (!server.listening) return;
      stop.abort();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}
