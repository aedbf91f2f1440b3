import { StartError } from '../startError.ts';
import type {
  FunctionCallback,
  FunctionMetadata,
  ProgrammingModel,
  RpcBindingInfo,
} from './coreTypes.ts';
import { Hooks } from './hooks.ts';

/** A function as the app registered it, with its one trigger picked out. */
export interface RegisteredFunction {
  readonly name: string;
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
  /** The key of the trigger among the bindings: the library makes it up, it is a hash. */
  readonly triggerName: string;
  readonly trigger: RpcBindingInfo;
}

/** What one app registered while its entry files were loaded. */
export class FunctionApp {
  readonly hooks = new Hooks();
  readonly #functions = new Map<string, RegisteredFunction>();
  #model: ProgrammingModel | undefined;
  #locked = false;

  /** The functions, in the order of registration. */
  get functions(): readonly RegisteredFunction[] {
    return [...this.#functions.values()];
  }

  /** The library's side of the worker. Throws {@link StartError} when no function was registered. */
  get model(): ProgrammingModel {
    if (!this.#model) throw new StartError('The app registered no function with @azure/functions.');
    return this.#model;
  }

  /** The library announces itself with its first function. */
  setModel(model: ProgrammingModel): void {
    this.#model = model;
  }

  /** Undefined until {@link setModel}: the library may ask early. */
  get modelIfSet(): ProgrammingModel | undefined {
    return this.#model;
  }

  /** Adds a function. Throws after the start, as the worker does, and for a name that is taken or a missing trigger. */
  register(metadata: FunctionMetadata, callback: FunctionCallback): void {
    const { name, bindings } = metadata;
    if (this.#locked) throw new Error('A function can only be registered during app startup.');
    if (this.#functions.has(name))
      throw new StartError(`Two functions are named "${name}". Rename one.`);
    const [triggerName, trigger] =
      Object.entries(bindings).find(([, { type }]) => /trigger$/i.test(type)) ?? [];
    if (!triggerName || !trigger) throw new StartError(`The function "${name}" has no trigger.`);
    this.#functions.set(name, { name, metadata, callback, triggerName, trigger });
  }

  /** Takes a function back, as the disposable of its registration does. */
  unregister(name: string): void {
    this.#functions.delete(name);
  }

  /** From here on no function can be registered. */
  lock(): void {
    this.#locked = true;
  }
}
