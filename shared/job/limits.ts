/** Every number that limits a job on the queue, with its source. Sizes are bytes. */
export const jobLimits = {
  /** Service Bus allows 128 characters; 28 stay free for the ids of our own copies and conflicts (design, section 2). */
  jobIdCharacters: 100,
  /** Standard tier: one message with its properties (Service Bus quotas). */
  messageBytes: 262_144,
  /** Above this the body travels as a claim check: properties and framing count towards `messageBytes` too. */
  inlineBodyBytes: 196_608,
  /** Graph takes 4 MiB of request body, the MIME travels as base64: 3/4 of it (docs/reference/graph-mail.md, section 4). */
  graphMimeBytes: 3_145_728,
  /** Azure Blob Storage: the longest name of a blob. */
  blobNameCharacters: 1024,
  /** A label for people; longer ones are a mistake of the producer. */
  producerCharacters: 128,
  /** Service Bus: one property holds at most 32 KB. */
  propertyBytes: 32_768,
} as const;
