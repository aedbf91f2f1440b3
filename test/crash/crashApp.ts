import { join } from 'node:path';
import { appRoot, buildAppRoot } from '../support/appRoot.ts';

/** The app that crashes where CRASH_AT says, with the protocol's times in seconds. */
export const crashApp = appRoot('crash-app');

/** Node keeps what it has compiled here when a process ends by itself: the next one starts with a third less work. */
export const compileCache: string = join(crashApp, 'compile-cache');

/** Builds it: the functions as they are shipped, around a runtime with named steps. */
export function buildCrashApp(): Promise<void> {
  return buildAppRoot('crash-app', {
    '/delivery/times.ts': join(import.meta.dirname, '..', 'support', 'shortTimes.ts'),
    '/pacing/times.ts': join(import.meta.dirname, '..', 'support', 'shortPacingTimes.ts'),
    '/shared/runtime.ts': join(import.meta.dirname, 'app', 'crashingRuntime.ts'),
  });
}
