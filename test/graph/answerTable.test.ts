import { expect, test } from 'vitest';
import { answerTable } from '../../shared/graph/answerTable.ts';
import { answering, graphError, sendTo } from './graphServer.ts';

/** What the page says of an answer, in its own words. */
type OnPage = 'sent' | 'retry after wait' | 'permanent' | 'operator must act' | 'reconcile';

/**
 * The graph-mail reference, section 3, from top to bottom, written from the page and not from the code; `Other` stands for a
 * code that the page does not know, `none` for an answer without one.
 */
const page = `
202                          | none, ErrorServerBusy                                                                    | sent
200, 201, 203, 206, 299      | none, ErrorServerBusy, ErrorQuotaExceeded                                                | reconcile
300, 301, 302, 307, 308      | none, ErrorServerBusy, ErrorQuotaExceeded                                                | reconcile
400                          | ErrorMimeContentInvalidBase64String                                                      | permanent
400                          | ErrorMimeContentInvalid, ErrorMimeContentConversionFailed, ErrorContentConversionFailed  | permanent
400                          | ErrorInvalidRecipients                                                                   | permanent
400                          | ErrorInvalidParameter, ErrorInvalidRequest, ErrorInvalidPropertySet                      | permanent
400                          | UnableToDeserializePostBody, BadRequest, ErrorInvalidIdMalformed                         | permanent
400                          | ErrorIncorrectRoutingHint                                                                | permanent
400                          | ErrorMessageSizeExceeded                                                                 | permanent
413                          | none, BadRequest, Other                                                                  | permanent
400                          | none, Other                                                                              | permanent
401                          | InvalidAuthenticationToken, unauthenticated, AuthenticationError, none                   | retry after wait
403                          | ErrorAccessDenied                                                                        | operator must act
403                          | ErrorSendAsDenied                                                                        | operator must act
403                          | Authorization_RequestDenied                                                              | operator must act
403                          | ErrorMessageSubmissionBlocked, ErrorMessageBlocked, ErrorAccountSuspend                  | operator must act
403                          | none, Other                                                                              | operator must act
429, 403, 400                | ErrorSubmissionQuotaExceeded, ErrorExceededMessageLimit                                  | retry after wait
429, 403, 400                | ErrorExceededMaxRecipientLimit, ErrorExceededHourlyMessageLimit                          | retry after wait
404, 403                     | MailboxNotEnabledForRESTAPI, MailboxNotSupportedForRESTAPI                               | operator must act
404                          | ErrorInvalidUser, ResourceNotFound, Request_ResourceNotFound                             | operator must act
404                          | MailboxNotFound, ErrorNonExistentMailbox                                                 | operator must act
404                          | ErrorItemNotFound                                                                        | reconcile
404                          | none, Other                                                                              | operator must act
405, 406, 411, 415, 422, 501 | none, Other, UnknownError                                                                | permanent
409, 412, 423                | ErrorIrresolvableConflict, Directory_ConcurrencyViolation, ErrorStaleObject, locked      | retry after wait
409, 412, 423                | none, Other, UnknownError                                                                | reconcile
429                          | ApplicationThrottled, TooManyRequests, activityLimitReached, UnknownError, none          | retry after wait
429                          | Other, CommandConcurrencyLimitReached, ErrorMessageThrottled                             | reconcile
509                          | none, Other                                                                              | retry after wait
500, 503                     | ErrorServerBusy, ErrorExceededConnectionCount, ErrorInsufficientResources                | retry after wait
500, 503                     | ErrorTooManyObjectsOpened, ErrorConnectionFailed                                         | retry after wait
500, 503                     | ErrorADUnavailable, ErrorMailboxMoveInProgress                                           | retry after wait
503                          | ServiceUnavailable, serviceNotAvailable                                                  | retry after wait
500, 503                     | ErrorMailboxStoreUnavailable, ErrorMailboxFailover, ErrorTimeoutExpired                  | reconcile
500, 503                     | ErrorADOperation, ErrorInternalServerTransientError                                      | reconcile
500                          | ErrorInternalServerError, generalException, UnknownError                                 | reconcile
500                          | none, Other, ServiceUnavailable                                                          | reconcile
502                          | none, Other, ErrorServerBusy                                                             | reconcile
503                          | none, Other, UnknownError, ErrorMessageTransientError                                    | reconcile
505, 507, 508, 510, 511, 599 | none, Other                                                                              | reconcile
504                          | none, Other, ErrorServerBusy, ServiceUnavailable, ErrorSubmissionQuotaExceeded           | reconcile
507, 400, 403, 500           | quotaLimitReached, ErrorQuotaExceeded                                                    | operator must act
403, 404, 500                | extensionError                                                                           | operator must act
401, 403, 500                | ErrorAccountDisabled, ErrorMailboxConfiguration                                          | operator must act
402, 408, 410, 414, 421, 431 | none, Other, ErrorServerBusy                                                             | reconcile
`;

const cases = page
  .trim()
  .split('\n')
  .map((row) => row.split('|').map((cell) => cell.trim().split(', ')))
  .flatMap(([statuses = [], codes = [], [onPage = ''] = []]) =>
    statuses.flatMap((status) =>
      codes.map((code) => ({ status: Number(status), code, onPage: onPage as OnPage })),
    ),
  );

const expected: Readonly<Record<OnPage, object>> = {
  sent: { kind: 'sent' },
  'retry after wait': { kind: 'waits' },
  permanent: { kind: 'refused', reason: 'RefusedByGraph' },
  'operator must act': { kind: 'refused', reason: 'DeniedByGraph' },
  reconcile: { kind: 'unknown' },
};

test.each(cases)('$status $code means: $onPage', async ({ status, code, onPage }) => {
  const answer = await sendTo(answering(status, code === 'none' ? '' : graphError(code)));

  expect(answer).toMatchObject(expected[onPage]);
});

test('the table names no code and no status that is not tried here', () => {
  const tried = new Set<unknown>(cases.flatMap(({ status, code }) => [status, code]));

  const untried = answerTable
    .flatMap(({ status, codes }) => [status, codes].flat())
    .filter((one) => !tried.has(one) && !/^(?:\dxx|any|other|)$/.test(String(one)));

  expect(untried).toEqual([]);
});

test('a used-up quota of the mailbox waits an hour, or longer when Graph asks for it', async () => {
  const body = graphError('ErrorSubmissionQuotaExceeded');

  const silent = await sendTo(answering(429, body));
  const shorter = await sendTo(answering(429, body, { 'Retry-After': '10' }));
  const longer = await sendTo(answering(429, body, { 'Retry-After': '7200' }));

  expect([silent, shorter, longer]).toEqual(
    [3_600_000, 3_600_000, 7_200_000].map((retryAfterMs) => ({
      kind: 'waits',
      code: 'ErrorSubmissionQuotaExceeded',
      retryAfterMs,
      throttled: true,
    })),
  );
});

test('a refusal tells the status and the code, and what kind of thing to do', async () => {
  const ours = await sendTo(answering(400, graphError('ErrorInvalidRecipients')));
  const theirs = await sendTo(answering(403));

  expect(ours).toMatchObject({
    code: 'ErrorInvalidRecipients',
    text: expect.stringContaining('400 ErrorInvalidRecipients'),
  });
  expect(theirs).toMatchObject({ code: 'HTTP 403', text: expect.stringContaining('replay') });
});
