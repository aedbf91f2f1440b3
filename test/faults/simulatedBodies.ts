import type { JobBodies } from '../../shared/bodies/jobBodies.ts';
import type { ParkedBodies, ParkedMail } from '../../shared/bodies/parkedBodies.ts';
import { refused } from '../../shared/job/reasons.ts';
import { type Problem, type Problems, problemKey } from '../../shared/ledger/problems.ts';
import type { Instance } from './instance.ts';
import type { Seam, Service } from './seam.ts';

/** What is in the two containers and in the table of problems. */
export class Storage {
  readonly jobs = new Map<string, Buffer>();
  /** A parked job is two blobs, the message and the body: a crash may leave one of them. */
  readonly parkedMessages = new Map<string, ParkedMail['message']>();
  readonly parkedMimes = new Map<string, Uint8Array>();
  readonly problems = new Map<string, Problem>();

  parked(name: string): ParkedMail | undefined {
    const mime = this.parkedMimes.get(name);
    const message = this.parkedMessages.get(name);
    return mime && message && { mime, message };
  }
}

/** The claim checks as one process sees them. */
export function simulatedJobBodies(
  { jobs }: Storage,
  service: Service,
  seam: Seam,
  by: Instance,
): JobBodies {
  return {
    read: (name) =>
      seam.call({
        ...{ by, service, what: 'readClaimCheck', jobId: jobOf(name) },
        act: () => {
          const mime = jobs.get(name);
          return mime
            ? { kind: 'mime' as const, mime }
            : refused('BlobMissing', `There is no blob "${name}".`);
        },
      }),
    write: (name, mime) =>
      seam.call({
        ...{ by, service, what: 'writeClaimCheck', jobId: jobOf(name) },
        act: () => void jobs.set(name, Buffer.from(mime)),
      }),
    remove: (name) =>
      seam.call({
        ...{ by, service, what: 'removeClaimCheck', jobId: jobOf(name) },
        act: () => void jobs.delete(name),
      }),
  };
}

/** The parked bodies as one process sees them: two requests for each change, as the real ones make. */
export function simulatedParkedBodies(
  storage: Storage,
  service: Service,
  seam: Seam,
  by: Instance,
): ParkedBodies {
  const call = <Answer>(what: string, name: string, act: () => Answer) =>
    seam.call({ by, service, what, jobId: jobOf(name), act });
  return {
    async park(name, { mime, message }) {
      await call('parkMessage', name, () => storage.parkedMessages.set(name, message));
      await call('parkBody', name, () => storage.parkedMimes.set(name, mime));
    },
    read: (name) => call('readParked', name, () => storage.parked(name)),
    async remove(name) {
      await call('removeParkedBody', name, () => storage.parkedMimes.delete(name));
      await call('removeParkedMessage', name, () => storage.parkedMessages.delete(name));
    },
  };
}

/** The list of problems as one process sees it. */
export function simulatedProblems(
  { problems }: Storage,
  service: Service,
  seam: Seam,
  by: Instance,
): Problems {
  const call = <Answer>(what: string, jobId: string, act: () => Answer) =>
    seam.call({ by, service, what, jobId, act });
  return {
    add: (problem) =>
      call('listProblem', problem.jobId, () => void problems.set(problemKey(problem), problem)),
    find: (jobId) =>
      call('findProblems', jobId, () =>
        [...problems.values()].filter((problem) => problem.jobId === jobId),
      ),
    async *list() {
      yield* await call('listProblems', '', () => [...problems.values()]);
    },
    remove: (key) => call('removeProblem', jobOf(key), () => void problems.delete(key)),
  };
}

/** Most names of blobs and entries begin with the job id. */
const jobOf = (name: string) => /^job-\d+/.exec(name)?.[0] ?? '';
