import { addressKey } from '../senders/addressKey.ts';
import { type Finding, isFindingCode } from './findings.ts';

/** What an examination is asked for. Addresses in the form of `addressKey`. */
export interface OrderWish {
  /** A mailbox that may send; undefined: the first of the group. */
  readonly allowed?: string;
  /** A mailbox that must not send. */
  readonly forbidden?: string;
  /** Send one mail from this mailbox to itself, and examine nothing else. */
  readonly probe?: string;
}

/** An order to the functions and their answer: one row of the table `doctor`. */
export interface Order {
  readonly orderId: string;
  /** `taken` is never taken again: a probe whose run broke off may have sent its mail. */
  readonly state: 'placed' | 'taken' | 'done';
  readonly wish: OrderWish;
  readonly findings: readonly Finding[];
}

/** A row as the store hands it over. */
export type OrderFields = Readonly<Record<string, unknown>>;

/** An order as the fields of a row; findings are one text, for they are read together. */
export function orderToFields({ orderId, state, wish, findings }: Order): OrderFields {
  return { orderId, state, ...wish, findings: JSON.stringify(findings) };
}

/**
 * The order in a row, or undefined when there is none to be read. Whoever can write the table could put anything there, so
 * addresses and codes are looked at: an order names mailboxes in requests to Graph, findings end on a terminal.
 */
export function orderFromFields(fields: OrderFields): Order | undefined {
  const { orderId, state } = fields;
  if (typeof orderId !== 'string' || !/^[\w-]{1,64}$/.test(orderId)) return undefined;
  if (state !== 'placed' && state !== 'taken' && state !== 'done') return undefined;
  const wish: Record<string, string> = {};
  for (const name of ['allowed', 'forbidden', 'probe'] as const) {
    if (fields[name] === undefined) continue;
    const address = typeof fields[name] === 'string' ? addressKey(fields[name]) : undefined;
    if (address === undefined) return undefined;
    wish[name] = address;
  }
  const findings = readFindings(fields['findings']);
  return findings && { orderId, state, wish, findings };
}

function readFindings(text: unknown): readonly Finding[] | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every(isFinding) ? list : undefined;
  } catch {
    return undefined;
  }
}

function isFinding(value: unknown): value is Finding {
  if (typeof value !== 'object' || value === null) return false;
  const { code, detail } = value as Partial<Record<string, unknown>>; // fields are checked here
  return isFindingCode(code) && (detail === undefined || typeof detail === 'string');
}
