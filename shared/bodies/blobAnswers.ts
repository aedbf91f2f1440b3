import { RestError } from '@azure/storage-blob';
import { StoreUnavailable } from '../storeUnavailable.ts';

/**
 * The answer, or undefined when the blob does not exist. Everything else is a fault and becomes `StoreUnavailable`: a
 * missing container says nothing of the blob.
 */
export async function ifPresent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (blobErrorCode(error) === 'BlobNotFound') return undefined;
    throw new StoreUnavailable('Blob Storage gave no usable answer.', { cause: error });
  }
}

/** The size of a blob in bytes. */
export function contentSize({ contentLength }: { contentLength?: number }): number {
  if (contentLength === undefined) throw new Error('Blob Storage told no size for a blob.');
  return contentLength;
}

/** The service's own code: in the body of most answers, but a HEAD answer has only headers. */
function blobErrorCode(error: unknown): string | undefined {
  if (!(error instanceof RestError)) return undefined;
  return error.code ?? (error.details as { errorCode?: string } | undefined)?.errorCode;
}
