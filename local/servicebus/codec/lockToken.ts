/** Guid byte order of .NET (delivery tags) to RFC 4122 (everywhere else) and back: it is its own inverse. */
export function swapGuidOrder(guid: Buffer): Buffer {
  const swapped = Buffer.from(guid);
  swapped.subarray(0, 4).reverse();
  swapped.subarray(4, 6).reverse();
  swapped.subarray(6, 8).reverse();
  return swapped;
}

/** The delivery tag of a message without a lock: 16 bytes too, some .NET clients make a Guid of every tag. */
export function plainTag(sequenceNumber: number): Buffer {
  const tag = Buffer.alloc(16);
  tag.writeBigUInt64BE(BigInt(sequenceNumber), 8);
  return tag;
}
