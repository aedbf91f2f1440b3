/**
 * Properties that only our own copies (waits and replays) carry; on a producer's message each is refused. `sendAgain` is a
 * person's order to send a held job again.
 */
export const reservedProperties = [
  'job',
  'epoch',
  'hop',
  'firstEnqueued',
  'deadline',
  'sendAgain',
] as const;
