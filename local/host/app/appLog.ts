import type { LogCategory, LogLevel } from './coreTypes.ts';
import type { Hooks } from './hooks.ts';

/** One line an app or the library wants written. */
export interface LogLine {
  readonly level: LogLevel;
  readonly category: LogCategory;
  readonly message: string;
  readonly invocationContext?: unknown;
}

/** Where a line goes, by its level. `trace` and `debug` go nowhere: the real host's default level is Information. */
const streams: Readonly<Record<LogLevel, 'stdout' | 'stderr' | 'nowhere'>> = {
  trace: 'nowhere',
  debug: 'nowhere',
  information: 'stdout',
  warning: 'stderr',
  error: 'stderr',
  critical: 'stderr',
  none: 'nowhere',
};

/** Writes what `context.log` and its siblings are given, plainly as lines, after the app's `log` hooks have seen it. */
export class AppLog {
  readonly #hooks: Hooks;

  constructor(hooks: Hooks) {
    this.#hooks = hooks;
  }

  write(line: LogLine): void {
    const context: Record<string, unknown> & { level: LogLevel; message: string } = {
      ...line,
      hookData: {},
    };
    this.#hooks.runLog(context); // a hook may change level and message
    const stream = streams[context.level];
    if (stream !== 'nowhere') process[stream].write(`${context.message}\n`);
  }
}
