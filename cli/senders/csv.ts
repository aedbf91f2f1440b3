import type { PersonRow } from '../../shared/senders/sync/rows.ts';
import type { Connection } from '../connection.ts';
import { type CsvColumns, fileArgument, writeCsv } from '../csv.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { stillWorking } from '../stillWorking.ts';
import { accountWord, byName, isoTime } from './personView.ts';

const columns: CsvColumns<PersonRow> = {
  name: (one) => one.displayName,
  mail: (one) => one.mail,
  'user principal name': (one) => one.userPrincipalName,
  addresses: (one) => one.addresses.join(' '),
  manager: (one) => one.manager?.displayName,
  'manager mail': (one) => one.manager?.mail,
  'manager id': (one) => one.manager?.id,
  account: (one) => accountWord(one.accountEnabled),
  since: (one) => isoTime(one.addedAtMs),
  changed: (one) => isoTime(one.changedAtMs),
  removed: (one) => isoTime(one.removedAtMs),
  'mailbox id': (one) => one.mailboxId,
};

/** `mailchute senders csv [FILE]`: everybody who may send or once might, for spreadsheets and auditors. */
export async function csv(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const file = fileArgument(args);
  const { store } = connection.senderTools();
  const people = await stillWorking(() => 'Reading the list of senders.', store.people());
  if (people.size === 0) {
    console.error('Nobody is in the list of senders yet. "mailchute senders list" says why.');
  }
  await writeCsv(file, columns, byName(people.values()));
  return exitCodes.ok;
}
