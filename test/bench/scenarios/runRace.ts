import type { Contender } from '../contenders/contender.ts';
import { startFunctions } from '../contenders/functionsProcess.ts';
import { loopContender } from '../contenders/loop.ts';
import { mailchuteContender } from '../contenders/mailchute.ts';
import { type Seen, seen } from '../figures/seen.ts';
import type { Batch } from '../mails.ts';
import { type Services, startServices } from '../services/services.ts';
import type { Effort, Race } from './scenario.ts';

/** Every round of every contender. */
export type Rounds = Readonly<Record<Contender['name'], readonly Seen[]>>;

/** Lets Mailchute and the two baselines send the same mails in turn, against the same simulator. */
export async function runRace(name: string, race: Race, effort: Effort): Promise<Rounds> {
  const services = await startServices(race.mailboxCount + 1);
  try {
    const host = await startFunctions('mailchute', services);
    const { url } = services.graph;
    const contenders = [
      await mailchuteContender(services, host, race.mailboxCount),
      loopContender('fetch', url),
      loopContender('sdk', url),
    ];
    const rounds: Record<Contender['name'], Seen[]> = {
      Mailchute: [],
      'fetch loop': [],
      'SDK loop': [],
    };
    for (let round = 1; round <= race.rounds; round += 1) {
      for (const [index, contender] of contenders.entries()) {
        effort.say(`${name}: round ${round} of ${race.rounds}, ${contender.name} ...`);
        const batch = {
          name: `${name}-${round}-${index}`,
          mailboxCount: race.mailboxCount,
          mailsEach: effort.quick ? race.quickMailsEach : race.mailsEach,
        };
        rounds[contender.name].push(await measure(contender, batch, race, services));
      }
    }
    await host.stop();
    return rounds;
  } finally {
    await services.close();
  }
}

async function measure(
  contender: Contender,
  batch: Batch,
  { latencyMs, fault }: Race,
  { graph }: Services,
): Promise<Seen> {
  await graph.behave({}, []);
  const ready = await contender.prepare(batch);
  await graph.forget();
  await graph.behave({ sendLatencyMs: latencyMs }, fault ? [fault] : []);
  const cost = await ready.run();
  return seen(await graph.mailsOf(batch.name), await graph.measured(), cost);
}
