import { type FieldRule, isWhole } from '../invalidInput.ts';
import { defaultDeltaMembersPerPage, deltaTokenLifeMs, maxObjectsPerPage } from '../limits.ts';

/** How the tenant lets its directory of users and groups be read. */
export interface DirectoryBehaviour {
  /**
   * What the identity may see. `full`: all (GroupMember.Read.All with User.Read.All). `noProxies`: proxy addresses and
   * accountEnabled are null, managers and filters by proxy address forbidden (User.ReadBasic.All). `idsOnly`: members have
   * only type and id, users are forbidden (GroupMember.Read.All alone). `forbidden`: nothing, 403 to every request.
   */
  readonly directoryReading: 'full' | 'noProxies' | 'idsOnly' | 'forbidden';
  /** Resource units that requests may cost in 10 s; above it they are throttled. 0: never. Entra's smallest limit is 3,500. */
  readonly unitsPer10Seconds: number;
  /** Age at which tokens of delta queries expire. */
  readonly deltaTokenLifeMs: number;
  /** What an expired token gets: `gone` is 410 with a Location to start again, `syncStateNotFound` is a 400 without. */
  readonly expiredTokenAnswer: 'gone' | 'syncStateNotFound';
  /** Members on one page of a delta query. */
  readonly deltaMembersPerPage: number;
  /** Delta links tell every change twice, with an empty page in between: what Graph's delta-query-overview page warns of. */
  readonly deltaReplays: boolean;
}

/** Everything may be read, nothing is throttled. */
export const usualDirectory: DirectoryBehaviour = {
  directoryReading: 'full',
  unitsPer10Seconds: 0,
  deltaTokenLifeMs,
  expiredTokenAnswer: 'gone',
  deltaMembersPerPage: defaultDeltaMembersPerPage,
  deltaReplays: false,
};

const readings = ['full', 'noProxies', 'idsOnly', 'forbidden'];
const expiredAnswers = ['gone', 'syncStateNotFound'];

/** What each field may be. */
export const directoryFields: Readonly<Record<keyof DirectoryBehaviour, FieldRule>> = {
  directoryReading: {
    allowed: '"full", "noProxies", "idsOnly" or "forbidden"',
    accepts: (value) => readings.includes(String(value)),
  },
  unitsPer10Seconds: {
    allowed: 'a whole number up to 1000000, 0 for no limit',
    accepts: isWhole(0, 1_000_000),
  },
  deltaTokenLifeMs: {
    allowed: `whole milliseconds from 1 to ${deltaTokenLifeMs}`,
    accepts: isWhole(1, deltaTokenLifeMs),
  },
  expiredTokenAnswer: {
    allowed: '"gone" or "syncStateNotFound"',
    accepts: (value) => expiredAnswers.includes(String(value)),
  },
  deltaMembersPerPage: {
    allowed: `a whole number from 1 to ${maxObjectsPerPage}`,
    accepts: isWhole(1, maxObjectsPerPage),
  },
  deltaReplays: { allowed: 'true or false', accepts: (value) => typeof value === 'boolean' },
};
