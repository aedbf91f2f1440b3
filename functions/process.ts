import { readConfig } from '../shared/config.ts';
import { createRuntime } from '../shared/runtime.ts';

/** The settings of this process. A wrong one stops the start, with its name and what is allowed. */
export const config = readConfig(process.env);

/** The clients of this process, built once; the Functions host collects what is written to the console. */
export const runtime = createRuntime(config, (level, line) => console[level](line));
