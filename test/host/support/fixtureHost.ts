import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';
import { type HostProcess, startHost } from '../../../local/host/hostProcess.ts';

/** A host that runs one of the apps in `test/host/fixtures/`, with what it wrote so far. */
export interface FixtureHost extends HostProcess {
  readonly lines: readonly string[];
  /** Waits until at least `count` lines begin with `start`; resolves to what follows it in each. */
  linesAfter(start: string, count?: number): Promise<string[]>;
}

/** The folder of a fixture app. */
export function fixtureRoot(app: string): string {
  return fileURLToPath(new URL(`../fixtures/${app}/`, import.meta.url));
}

/** Starts a host on an app's folder, with these settings and nothing else of our environment. */
export async function openHost(root: string, env: NodeJS.ProcessEnv): Promise<FixtureHost> {
  const host = await startHost({ root, env, port: 0 });
  const lines: string[] = [];
  host.onLine(({ text }) => lines.push(text));
  const after = (start: string) =>
    lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length).trim());
  return {
    ...host,
    lines,
    linesAfter: (start, count = 1) =>
      vi.waitFor(
        () => {
          const found = after(start);
          if (found.length >= count) return found;
          throw new Error(`${found.length} of ${count} lines "${start}" in:\n${lines.join('\n')}`);
        },
        { timeout: 20_000, interval: 20 },
      ),
  };
}

/** {@link openHost} on a fixture app, killed at the end of the test. */
export async function startFixture(app: string, env: NodeJS.ProcessEnv): Promise<FixtureHost> {
  const host = await openHost(fixtureRoot(app), env);
  onTestFinished(async () => {
    await host.kill();
  });
  return host;
}
