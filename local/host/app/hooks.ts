/** The moments at which an app may hook in (functions-service-bus.md, section 15). */
const hookNames = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'] as const;

/** One of those moments. */
export type HookName = (typeof hookNames)[number];

/** What an app registers for a moment; the library wraps the context for it. */
export type HookCallback = (context: Record<string, unknown>) => unknown;

/** The hooks of one app, run in the order of registration. */
export class Hooks {
  readonly #callbacks = new Map<HookName, HookCallback[]>(hookNames.map((name) => [name, []]));

  /** Adds a hook; returns what removes it. Throws the worker's RangeError for an unknown name. */
  register(name: string, callback: HookCallback): () => void {
    const callbacks = this.#callbacks.get(name as HookName);
    if (!callbacks) {
      throw Object.assign(new RangeError(`Unrecognized hook "${name}"`), {
        isAzureFunctionsSystemError: true, // the library tells by this that the worker is too old for the hook
      });
    }
    callbacks.push(callback);
    return () => {
      const index = callbacks.indexOf(callback);
      if (index >= 0) callbacks.splice(index, 1);
    };
  }

  /** Runs the hooks of a moment one after the other; the first that throws ends it. */
  async run(name: Exclude<HookName, 'log'>, context: Record<string, unknown>): Promise<void> {
    for (const callback of [...this.#of(name)]) await callback(context);
  }

  /** Runs the `log` hooks, which are synchronous: a log line does not wait. */
  runLog(context: Record<string, unknown>): void {
    for (const callback of [...this.#of('log')]) callback(context);
  }

  #of(name: HookName): HookCallback[] {
    return this.#callbacks.get(name) ?? [];
  }
}
