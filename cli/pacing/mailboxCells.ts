import type { Limits } from '../../shared/pacing/limits.ts';
import type { MailboxView } from '../../shared/pacing/pacingAdmin.ts';
import { onTerminal } from '../onTerminal.ts';
import { forecast } from './forecast.ts';
import { pauseText } from './pauseText.ts';

const bytesPerMb = 1_000_000;

/** The headings of `mailboxCells`. */
export const mailboxHeadings = [
  'mailbox',
  'last minute',
  'in flight',
  'recipients in 24 h',
  'MB in 5 min',
  'state',
  'backlog',
] as const;

/** One mailbox for people: what it has used of each limit, what it may do now, and when its backlog ends. */
export function mailboxCells(name: string, view: MailboxView, nowMs: number): readonly string[] {
  return [
    onTerminal(name),
    used(view, 'messagesPerMinute', view.startsLastMinute),
    used(view, 'inFlight', view.slotsHeld),
    used(view, 'recipientsPerDay', view.recipientsLastDay),
    used(view, 'uploadBytesPer5Min', view.uploadBytesLast5Min, bytesPerMb),
    stateText(view, nowMs),
    backlogText(view, nowMs),
  ];
}

/** What is not limited is not counted either: nothing of it is in the mailbox's row. */
function used(
  { limits, ownLimits }: MailboxView,
  name: keyof Limits,
  amount: number,
  unit = 1,
): string {
  const limit = limits[name];
  const mark = ownLimits[name] === undefined ? '' : '*';
  return limit === undefined
    ? `no limit${mark}`
    : `${number(amount / unit)} of ${number(limit / unit)}${mark}`;
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}

function stateText(view: MailboxView, nowMs: number): string {
  const { pause, limits, nextStartAtMs } = view;
  if (pause) return pauseText(pause, nowMs);
  const isUsedUp = (name: keyof Limits, amount: number) => amount >= (limits[name] ?? Infinity);
  if (isUsedUp('recipientsPerDay', view.recipientsLastDay)) return "the day's recipients are used";
  if (isUsedUp('uploadBytesPer5Min', view.uploadBytesLast5Min)) return 'the upload is used';
  return nextStartAtMs > nowMs ? `next start ${forecast(nextStartAtMs, nowMs)}` : 'free';
}

/** Without an end of the pause there is none of the backlog: its times are only those when jobs look again. */
function backlogText({ backlogEndsAtMs, pause, limits }: MailboxView, nowMs: number): string {
  if (backlogEndsAtMs === undefined) return 'none';
  if (pause && pause.untilMs === undefined) return 'waits until resumed';
  const { messagesPerMinute } = limits;
  const rate = messagesPerMinute === undefined ? '' : `, ${number(messagesPerMinute)} a minute`;
  return `ends ${forecast(backlogEndsAtMs, nowMs)}${rate}`;
}
