import type { Sender } from './rheaInternals.ts';

/**
 * Works round rhea 3.0.5 link.js:290: a drain is answered only while credit is left. With the
 * last credit just used the client waited 200 ms and closed its receiver, and what was on its way
 * stayed locked until expiry.
 */
export function alwaysAnswerDrain(sender: Sender): void {
  sender._get_drain = () => {
    if (!sender._draining || !sender._drained) return false;
    sender.delivery_count += sender.credit;
    sender.credit = 0;
    sender._draining = false;
    sender._drained = false;
    return true;
  };
}

/** Ends a drain the client asked for; its answer goes out behind the messages already sent. */
export function finishDrain(sender: Sender): void {
  if (sender._draining) sender.set_drained(true);
}
