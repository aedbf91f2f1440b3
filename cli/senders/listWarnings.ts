import type { SenderConfig } from '../../shared/config.ts';
import type { DirectoryState, RunReport } from '../../shared/senders/sync/rows.ts';
import { syncTimes } from '../../shared/senders/sync/times.ts';
import { onTerminal } from '../onTerminal.ts';

const hourMs = 3_600_000;

/** Three looks of the timer were missed. */
const lateMs = 3 * syncTimes.pollEveryMs;

/** What a list of senders is judged by. */
export interface ListFacts {
  readonly senders: SenderConfig;
  /** Undefined: no run has ended yet. */
  readonly state: DirectoryState | undefined;
  /** Newest first. */
  readonly reports: readonly RunReport[];
  readonly nowMs: number;
}

/** Why the list may not be what decides now, each with what mends it. Empty: all is well. */
export function listWarnings(facts: ListFacts): readonly string[] {
  const { senders, state } = facts;
  if (senders.mode !== 'group') {
    return [`SENDER_MODE is ${senders.mode}: this list does not decide who may send.`];
  }
  if (!state || state.fullReadAtMs === 0) {
    const never =
      'The group was never read in full: jobs wait (DirectoryStale). "mailchute senders sync" reads it now.';
    return [never, ...runWarnings(facts)];
  }
  return [...stateWarnings(state, senders, facts.nowMs), ...runWarnings(facts)];
}

function stateWarnings(
  { groupSetting, fullReadAtMs, writing, groupMailEnabled }: DirectoryState,
  { group, maxAgeMs }: Extract<SenderConfig, { readonly mode: 'group' }>,
  nowMs: number,
): readonly string[] {
  const warnings: string[] = [];
  if (groupSetting !== group) {
    warnings.push(
      `The list was made for SENDER_GROUP "${onTerminal(groupSetting)}", and the setting is "${onTerminal(group)}": jobs wait (DirectoryStale). "mailchute senders sync" reads that group.`,
    );
  }
  if (nowMs - fullReadAtMs > maxAgeMs) {
    warnings.push(
      `The last full read is longer ago than SENDER_MAX_AGE_HOURS (${maxAgeMs / hourMs}): jobs wait (DirectoryStale). "mailchute senders sync" reads the group now.`,
    );
  }
  if (writing) {
    warnings.push(
      'A run has begun to write and has not ended: what is shown may be ahead of what counts. If it was killed, "mailchute senders sync" begins anew.',
    );
  }
  if (!groupMailEnabled) {
    warnings.push(
      'The group is not mail-enabled: Exchange cannot limit the application to its members.',
    );
  }
  return warnings;
}

/** The newest run of each kind, if it was refused or failed and nothing that counts came after it. */
function runWarnings({ reports, state, nowMs }: ListFacts): readonly string[] {
  const [newest] = reports;
  const full = reports.find(({ kind }) => kind === 'full');
  const { fullReadAtMs = 0, checkedAtMs = 0 } = state ?? {};
  const warnings: string[] = [];
  if (full && full.startedAtMs >= fullReadAtMs) warnings.push(...runWarning(full));
  // Runs that end in the same way share the row of the first one, so its time alone does not tell.
  const isOvertaken = nowMs - checkedAtMs < lateMs && (newest?.startedAtMs ?? 0) < checkedAtMs;
  if (newest?.kind === 'changes' && !isOvertaken) warnings.push(...runWarning(newest));
  return warnings;
}

function runWarning({ kind, outcome, startedAtMs, reason = '', text = '' }: RunReport): string[] {
  const what = kind === 'full' ? 'The last full read' : 'The last look for changes';
  const when = new Date(startedAtMs).toISOString();
  switch (outcome) {
    case 'done':
      return [];
    case 'refused': // its text says what to do
      return [`${what} (${when}) was refused, ${reason}: ${text}`];
    case 'failed':
      return [
        `${what} (${when}) failed, ${reason}: ${text} "mailchute senders sync" tries again now.`,
      ];
    default:
      return outcome satisfies never;
  }
}
