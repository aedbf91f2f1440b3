import { readFile } from 'node:fs/promises';
import { type Refusal, refusal } from './refusal.ts';
import { StartError } from './startError.ts';

/** App settings by name: the environment of the host's process, which the functions read too. */
export type AppSettings = Readonly<Record<string, string | undefined>>;

/** The file `func start` reads settings from, beside host.json. */
export const defaultSettingsFile = 'local.settings.json';

/**
 * Adds the `Values` of a local.settings.json to the environment, as `func start` does: what the environment
 * already has wins. A missing file is fine unless it was asked for by name (`required`).
 */
export async function addLocalSettings(
  file: string,
  env: NodeJS.ProcessEnv,
  { required }: { readonly required: boolean },
): Promise<void> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (!required && (cause as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new StartError(`Could not read the settings file ${file}: ${(cause as Error).message}`, {
      cause,
    });
  }
  for (const [name, value] of Object.entries(localValues(text, file))) env[name] ??= value;
}

function localValues(text: string, file: string): Record<string, string> {
  let json: { IsEncrypted?: unknown; Values?: unknown };
  try {
    json = JSON.parse(text) as typeof json;
  } catch (cause) {
    // The parser's message quotes the text, which may hold a secret: it is not repeated.
    throw new StartError(`${file} is no JSON.`, { cause });
  }
  if (json.IsEncrypted === true) {
    throw new StartError(
      `${file} is encrypted. Run "func settings decrypt", or name another file with --settings.`,
    );
  }
  const values = json.Values ?? {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string')
      throw new StartError(`${file}: Values."${name}" must be a text in quotes.`);
  }
  return values as Record<string, string>;
}

/** Quirk: `%Name%` in a queue name or schedule reads an app setting; without that setting the host refuses the function. */
export function resolveSettingNames(text: string, settings: AppSettings): string | Refusal {
  const missing = [...text.matchAll(settingName)].find(([, name]) => !settings[name ?? '']);
  if (missing)
    return refusal(
      `"${text}" needs the app setting "${missing[1]}", which is not set. Set it, or write the name itself.`,
    );
  return text.replaceAll(settingName, (_, name: string) => settings[name] ?? '');
}

const settingName = /%([^%]+)%/g;
