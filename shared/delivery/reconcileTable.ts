/**
 * What a search for the mail by its Message-ID tells. `cannotKnow`: reading is forbidden, or the patience is over and no
 * probe has shown on this tenant that absence proves anything.
 */
export type Finding = 'copy' | 'draft' | 'absent' | 'noAnswer' | 'cannotKnow';

/** What a row of the table may ask. */
export type ReconcileCondition =
  /** A late accept or a late copy may still come: the row was not `uncertain` for long enough when the search began. */
  | 'patienceRunning'
  /** Past the end of life or `notAfter`. */
  | 'late'
  /** An earlier attempt stands that nobody disproved. */
  | 'unproved'
  /** The same, and a person replayed the job without ordering that it be sent again whatever happened. */
  | 'unprovedReplay'
  /** ON_UNCERTAIN is hold. */
  | 'holdBySetting';

/** What a worker does with a job in doubt. */
export type ReconcileStep =
  /** It went out. */
  | 'sent'
  | 'lookAgain'
  | 'hold'
  | 'expire'
  /** Proved not to have gone out; the row names the doubt `absent`. */
  | 'sendAgain'
  /** Sent without proof; the row names the doubt `unproved`. */
  | 'sendUnproved';

/** One row: what was found, what must be true, what to do. */
export type ReconcileRule = readonly [
  finding: Finding,
  when: ReconcileCondition | 'always',
  then: ReconcileStep,
];

/**
 * What becomes of a job in doubt (docs/protocol.md, section 4, "Reconcile"): the first row that fits decides. A draft is never
 * sent again. Checked by the model like the main table.
 */
export const reconcileTable: readonly ReconcileRule[] = [
  ['copy', 'always', 'sent'],

  ['draft', 'patienceRunning', 'lookAgain'],
  ['draft', 'always', 'hold'],

  ['absent', 'patienceRunning', 'lookAgain'],
  ['absent', 'unproved', 'hold'],
  ['absent', 'late', 'expire'],
  ['absent', 'always', 'sendAgain'],

  ['noAnswer', 'late', 'hold'],
  ['noAnswer', 'always', 'lookAgain'],

  ['cannotKnow', 'holdBySetting', 'hold'],
  ['cannotKnow', 'late', 'hold'],
  ['cannotKnow', 'unprovedReplay', 'hold'],
  ['cannotKnow', 'always', 'sendUnproved'],
];

/** What to do next. Every finding has a row without a condition. */
export function nextReconcileStep(
  finding: Finding,
  facts: ReadonlySet<ReconcileCondition>,
): ReconcileStep {
  const rule = reconcileTable.find(
    ([is, when]) => is === finding && (when === 'always' || facts.has(when)),
  );
  return rule?.[2] ?? 'hold';
}
