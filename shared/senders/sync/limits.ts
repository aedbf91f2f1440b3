/** Numbers that bound a sync, with their reason. */
export const syncLimits = {
  /** Members on one page of Graph, its most (paging page of Graph). */
  membersPerPage: 999,
  /** Removals that are never taken for a broken answer, whatever share of a small group they are. Not for an empty answer. */
  ordinaryRemovals: 5,
  /** Operations in one batch of Table Storage, its most. */
  rowsPerBatch: 100,
  /** Bytes of one batch, estimated. Table Storage takes 4 MiB, and its multipart form repeats keys and headers. */
  bytesPerBatch: 1_500_000,
  /** Requests to the store under way at a time. With 30 ms to the store 30,000 rows took 19 s one by one, 3.5 s with 8, 3.2 s with 16. */
  requestsAtOnce: 8,
  /** Members that came or went since the last look: with more it is quicker to read the whole group. */
  changesPerLook: 200,
  /** Characters in one text of Table Storage, of 32,768. A person's addresses go on in a second one. */
  textCharacters: 30_000,
  /** Addresses of which answers are kept in memory, per process. */
  rememberedAnswers: 10_000,
  /** Run reports older than this are removed by the next full read. */
  reportsKeptMs: 90 * 24 * 3_600_000,
} as const;
