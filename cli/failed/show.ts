import { parkedName } from '../../shared/bodies/parkedBodies.ts';
import { readArguments } from '../arguments.ts';
import type { Connection } from '../connection.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { jobView, viewLines } from '../jobView.ts';
import { shownProblemState } from './shownProblem.ts';

/** `mailchute failed show ID`: the record of a job, what is parked of it, and what came under its id besides. */
export async function show(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const { value: id, options } = readArguments(args, 'ID', {
    json: { type: 'boolean', default: false },
  });
  const { ledger, parked, problems } = connection.stores();
  const [found, mail, listed] = await Promise.all([
    ledger.read(id),
    parked.read(parkedName(id)),
    problems.find(id),
  ]);
  const shown = {
    ...(found ? jobView(id, found) : { id, state: 'unknown' }),
    parkedBytes: mail?.mime.length,
    parkedAs: mail && parkedName(id),
    properties: mail && JSON.stringify(namesOf(mail.message.properties)),
  };
  const besides = listed.filter(({ state }) => state === 'conflict');
  if (options.json) console.log(JSON.stringify({ ...shown, besides }));
  else {
    console.log(viewLines(shown).join('\n'));
    for (const { state, reason, text, parkedAs } of besides) {
      console.log(
        `\n${viewLines({ beside: shownProblemState(state), reason, text, parkedAs }).join('\n')}`,
      );
    }
  }
  return found || listed.length > 0 ? exitCodes.ok : exitCodes.no;
}

/** Properties without the envelope: recipients are nobody's business on a terminal. */
function namesOf({ recipients, ...properties }: Readonly<Record<string, unknown>>) {
  return recipients === undefined ? properties : { ...properties, recipients: '(not shown)' };
}
