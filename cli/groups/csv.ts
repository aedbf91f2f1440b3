import type { ListedGroup } from '../../shared/graph/directory/groupList.ts';
import type { Connection } from '../connection.ts';
import { type CsvColumns, fileArgument, writeCsv } from '../csv.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { stillWorking } from '../stillWorking.ts';

const columns: CsvColumns<ListedGroup> = {
  id: (group) => group.id,
  name: (group) => group.displayName,
  mail: (group) => group.mail,
  kind: (group) => group.kind,
  members: (group) => group.memberCount,
};

/** `mailchute groups csv [FILE]`: every group of the tenant. Nothing is written unless all of them were read. */
export async function csv(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const file = fileArgument(args);
  const groups: ListedGroup[] = [];
  const reading = async () => {
    for await (const group of connection.senderTools().groups()) groups.push(group);
  };
  await stillWorking(() => `${groups.length} groups read so far.`, reading());
  await writeCsv(file, columns, groups);
  return exitCodes.ok;
}
