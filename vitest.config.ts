import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/support/buildOnce.ts', 'test/support/globalStorage.ts'],
    // Most tests wait for timers, locks and processes: with one worker per processor the machine idles.
    maxWorkers: Math.max(3, availableParallelism()),
    include: ['test/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
