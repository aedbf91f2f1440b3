import type { TestProject } from 'vitest/node';
import { startStorage } from '../../local/stack/storage.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of one Azurite for the whole run; each test uses table and container names of its own. */
    storage: string;
  }
}

/** One Azurite for every test that needs nothing but a store. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const storage = await startStorage({ blob: 0, queue: 0, table: 0 });
  project.provide('storage', storage.connectionString);
  return () => storage.close();
}
