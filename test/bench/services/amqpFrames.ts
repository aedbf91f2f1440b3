/** Performatives by their code, as far as they are operations on a queue (AMQP 1.0, section 2.7). */
const counted = { 20: 'transfer', 21: 'disposition' } as const;

/** An operation on a queue as AMQP carries it. */
export type Performative = (typeof counted)[keyof typeof counted];

/** A protocol header (AMQP 1.0, section 2.2), which stands between frames when a connection begins. */
const protocolHeader = { begin: 'AMQP', sizeBytes: 8 } as const;

/** A frame header (AMQP 1.0, section 2.3.1). */
const smallestFrameBytes = 8;

/**
 * Reads one direction of an AMQP connection and calls back for each transfer and disposition. A message of a benchmark's size is
 * one frame; a larger one would be counted more than once, which would be against Mailchute.
 */
export function amqpFrames(onPerformative: (performative: Performative) => void) {
  let unread = Buffer.alloc(0);
  return (bytes: Buffer): void => {
    unread = Buffer.concat([unread, bytes]);
    for (
      let sizeBytes = nextSize(unread);
      sizeBytes <= unread.length;
      sizeBytes = nextSize(unread)
    ) {
      const performative = performativeOf(unread.subarray(0, sizeBytes));
      if (performative) onPerformative(performative);
      unread = unread.subarray(sizeBytes);
    }
  };
}

/** Size of what comes first; more than there is when it is not yet known. */
function nextSize(bytes: Buffer): number {
  if (bytes.length < protocolHeader.sizeBytes) return Number.POSITIVE_INFINITY;
  const isHeader = bytes.toString('latin1', 0, 4) === protocolHeader.begin;
  if (isHeader) return protocolHeader.sizeBytes;
  const sizeBytes = bytes.readUInt32BE(0);
  if (sizeBytes >= smallestFrameBytes) return sizeBytes;
  throw new RangeError(`A frame of ${sizeBytes} bytes: this is no AMQP.`);
}

/** A frame has its body where its data offset says, in words of 4 bytes; the body begins with a described type. */
function performativeOf(frame: Buffer): Performative | undefined {
  const bodyAt = (frame[4] ?? 0) * 4;
  const isAmqp = frame[5] === 0; // 1 is SASL
  const isSmallCode = frame[bodyAt] === 0 && frame[bodyAt + 1] === 0x53;
  if (!isAmqp || !isSmallCode) return undefined;
  return counted[frame[bodyAt + 2] as keyof typeof counted];
}
