import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import { MailboxThrottle } from './mailboxThrottle.ts';

/** The throttle of every mailbox. */
export class Throttles {
  readonly #byId = new Map<string, MailboxThrottle>();

  of({ id }: SimulatedMailbox): MailboxThrottle {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    const throttle = new MailboxThrottle();
    this.#byId.set(id, throttle);
    return throttle;
  }
}
