/** What a message may at most have. Every number of this folder is here, with its source. */

/** Exchange closes the connection on a larger header block (Set-ReceiveConnector -MaxHeaderSize, default 256 KB). */
export const maxHeaderBytes = 262_144;

/** Our own bound on the work one header block can cause. Ordinary mail stays below 100 fields. */
export const maxHeaderFields = 1_000;

/**
 * RFC 5322, section 2.1.1: a line has at most 998 octets. Kept for From alone, because a relay that breaks a longer
 * line (Postfix does, smtp_line_length_limit) could break it inside the address. Long lines elsewhere are common and pass.
 */
export const maxFromLineBytes = 998;

/** Room that a line of 998 octets leaves after `Message-ID: `. */
export const maxMessageIdBytes = 986;

/** Exchange takes 500 recipients by default and at most 1,000 (Set-Mailbox -RecipientLimits 1..1000). */
export const maxRecipients = 1_000;

/** RFC 5321, section 4.5.3.1.3: a path has 256 octets, two of them are the angle brackets. */
export const maxAddressBytes = 254;

/** RFC 5321, section 4.5.3.1.1. */
export const maxLocalPartBytes = 64;

/** RFC 1035, section 2.3.4. */
export const maxDomainLabelBytes = 63;
