import { setTimeout as delay } from 'node:timers/promises';
import type { GraphAnswer } from '../api/graphAnswer.ts';
import { refuse, requestDenied } from '../api/graphErrors.ts';
import type { GraphRequest } from '../api/graphRequest.ts';
import { faultAnswer } from '../faults/faultAnswer.ts';
import type { Simulator } from '../simulator.ts';
import type { DirectoryOperation } from './operations.ts';
import { pageNumber } from './pages.ts';
import { unitCost } from './unitCost.ts';

/** Reads the directory unless it is throttled, a fault has it otherwise, or the identity may not. */
export async function readDirectory(
  operation: DirectoryOperation,
  request: GraphRequest,
  simulator: Simulator,
): Promise<GraphAnswer> {
  const query = request.url.searchParams;
  const units = unitCost(operation.units, query);
  const { unitsPer10Seconds } = simulator.behaviour.current;
  const waitSeconds = simulator.units.spend(units, unitsPer10Seconds, Date.now());
  simulator.requests.directoryArrived(operation.kind, units, waitSeconds !== undefined);
  if (waitSeconds !== undefined) return throttled(waitSeconds);

  const due = () => withUnits(permitted(operation, request, simulator), units);
  const fault = simulator.faults.take(operation.kind, { page: pageNumber(query) });
  if (fault === undefined) return due();
  await delay(fault.delayMs ?? 0, undefined, { signal: simulator.stopping });
  if (fault.answer === 'as-usual') return due();
  if (fault.answer === 'nothing') return operation.runEmpty?.(request, simulator) ?? due();
  return faultAnswer(fault);
}

/** With GroupMember.Read.All alone users are forbidden; the operations leave out themselves what else may not be seen. */
function permitted(
  operation: DirectoryOperation,
  request: GraphRequest,
  simulator: Simulator,
): GraphAnswer {
  const { directoryReading } = simulator.behaviour.current;
  const forbidden =
    directoryReading === 'forbidden' ||
    (directoryReading === 'idsOnly' && operation.kind === 'users');
  return forbidden ? requestDenied() : operation.run(request, simulator);
}

function withUnits(answer: GraphAnswer, units: number): GraphAnswer {
  if (answer.kind !== 'json' && answer.kind !== 'text') return answer;
  return { ...answer, headers: { ...answer.headers, 'x-ms-resource-unit': String(units) } };
}

function throttled(retryAfterSeconds: number): GraphAnswer {
  return {
    ...refuse('TooManyRequests', 'Please retry again later.'),
    retryAfterSeconds,
    headers: {
      'x-ms-throttle-scope': 'Tenant_Application/ReadWrite/simulator/simulator',
      'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
    },
  };
}
