import { RestError } from '@azure/data-tables';

/** The store's own code of a failed table request, such as `ResourceNotFound`: the status alone does not tell a missing row from a missing table. */
export function tableErrorCode(error: unknown): string | undefined {
  const details = error instanceof RestError ? error.details : undefined;
  return (details as { odataError?: { code?: string } } | undefined)?.odataError?.code;
}
