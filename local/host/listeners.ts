import type { ServiceBusClient } from '@azure/service-bus';
import type { RegisteredFunction } from './app/functionApp.ts';
import type { AppSettings } from './appSettings.ts';
import type { Connection } from './connection.ts';
import type { HostEvents } from './hostEvent.ts';
import type { HostJson } from './hostJson.ts';
import { type HttpFunction, readHttpTrigger } from './http/httpTrigger.ts';
import type { Invoker } from './invoker.ts';
import type { Listener } from './listener.ts';
import { isRefusal, type Refusal, refusal } from './refusal.ts';
import { createServiceBusClient } from './servicebus/client.ts';
import { QueueListener } from './servicebus/queueListener.ts';
import { readQueueTrigger } from './servicebus/queueTrigger.ts';
import { TimerListener } from './timer/timerListener.ts';
import type { TimerMonitor } from './timer/timerMonitor.ts';
import { readTimerTrigger } from './timer/timerTrigger.ts';

/** What the listeners of all functions share. */
export interface ListenerDeps {
  readonly settings: AppSettings;
  readonly hostJson: HostJson;
  readonly invoke: Invoker;
  readonly events: HostEvents;
  readonly timerMonitor: TimerMonitor | undefined;
}

/** What waits for a function's trigger: a listener of its own, or a route of the one HTTP listener. */
export type Waiting =
  | { readonly kind: 'listener'; readonly listener: Listener }
  | { readonly kind: 'http'; readonly http: HttpFunction };

/** Makes what waits for a function's trigger, or says why the function cannot run here. */
export function listenerFor(fn: RegisteredFunction, deps: ListenerDeps): Waiting | Refusal {
  const foreign = Object.entries(fn.metadata.bindings).find(
    ([name, { type }]) => name !== fn.triggerName && type !== 'http',
  );
  if (foreign) {
    return refusal(
      `Its binding of type "${foreign[1].type}" is not imitated by this host. Use the service's SDK.`,
    );
  }
  switch (fn.trigger.type.toLowerCase()) {
    case 'servicebustrigger':
      return queueListener(fn, deps);
    case 'timertrigger':
      return timerListener(fn, deps);
    case 'httptrigger':
      return httpFunction(fn, deps);
    default:
      return refusal(
        `Its trigger "${fn.trigger.type}" is not imitated by this host. It knows serviceBusTrigger, timerTrigger and httpTrigger.`,
      );
  }
}

function queueListener(fn: RegisteredFunction, deps: ListenerDeps): Waiting | Refusal {
  const trigger = readQueueTrigger(fn.trigger, deps.settings, deps.hostJson);
  if (isRefusal(trigger)) return trigger;
  const client = clientFor(trigger.connection);
  if (isRefusal(client)) return client;
  return { kind: 'listener', listener: new QueueListener(fn, trigger, { ...deps, client }) };
}

/** The client's own complaint is not repeated: it may hold the key. */
function clientFor(connection: Connection): ServiceBusClient | Refusal {
  try {
    return createServiceBusClient(connection);
  } catch {
    return refusal(
      'Its connection string cannot be read. It looks like "Endpoint=sb://...;SharedAccessKeyName=...;SharedAccessKey=...".',
    );
  }
}

function timerListener(fn: RegisteredFunction, deps: ListenerDeps): Waiting | Refusal {
  const trigger = readTimerTrigger(fn.trigger, deps.settings);
  if (isRefusal(trigger)) return trigger;
  return {
    kind: 'listener',
    listener: new TimerListener(fn, trigger, { ...deps, monitor: deps.timerMonitor }),
  };
}

function httpFunction(fn: RegisteredFunction, { hostJson }: ListenerDeps): Waiting | Refusal {
  const trigger = readHttpTrigger(fn.name, fn.trigger, hostJson.routePrefix);
  return isRefusal(trigger) ? trigger : { kind: 'http', http: { fn, trigger } };
}
