import { columns, styled } from '../../local/terminal.ts';
import type { DirectoryState, PersonRow } from '../../shared/senders/sync/rows.ts';
import { optionsOnly } from '../arguments.ts';
import type { Connection } from '../connection.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { onTerminal } from '../onTerminal.ts';
import { stillWorking } from '../stillWorking.ts';
import { shownLimits } from './limits.ts';
import { listWarnings } from './listWarnings.ts';
import { accountWord, byName, isoTime, personView } from './personView.ts';

/**
 * `mailchute senders list [--removed]`: who may send, with how old and how sure that is. Exit code 1 when there is no list.
 */
export async function list(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const options = optionsOnly(args, {
    removed: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const { store } = connection.senderTools();
  const reading = Promise.all([
    store.readState(),
    store.reports(shownLimits.reportsLookedAt),
    store.people(),
  ]);
  const [found, reports, everybody] = await stillWorking(
    () => 'Reading the list of senders.',
    reading,
  );
  const state = found?.state;
  const nowMs = Date.now();
  const warnings = listWarnings({ senders: connection.senderConfig(), state, reports, nowMs });
  const people = byName(everybody.values());
  const shown = people.filter((one) => options.removed || one.removedAtMs === undefined);
  const read = state && state.fullReadAtMs > 0 ? state : undefined;
  if (options.json) {
    const group = read && groupView(read);
    console.log(JSON.stringify({ group, warnings, senders: shown.map(personView) }));
  } else {
    if (read) console.log(headLine(read, people));
    for (const warning of warnings) console.log(styled('yellow', `Warning: ${warning}`));
    if (shown.length > 0) console.log(`\n${table(shown, options.removed).join('\n')}`);
  }
  return read ? exitCodes.ok : exitCodes.no;
}

function groupView(state: DirectoryState) {
  return {
    id: state.groupId,
    name: state.groupName,
    mailEnabled: state.groupMailEnabled,
    readInFull: isoTime(state.fullReadAtMs),
    checked: isoTime(state.checkedAtMs),
  };
}

function headLine(state: DirectoryState, people: readonly PersonRow[]): string {
  const { groupName, fullReadAtMs, checkedAtMs } = state;
  const count = people.filter((one) => one.removedAtMs === undefined).length;
  return `${count} senders of the group "${onTerminal(groupName)}", read in full ${isoTime(fullReadAtMs)}, last checked ${isoTime(checkedAtMs)}.`;
}

function table(people: readonly PersonRow[], withRemoved: boolean): readonly string[] {
  const heading = ['name', 'mail', 'addresses', 'manager', 'account', 'since'];
  const rows = people.map((one) =>
    [
      one.displayName,
      one.mail ?? '',
      String(one.addresses.length),
      one.manager?.displayName ?? one.manager?.mail ?? '',
      accountWord(one.accountEnabled),
      isoTime(one.addedAtMs) ?? '',
      ...(withRemoved ? [isoTime(one.removedAtMs) ?? ''] : []),
    ].map(onTerminal),
  );
  return columns([[...heading, ...(withRemoved ? ['removed'] : [])], ...rows], 0);
}
