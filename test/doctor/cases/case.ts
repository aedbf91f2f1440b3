import type { FindingCode } from '../../../shared/doctor/findings.ts';
import type { Unusual } from '../diagnosis.ts';

/** What is unusual in an examination, and the findings that must be there for it. */
export type Case = readonly [name: string, unusual: Unusual, codes: readonly FindingCode[]];
