import type { AddrSpec } from './addrSpec.ts';
import { readFrom } from './from.ts';
import type { HeaderField } from './headerBlock.ts';
import { type MimeRefusal, refuse } from './mimeReasons.ts';

/**
 * The one address the message is from. A Sender header has to be, by the grammar of From, the same address:
 * many programs show it as the sender, and some senders look it up before From.
 */
export function readOneSender(
  fromField: HeaderField | undefined,
  senderField: HeaderField | undefined,
): AddrSpec | MimeRefusal {
  if (!fromField) return refuse('FromMissing', 'The header block has no From.');
  const from = readFrom(fromField);
  if (from.kind === 'refused' || !senderField) return from;
  const sender = readFrom(senderField);
  if (sender.kind === 'refused') {
    const found = `Sender (line ${senderField.line}) cannot be read as one plain address.`;
    return refuse('SenderDiffers', found);
  }
  if (sender.key === from.key) return from;
  const found = `Sender (line ${senderField.line}) is another address than From.`;
  return refuse('SenderDiffers', found);
}
