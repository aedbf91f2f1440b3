import { appFindings } from './findings/appFindings.ts';
import { graphFindings } from './findings/graphFindings.ts';
import { mailboxFindings } from './findings/mailboxFindings.ts';
import type { FindingMeaning } from './findings/meaning.ts';
import { personFindings } from './findings/personFindings.ts';
import { probeFindings } from './findings/probeFindings.ts';
import { rightFindings } from './findings/rightFindings.ts';
import { senderFindings } from './findings/senderFindings.ts';
import { storeFindings } from './findings/storeFindings.ts';

/** Everything that `mailchute doctor` can find, each with what it means and what mends it. A closed list: docs/doctor.md shows it. */
export const findings = {
  ...personFindings,
  ...appFindings,
  ...rightFindings,
  ...graphFindings,
  ...senderFindings,
  ...storeFindings,
  ...mailboxFindings,
  ...probeFindings,
} as const satisfies Record<string, FindingMeaning>;

/** The code of a finding, stable across versions. */
export type FindingCode = keyof typeof findings;

/** One thing that was found. `detail` has its numbers and names; it holds no token. */
export interface Finding {
  readonly code: FindingCode;
  readonly detail?: string;
}

/** Makes a finding. */
export function found(code: FindingCode, detail?: string): Finding {
  return detail === undefined ? { code } : { code, detail };
}

/** Whether a text read from outside is a code of the list. */
export function isFindingCode(text: unknown): text is FindingCode {
  return typeof text === 'string' && Object.hasOwn(findings, text);
}
