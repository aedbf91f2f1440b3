import { bodyBeginning } from './bodyBeginning.ts';
import { isObject } from './jsonObject.ts';

/** No error of Graph is longer than this; an HTML page of a gateway may be. Bytes. */
const mostBytes = 65_536;

/** How an error code looks. What does not look so (a number as in Microsoft's own 429 example, a sentence) names nothing. */
const codeForm = /^[A-Za-z_][\w.-]{0,99}$/;

/**
 * Graph's error codes in the body of an answer, the most specific one first; none when the body is empty, HTML or cut off.
 * Reads no more than it needs and never throws: the status alone is enough to conclude.
 */
export async function errorCodes(response: Response): Promise<readonly string[]> {
  try {
    return codesIn(JSON.parse(await bodyBeginning(response, mostBytes)));
  } catch {
    return [];
  }
}

/** The same for a body that is parsed already, as the parts of a batch are. */
export function codesIn(body: unknown): readonly string[] {
  const codes: string[] = [];
  for (let node = field(body, 'error'); node !== undefined; ) {
    const code = field(node, 'code');
    if (typeof code === 'string' && codeForm.test(code)) codes.unshift(code);
    node = field(node, 'innerError') ?? field(node, 'innererror');
  }
  return codes;
}

function field(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}
