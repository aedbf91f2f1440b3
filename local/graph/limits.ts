/** Largest request body that Graph takes, 4 MiB: above it the answer is 413 (graph user-post-messages page). */
export const maxRequestBodyBytes = 4_194_304;

/** Recipients of one message, Exchange's default for RecipientLimits (Set-Mailbox page). */
export const maxRecipients = 500;

/** Sends that one mailbox may have in flight (throttling-limits page: Outlook, per app and mailbox). */
export const exchangeInFlightLimit = 4;

/** Messages that one mailbox sends in 60 s before they wait in Drafts (ews-throttling-in-exchange page). */
export const exchangeMessagesPerMinute = 30;
export const messageWindowMs = 60_000;

/** Recipients of one mailbox in a rolling 24 h (Microsoft Defender page on outbound sending limits). */
export const exchangeRecipientsPerDay = 10_000;
export const recipientWindowMs = 86_400_000;

/** Megabytes of POST bodies to one mailbox in 5 min (throttling-limits page). */
export const exchangeUploadMbPer5Min = 150;
export const uploadWindowMs = 300_000;

/** Retry-After for too many in flight: the smallest that a user reports (Microsoft Q&A 648796: 10, 41, 315). */
export const inFlightRetryAfterSeconds = 10;

/** Users, groups or members on one page when `$top` is absent, and the most that `$top` may ask for (Graph's paging page). */
export const defaultObjectsPerPage = 100;
export const maxObjectsPerPage = 999;

/** Members on one page of a delta query. Graph documents no number and takes no `$top` there; ours. */
export const defaultDeltaMembersPerPage = 200;

/** Groups that the filter of a delta query may name (group-delta page). */
export const maxDeltaGroups = 50;

/** Age of a delta token at which Graph no longer takes it, 7 days (delta-query-overview page, "Token duration"). */
export const deltaTokenLifeMs = 604_800_000;

/** Changes of groups kept for delta queries: ten times all members of the largest tenant that is simulated. */
export const maxKeptGroupChanges = 1_000_000;

/** Requests in one `$batch` (json-batching page). */
export const maxBatchRequests = 20;

/** Time over which resource units of directory requests are counted (throttling-limits page). */
export const unitWindowMs = 10_000;

/** The most mailboxes that `--members` makes: twice the largest group that is measured. */
export const maxGeneratedMembers = 200_000;

/** Mails on one page of a mailbox when `$top` is absent, and the most that `$top` may ask for (user-list-messages page). */
export const defaultMailsPerPage = 10;
export const maxMailsPerPage = 1_000;

/** Messages kept; the oldest goes first. Bounds a simulator that runs for days, far above what a test sends. */
export const maxKeptMessages = 50_000;

/** MIME bytes kept over all messages, 512 MiB: half of what a small development machine can spare. */
export const maxKeptMimeBytes = 536_870_912;

/** Body of a control request, 64 MiB: room for a tenant of 100,000 mailboxes with aliases, and for a group of them. */
export const maxControlBodyBytes = 67_108_864;

/**
 * Idle time after which a connection is closed. Longer than clients keep idle connections, so that none
 * is closed under a request: a reset that nobody asked for would look like a lost answer.
 */
export const idleConnectionMs = 65_000;

/** Rows that the inbox page gets at once, and the most it may ask for. */
export const defaultInboxRows = 100;
export const maxInboxRows = 2_000;

/** Shortest time between two live updates to one page: a burst of mail is one repaint, still seen as immediate. */
export const liveUpdateEveryMs = 200;

/**
 * Inline pictures put into one rendered mail, 32 MiB of text. A hostile mail may name one large picture
 * a thousand times; what is over the budget stays unresolved.
 */
export const maxInlinePictureBytes = 33_554_432;
