import { parkedName } from '../../shared/bodies/parkedBodies.ts';
import { type JobFacts, judge, type Verdict } from './judge.ts';
import type { Lane } from './lane.ts';
import { mailOf, messageIdOf, type Scenario } from './scenarios.ts';

/** Looks at everything that the jobs of a cell have left behind, and judges each. `claimChecks`: names by job id. */
export async function verdicts(
  jobIds: readonly string[],
  claimChecks: ReadonlyMap<string, string>,
  scenario: Scenario,
  lane: Lane,
): Promise<readonly Verdict[]> {
  const told = scenario.tellsOutcome ? await lane.takeOutcomes() : undefined;
  const accepted = lane.graph.messages().map(({ internetMessageId }) => internetMessageId);
  return Promise.all(
    jobIds.map(async (jobId): Promise<Verdict> => {
      const claimCheck = claimChecks.get(jobId);
      const facts: JobFacts = {
        row: (await lane.ledger.read(jobId))?.row,
        acceptedCount: accepted.filter((messageId) => messageId === messageIdOf(jobId)).length,
        parkedBody: await parkedBody(jobId, scenario, lane),
        problems: await lane.problems.find(jobId),
        told: told && (told.get(jobId) ?? []),
        claimCheckLeft: claimCheck !== undefined && (await lane.hasClaimCheck(claimCheck)),
      };
      return judge(facts, scenario.mayEnd);
    }),
  );
}

async function parkedBody(
  jobId: string,
  scenario: Scenario,
  { parked }: Lane,
): Promise<JobFacts['parkedBody']> {
  const mail = await parked.read(parkedName(jobId));
  if (!mail) return 'none';
  return mailOf(jobId, scenario).equals(mail.mime) ? 'asSent' : 'changed';
}
