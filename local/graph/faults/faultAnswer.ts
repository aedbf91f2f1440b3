import type { GraphAnswer } from '../api/graphAnswer.ts';
import type { FaultRule } from './faultRule.ts';

/** Code and text that go with a status when the rule names no code (graph-mail errors and throttling pages). */
const usualErrors: Readonly<Record<number, { code: string; message: string }>> = {
  401: {
    code: 'InvalidAuthenticationToken',
    message: 'Access token has expired or is not yet valid.',
  },
  403: { code: 'ErrorAccessDenied', message: 'Access is denied. Check credentials and try again.' },
  429: {
    code: 'ApplicationThrottled',
    message: 'Application is over its MailboxConcurrency limit.',
  },
  500: { code: 'ErrorInternalServerError', message: 'An internal server error occurred.' },
  503: { code: 'ServiceUnavailable', message: 'The service is unavailable.' },
};

/** Codes that the directory uses where Exchange has others (throttling and json-batching pages of Graph). */
const directoryErrors: typeof usualErrors = {
  403: {
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  },
  429: { code: 'TooManyRequests', message: 'Please retry again later.' },
};

/** The answer that a fault gives to a request that nothing else refused; as usual, a mail is accepted. */
export function faultAnswer(rule: FaultRule): GraphAnswer {
  const { answer, on } = rule;
  if (answer === 'as-usual' || answer === 'nothing') return { kind: 'empty', status: 202 };
  if (answer === 'reset' || answer === 'never') return { kind: answer };

  const retryAfter =
    rule.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: rule.retryAfterSeconds };
  if (answer < 400) return { kind: 'empty', status: answer, ...retryAfter };
  const ofOperation = on === 'sendMail' || on === 'findMail' ? undefined : directoryErrors[answer];
  const usual = ofOperation ?? usualErrors[answer] ?? { code: 'UnknownError', message: '' };
  const code = rule.code ?? usual.code;
  return { kind: 'error', status: answer, code, message: usual.message, ...retryAfter };
}
