import { join } from 'node:path';
import { loadApp } from './app/loadApp.ts';
import { addLocalSettings, defaultSettingsFile } from './appSettings.ts';
import type { FunctionSummary, HostEvents, RefusedFunction } from './hostEvent.ts';
import { readHostJson } from './hostJson.ts';
import { HttpListener } from './http/httpListener.ts';
import { type HttpFunction, httpSummary } from './http/httpTrigger.ts';
import { createInvoker } from './invoker.ts';
import type { Listener } from './listener.ts';
import { listenerFor } from './listeners.ts';
import { isRefusal } from './refusal.ts';
import { createTimerMonitor } from './timer/timerMonitor.ts';

/** What to run and where. */
export interface HostOptions {
  /** The app's folder: host.json, package.json and what its `main` names. Absolute. */
  readonly root: string;
  /** Port for HTTP functions; 0 = any free one. */
  readonly port: number;
  /** A local.settings.json; undefined = the one in `root`, if there is one. */
  readonly settingsFile: string | undefined;
  readonly events: HostEvents;
}

/** A running host. */
export interface FunctionsHost {
  readonly port: number;
  readonly functions: readonly FunctionSummary[];
  readonly refused: readonly RefusedFunction[];
  /** Takes no new work, lets what runs end, then runs the appTerminate hooks. */
  stop(): Promise<void>;
}

/**
 * Starts an app in this process the way the Azure Functions host does: settings, app, hooks, listeners.
 * There is no handler for uncaught errors and unhandled rejections: Node then ends the process with exit code 1, as the
 * worker does, and with it every running invocation.
 * Throws a StartError for what the user can put right, and whatever the app's own files throw.
 */
export async function startFunctionsHost(options: HostOptions): Promise<FunctionsHost> {
  const { root, events } = options;
  const settingsFile = options.settingsFile ?? join(root, defaultSettingsFile);
  await addLocalSettings(settingsFile, process.env, {
    required: options.settingsFile !== undefined,
  });
  const hostJson = await readHostJson(root);
  const loaded = await loadApp(root);
  const deps = {
    settings: process.env,
    hostJson,
    events,
    invoke: createInvoker(loaded, hostJson.functionTimeoutMs, events),
    timerMonitor: createTimerMonitor(process.env),
  };

  const functions: FunctionSummary[] = [];
  const refused: RefusedFunction[] = [];
  const listeners: Listener[] = [];
  const httpFunctions: HttpFunction[] = [];
  for (const fn of loaded.app.functions) {
    const waiting = listenerFor(fn, deps);
    if (isRefusal(waiting)) {
      refused.push({ name: fn.name, reason: waiting.refused });
      continue;
    }
    if (waiting.kind === 'listener') listeners.push(waiting.listener);
    else httpFunctions.push(waiting.http);
    const waitsFor =
      waiting.kind === 'listener' ? waiting.listener.waitsFor : httpSummary(waiting.http.trigger);
    functions.push({ name: fn.name, trigger: fn.trigger.type, waitsFor });
  }

  const http = new HttpListener(httpFunctions, { ...deps, httpStreamUrl: loaded.httpStreamUrl });
  const port = await http.start(options.port);
  await Promise.all(listeners.map((listener) => listener.start()));
  return {
    port,
    functions,
    refused,
    async stop() {
      // A function gets no sign that the host stops: it runs to its end. Only the hook tells.
      await Promise.all([http, ...listeners].map((listener) => listener.stop()));
      await loaded.app.hooks.run('appTerminate', { hookData: {}, appHookData: {} });
    },
  };
}
