import type { ServerResponse } from 'node:http';
import { liveUpdateEveryMs } from '../limits.ts';
import type { Simulator } from '../simulator.ts';

/**
 * Keeps a server-sent event stream: the state now and after every change, a burst of changes as one event.
 * The page reads the list again by itself, so an event lost in a reconnect loses nothing.
 */
export function sendLiveUpdates(response: ServerResponse, simulator: Simulator): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const send = () => {
    response.write(`event: state\ndata: ${JSON.stringify(stateOf(simulator))}\n\n`);
  };
  response.write('retry: 1000\n\n'); // a restarted simulator is found within a second
  send();

  let waiting: NodeJS.Timeout | undefined;
  const unsubscribe = simulator.changes.subscribe(() => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      send();
    }, liveUpdateEveryMs);
  });
  response.once('close', () => {
    unsubscribe();
    clearTimeout(waiting);
  });
}

function stateOf({ messages, faults, behaviour }: Simulator) {
  return {
    messageCount: messages.count,
    droppedCount: messages.droppedCount,
    faults: faults.list().filter(({ leftCount }) => leftCount !== 0),
    behaviour: behaviour.current,
  };
}
