import { type Setting, type SettingName, settings } from './settings.ts';

/** Settings as the environment has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Their values are never shown: secrets, and what is copied from the same page as one and gets mixed up with it. */
const neverShown: readonly SettingName[] = [
  'ServiceBus',
  'Storage',
  'GRAPH_CLIENT_SECRET',
  'GRAPH_CLIENT_ID',
  'GRAPH_TENANT_ID',
];

/** A connection string, a URL with a password, or a key itself, which got into some other setting. */
const holdsSecret = /(?:key|secret|password|signature|sig)\s*=|:\/\/[^/]*@|-----BEGIN/i;

/** Longer values are cut in the text of a fault. */
const shownCharacters = 100;

/** Reads settings one by one and collects what is wrong with them, so that all faults are told at once. */
export class SettingReader {
  readonly faults: string[] = [];
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  /** The text of a setting, its default, or undefined. A blank setting counts as left out. */
  text(name: SettingName): string | undefined {
    const { fallback }: Setting = settings[name];
    return this.#env[name]?.trim() || fallback;
  }

  /** Whether a setting has a value or a default. */
  has(name: SettingName): boolean {
    return this.text(name) !== undefined;
  }

  /** Notes that a setting is wrong or missing: its name, its value unless it may hold a secret, and what is allowed. */
  wrong(name: SettingName): void {
    this.faults.push(`${name} is ${this.#shown(name)}. Allowed: ${settings[name].allowed}.`);
  }

  /** The text of a setting that must be there and match; otherwise noted as wrong. */
  matching(name: SettingName, rule: RegExp): string {
    const text = this.text(name) ?? '';
    if (!rule.test(text)) this.wrong(name);
    return text;
  }

  /** The text of a setting that may be left out but must match when it is there. */
  matchingIfSet(name: SettingName, rule: RegExp): string | undefined {
    return this.has(name) ? this.matching(name, rule) : undefined;
  }

  /** A setting with a closed list of values, exactly as written there. Noted as wrong: the first one. */
  oneOf<T extends string>(name: SettingName, first: T, ...others: readonly T[]): T {
    const found = [first, ...others].find((one) => one === this.text(name));
    if (found === undefined) this.wrong(name);
    return found ?? first;
  }

  /** A whole number within both bounds. Noted as wrong: some number. */
  wholeNumber(name: SettingName, from: number, to: number): number {
    const text = this.text(name) ?? '';
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= from && number <= to)) this.wrong(name);
    return number;
  }

  /** What stands between the commas of a setting, without blanks and empty places. */
  list(name: SettingName): readonly string[] {
    const items = (this.text(name) ?? '').split(',').map((item) => item.trim());
    return items.filter((item) => item !== '');
  }

  /** The root URL of a service, without a slash at its end; empty when noted as wrong. Plain http is for this machine only. */
  rootUrl(name: SettingName, fallback?: string): string {
    const text = this.text(name);
    if (text === undefined && fallback !== undefined) return fallback;
    const url = URL.parse(text ?? '');
    const isRoot = url?.pathname === '/' && url.search === '' && url.hash === '';
    const isSafe =
      url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.href));
    if (url && isRoot && isSafe && url.username === '' && url.password === '') return url.origin;
    this.wrong(name);
    return '';
  }

  #shown(name: SettingName): string {
    const text = this.text(name);
    if (text === undefined) return 'missing';
    if (neverShown.includes(name) || holdsSecret.test(text)) {
      return 'not understood (not shown, since it may hold a secret)';
    }
    const isLong = text.length > shownCharacters;
    return JSON.stringify(isLong ? `${text.slice(0, shownCharacters)}...` : text);
  }
}

/** Whether a URL leads to this machine. */
export function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
