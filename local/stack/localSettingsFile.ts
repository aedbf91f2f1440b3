import { readFile, writeFile } from 'node:fs/promises';
import type { LocalSettings } from './localServices.ts';

const file = 'local.settings.json';

/** What was done about the settings file. */
export type SettingsFile =
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'asWanted'; readonly file: string }
  /** The names of settings that differ from what runs; the file is left alone. */
  | { readonly kind: 'different'; readonly file: string; readonly names: readonly string[] };

/** Writes the settings that `func start` reads, with the ports that really are in use. A file that exists is left alone. */
export async function writeLocalSettings(settings: LocalSettings): Promise<SettingsFile> {
  const Values: Record<string, string> = { FUNCTIONS_WORKER_RUNTIME: 'node', ...settings };
  const text = `${JSON.stringify({ IsEncrypted: false, Values }, undefined, 2)}\n`;
  try {
    await writeFile(file, text, { flag: 'wx' });
    return { kind: 'written', file };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const present = await valuesOf(file);
  const names = Object.keys(Values).filter((name) => present[name] !== Values[name]);
  return names.length > 0 ? { kind: 'different', file, names } : { kind: 'asWanted', file };
}

/** What the file has now; a broken one differs in everything. */
async function valuesOf(path: string): Promise<Record<string, unknown>> {
  try {
    const json = JSON.parse(await readFile(path, 'utf8')) as { Values?: Record<string, unknown> };
    return json.Values ?? {};
  } catch {
    return {};
  }
}
