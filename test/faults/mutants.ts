import type { Patch } from './changedEngine.ts';

/** The engine with one rule of docs/protocol.md broken, as section 10 of that page lists them. */
export interface Mutant {
  readonly name: string;
  /** The property of section 11 that it breaks. */
  readonly breaks: 'S1' | 'S2' | 'S3' | 'L1' | 'L2';
  readonly patches: readonly Patch[];
}

const table = 'shared/delivery/table.ts';
const reconcileTable = 'shared/delivery/reconcileTable.ts';
const attempt = 'shared/delivery/attempt.ts';
const writeRow = 'shared/delivery/writeRow.ts';
const carryOut = 'shared/delivery/carryOut.ts';
const transitions = 'shared/ledger/transitions.ts';
const copyId = 'shared/job/copyId.ts';
const copyIdBegins = '{ epoch, hop }: CopyNumber): string {';

/** Every mutant is one way to get it wrong that looked right to somebody. */
export const mutants: readonly Mutant[] = [
  {
    name: 'a row found sending is sent again once its lease is over',
    breaks: 'S1',
    patches: [
      patch(
        table,
        "['sending', 'any', 'always', 'doubt']",
        "['sending', 'any', 'always', 'claim']",
      ),
      patch(transitions, "sending: ['queued',", "sending: ['sending', 'queued',"),
    ],
  },
  {
    name: '504 is taken for not sent',
    breaks: 'S1',
    patches: [
      patch(
        'shared/delivery/recordAnswer.ts',
        "return { state: 'uncertain', code: answer.code };",
        "return { state: 'queued', dueMs: clock.now() + 15_000, code: answer.code };",
      ),
    ],
  },
  {
    name: 'ledger writes are not conditional',
    breaks: 'S1',
    patches: [
      patch(
        writeRow,
        'found ? await ledger.replace(jobId, found.etag, next) : await ledger.insert(jobId, next)',
        "(await ledger.replace(jobId, (await ledger.read(jobId))?.etag ?? '', next)) ?? (await ledger.insert(jobId, next))",
      ),
    ],
  },
  {
    name: 'the row carries no claim token',
    breaks: 'S1',
    patches: [patch(attempt, 'claim: clock.uuid()', "claim: 'claim'")],
  },
  {
    name: 'a ledger write without an answer is taken as written',
    breaks: 'S1',
    patches: [
      patch(
        writeRow,
        'if (fault instanceof StoreUnavailable) return undefined;',
        "if (fault instanceof StoreUnavailable) return { row: next, etag: found?.etag ?? '' };",
      ),
    ],
  },
  {
    name: 'a replay is obeyed without asking the ledger',
    breaks: 'S1',
    patches: [
      patch(
        'shared/delivery/situation.ts',
        'const ahead = epoch - (row?.epoch ?? epoch);',
        "if (epoch > 0 && !dead) return 'replay';\n  const ahead = epoch - (row?.epoch ?? epoch);",
      ),
      patch(
        table,
        "['any', 'earlier', 'always', 'drop'],",
        "['any', 'earlier', 'always', 'drop'], ['any', 'replay', 'always', 'claim'],",
      ),
      patch(transitions, 'sent: [],', "sent: ['sending'],"),
    ],
  },
  {
    name: 'no guard between ledger write and request',
    breaks: 'S1',
    patches: [
      patch(
        'shared/delivery/askInTurn.ts',
        'clock.monotonic() - reservedAt <= times.guardMs',
        'reservedAt >= 0',
      ),
    ],
  },
  {
    name: 'absent counts at once, without patience',
    breaks: 'S1',
    patches: [
      patch('shared/delivery/reconcile.ts', 'found.ageMs < patienceMs;', 'found.ageMs < 0;'),
    ],
  },
  {
    name: 'absent counts although no probe has shown that it proves',
    breaks: 'S1',
    patches: [
      patch(
        'shared/delivery/reconcile.ts',
        "(await probe.absenceProves()) ? 'absent' : 'cannotKnow'",
        "'absent'",
      ),
    ],
  },
  {
    name: 'a missing row always means a new job',
    breaks: 'S1',
    patches: [
      patch(table, "['none', 'any', 'gone', 'hold']", "['none', 'any', 'gone', 'claim']"),
      patch(
        attempt,
        "if (tooLate(work, clock.now())) return { kind: 'changed', found } as const;",
        '',
      ),
    ],
  },
  {
    name: 'ON_UNCERTAIN=resend sends a replayed job whose record was gone',
    breaks: 'S1',
    patches: [
      patch(reconcileTable, "['cannotKnow', 'unprovedReplay', 'hold'],", ''),
      patch(table, "['held', 'replay', 'cannotLook', 'hold'],", ''),
    ],
  },
  {
    name: 'the lifetime ends a job in doubt as expired',
    breaks: 'S2',
    patches: [
      patch(
        table,
        "['uncertain', 'wakeUp', 'always', 'reconcile'],",
        "['uncertain', 'wakeUp', 'late', 'expire'], ['uncertain', 'wakeUp', 'always', 'reconcile'],",
      ),
    ],
  },
  {
    name: 'sent again without proof, then refused, is failed',
    breaks: 'S2',
    patches: [
      patch(
        transitions,
        "promisesNeverAccepted && doubt === 'unproved' ? 'held' : wanted",
        'wanted',
      ),
    ],
  },
  {
    name: 'the sweeper fails a job that is being sent',
    breaks: 'S2',
    patches: [
      patch(
        table,
        "['sending', 'any', 'young', 'putBack'],",
        "['sending', 'deadLetter', 'always', 'giveUp'], ['sending', 'any', 'young', 'putBack'],",
      ),
    ],
  },
  {
    name: 'sent is written before the 202',
    breaks: 'S3',
    patches: [
      patch(attempt, "state: 'sending',", "state: 'sent',"),
      patch(transitions, "none: ['queued',", "none: ['sent', 'queued',"),
      patch(transitions, 'sent: [],', "sent: ['sent', 'queued', 'failed', 'uncertain', 'held'],"),
    ],
  },
  {
    name: 'an older mail with the same Message-ID counts',
    breaks: 'S3',
    patches: [
      patch(
        'shared/delivery/reconcile.ts',
        'sinceMs: firstAttemptAtMs - clockToleranceMs',
        'sinceMs: 0',
      ),
    ],
  },
  {
    name: 'the message is completed before its copy is scheduled',
    breaks: 'L2',
    patches: [
      patch(
        carryOut,
        'await putBack(work, outcome.atMs, deps);',
        'void putBack(work, outcome.atMs, deps).catch(() => undefined);',
      ),
    ],
  },
  {
    name: 'the message is completed before its body is parked',
    breaks: 'L2',
    patches: [
      patch(
        carryOut,
        'await park(work, row, deps);',
        'void park(work, row, deps).catch(() => undefined);',
      ),
    ],
  },
  {
    name: 'a copy is scheduled under the id of the original',
    breaks: 'L2',
    patches: [patch(copyId, copyIdBegins, `${copyIdBegins} if (epoch >= 0) return jobId;`)],
  },
  {
    name: 'the id of a copy does not count the waits',
    breaks: 'L2',
    patches: [patch(copyId, copyIdBegins, `${copyIdBegins} hop = 0;`)],
  },
  {
    name: 'the id of a copy does not name the content',
    breaks: 'L2',
    patches: [patch(copyId, copyIdBegins, `${copyIdBegins} content = '';`)],
  },
  {
    name: 'another content under a used id is ignored',
    breaks: 'L2',
    patches: [
      patch(
        table,
        "['any', 'any', 'otherContent', 'parkBeside']",
        "['any', 'any', 'otherContent', 'drop']",
      ),
    ],
  },
  {
    name: 'a replay removes the parked body',
    breaks: 'L2',
    patches: [
      patch(
        'shared/failed/replay.ts',
        "return { kind: 'ordered', epoch, searchesFirst };\n}",
        "await deps.parked.remove(jobId);\n  return { kind: 'ordered', epoch, searchesFirst };\n}",
      ),
    ],
  },
  {
    name: 'whoever finds a failed row only completes',
    breaks: 'L2',
    patches: [
      patch(
        table,
        "['failed', 'wakeUp', 'always', 'parkAgain']",
        "['failed', 'wakeUp', 'always', 'drop']",
      ),
    ],
  },
  {
    name: 'whoever finds a sent row only completes',
    breaks: 'L1',
    patches: [
      patch(table, "['sent', 'any', 'always', 'finish']", "['sent', 'any', 'always', 'drop']"),
    ],
  },
  {
    name: 'a dead letter that ordered a replay is dropped',
    breaks: 'L1',
    patches: [
      patch(
        table,
        "['failed', 'deadReplay', 'always', 'giveUp']",
        "['failed', 'deadReplay', 'always', 'drop']",
      ),
    ],
  },
];

function patch(file: string, from: string, to: string): Patch {
  return { file, from, to };
}
