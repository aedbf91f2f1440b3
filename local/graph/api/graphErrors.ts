import type { GraphError } from './graphAnswer.ts';

/**
 * The refusals that the simulator gives by its own checks, with their status.
 * Sources: the sendMail, send-MIME and errors pages of Graph; where Graph documents no status
 * (`ErrorMimeContentInvalid`, `ErrorExceededMaxRecipientLimit`) or only "40x" (`syncStateNotFound`), 400 is our choice.
 */
const statusOfCode = {
  ErrorMimeContentInvalidBase64String: 400,
  ErrorMimeContentInvalid: 400,
  ErrorInvalidRecipients: 400,
  ErrorExceededMaxRecipientLimit: 400,
  ErrorInvalidParameter: 400,
  ErrorInvalidRequest: 400,
  ErrorInvalidInternetHeader: 400,
  UnableToDeserializePostBody: 400,
  BadRequest: 400,
  Request_UnsupportedQuery: 400,
  syncStateNotFound: 400,
  Authorization_RequestDenied: 403,
  ErrorAccessDenied: 403,
  ErrorSendAsDenied: 403,
  ErrorInvalidUser: 404,
  Request_ResourceNotFound: 404,
  ResourceNotFound: 404,
  MethodNotAllowed: 405,
  resyncRequired: 410,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  TooManyRequests: 429,
  ApplicationThrottled: 429,
  ErrorSubmissionQuotaExceeded: 429,
  ErrorInternalServerError: 500,
} as const;

/** A refusal of Graph or Exchange by its error code; the code decides the status. */
export function refuse(code: keyof typeof statusOfCode, message: string): GraphError {
  return { kind: 'error', status: statusOfCode[code], code, message };
}

/** The refusal for a mailbox that the tenant does not have. */
export function invalidUser(idOrAddress: string): GraphError {
  return refuse('ErrorInvalidUser', `The requested user '${idOrAddress}' is invalid.`);
}

/** The refusal for an object of the directory that is not there. */
export function noSuchObject(key: string): GraphError {
  return refuse(
    'Request_ResourceNotFound',
    `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** The refusal for an identity that lacks a directory permission. */
export function requestDenied(): GraphError {
  return refuse(
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );
}
