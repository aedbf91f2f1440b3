import { DirectoryUnreadable } from '../../senders/sync/groupReader.ts';
import type { DirectoryAnswer } from './directoryAnswer.ts';

/** Why a read failed, and what to do. `what` is what was to be read, without names. */
export function failedRead(
  what: string,
  answer: Exclude<DirectoryAnswer, { kind: 'found' }>,
): DirectoryUnreadable {
  if (answer.kind === 'noAnswer') {
    const { code, retryAfterMs } = answer;
    const wait = retryAfterMs === undefined ? '' : `, and asks to wait ${retryAfterMs / 1000} s`;
    return new DirectoryUnreadable(
      code === 'NoToken'
        ? `There is no token to read ${what} from Entra (${code}). Check GRAPH_CREDENTIAL and the identity it names.`
        : `Entra gave no usable answer when asked for ${what} (${code}${wait}). Try again later.`,
      code,
    );
  }
  const { status, codes } = answer;
  const code = codes[0] ?? `HTTP ${status}`;
  const said = codes[0] ? `${status} ${code}` : `${status}`;
  switch (status) {
    case 401:
      return new DirectoryUnreadable(
        `Entra did not accept our sign-in to read ${what} (${said}). Check GRAPH_CREDENTIAL, the identity it names and its tenant.`,
        code,
      );
    case 403:
      return missingRight(what, said, code);
    default:
      return new DirectoryUnreadable(
        `Entra refused to give ${what} (${said}). The code says why; repeating it does not help.`,
        code,
      );
  }
}

/** The identity lacks a right; Graph says so with a 403, or by answers that hold next to nothing. */
export function missingRight(what: string, said: string, code: string): DirectoryUnreadable {
  return new DirectoryUnreadable(
    `Entra does not let this identity read ${what} (${said}). Grant it the application permissions GroupMember.Read.All and User.Read.All: docs/senders.md.`,
    code,
  );
}

/** An answer that is not as Graph writes it. Guessing what it means could remove people from the list. */
export function strangeAnswer(what: string, found: string, code = 'UnreadableAnswer') {
  return new DirectoryUnreadable(
    `What Entra answered when asked for ${what} cannot be used: ${found}. Try again later.`,
    code,
  );
}
