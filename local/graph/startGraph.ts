import { createServer } from 'node:http';
import { Changes } from './changes.ts';
import { FaultBook, type FaultState } from './faults/faultBook.ts';
import type { FaultRule } from './faults/faultRule.ts';
import { type ExistingMail, ExistingMails } from './findMail/existingMail.ts';
import { type SearchBehaviour, SearchSetting } from './findMail/searchBehaviour.ts';
import { idleConnectionMs } from './limits.ts';
import { listenOnLoopback } from './listenOnLoopback.ts';
import type { SimulatedMailbox } from './mailboxes/mailbox.ts';
import { MailboxDirectory } from './mailboxes/mailboxDirectory.ts';
import { requestListener } from './requestListener.ts';
import type { Simulator } from './simulator.ts';
import type { AcceptedMessage } from './store/acceptedMessage.ts';
import { MessageStore } from './store/messageStore.ts';
import { RequestCounter, type RequestCounts } from './store/requestCounter.ts';

/** How to start the simulator; all of it has a default. */
export interface GraphOptions {
  /** A loopback address; default 127.0.0.1. */
  readonly host?: string;
  /** Default 8025; 0 for any free port. */
  readonly port?: number;
  readonly mailboxes?: readonly SimulatedMailbox[];
  readonly faults?: readonly FaultRule[];
  readonly behaviour?: Partial<SearchBehaviour>;
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
  faults(): readonly FaultState[];
  /** Puts these rules in the place of all others; an empty list ends all faults. @throws InvalidInput */
  setFaults(rules: readonly FaultRule[]): void;
  behaviour(): SearchBehaviour;
  /** How searches see the mailboxes from now on; what is left out is as usual. @throws InvalidInput */
  setBehaviour(behaviour: Partial<SearchBehaviour>): void;
  requests(): RequestCounts;
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
  const search = new SearchSetting(changes);
  search.replace(options.behaviour ?? {});
  const simulator: Simulator = {
    mailboxes,
    messages: new MessageStore(changes),
    existing: new ExistingMails(mailboxes),
    faults,
    search,
    requests: new RequestCounter(),
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
    faults: () => faults.list(),
    setFaults: (rules) => faults.replace(rules),
    behaviour: () => search.current,
    setBehaviour: (behaviour) => search.replace(behaviour),
    requests: () => simulator.requests.counts(),
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
