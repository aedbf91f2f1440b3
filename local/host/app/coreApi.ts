import { Module } from 'node:module';
import type { AppLog } from './appLog.ts';
import type {
  FunctionCallback,
  FunctionMetadata,
  LogCategory,
  LogLevel,
  ProgrammingModel,
} from './coreTypes.ts';
import type { FunctionApp } from './functionApp.ts';
import type { HookCallback } from './hooks.ts';

/** The worker that Core Tools pin in 2026-11. */
const workerVersion = '3.14.1';
/** The first host with all that the library asks for: HTTP streams since 4.28, log hooks since 4.34 (its src/setup.ts, registerHook.ts). */
const hostVersion = '4.34.0';

/** Undoes a registration. */
class Disposable {
  readonly #undo: () => void;
  constructor(undo: () => void) {
    this.#undo = undo;
  }
  dispose(): void {
    this.#undo();
  }
}

/** What the library finds under the name `@azure/functions-core`: the worker's API, filling `app`. */
export function createCoreApi(app: FunctionApp, log: AppLog): object {
  return {
    version: workerVersion,
    hostVersion,
    Disposable,
    registerHook: (name: string, callback: HookCallback) =>
      new Disposable(app.hooks.register(name, callback)),
    setProgrammingModel: (model: ProgrammingModel) => app.setModel(model),
    getProgrammingModel: () => app.modelIfSet,
    registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) => {
      app.register(metadata, callback);
      return new Disposable(() => app.unregister(metadata.name));
    },
    log: (level: LogLevel, category: LogCategory, message: string) =>
      log.write({ level, category, message }),
  };
}

/**
 * Answers `require('@azure/functions-core')` with this API, the way the worker does (its setupCoreModule.ts).
 * The module exists nowhere on disk; a bundle reaches it through its createRequire banner.
 */
export function offerCoreApi(coreApi: object): void {
  Module.prototype.require = new Proxy(Module.prototype.require, {
    apply: (require, module, args) =>
      args[0] === '@azure/functions-core' ? coreApi : Reflect.apply(require, module, args),
  });
}
