import type { Delivery, Direction, Session, Typed } from './rheaInternals.ts';

interface Answer {
  readonly delivery: Delivery;
  readonly settled: boolean;
  readonly state: Typed;
}

/**
 * Works round rhea 3.0.5 session.js:102 (`write_dispositions`): two deliveries answered in one
 * tick go out as one disposition with the first one's outcome, so a refusal behind an acceptance
 * is told as acceptance. Here rhea gets the answers in runs that it cannot get wrong: several
 * acceptances, or one of anything else.
 *
 * It changes this one object only. The prototype belongs to the Service Bus client too when both
 * run in one process, and an application under test must meet the client as it is published.
 */
export function settleOneByOne(direction: Direction): void {
  const { process, update } = direction;
  let answers: Answer[] = [];

  direction.update = (delivery, settled, state) => {
    answers.push({ delivery, settled, state });
    delivery.link.connection._register();
  };

  direction.process = (session?: Session) => {
    process.call(direction, session); // raises the events in which the server answers
    const due = answers;
    answers = [];
    for (let at = 0; at < due.length; ) {
      const end = endOfRun(due, at);
      for (const { delivery, settled, state } of due.slice(at, end)) {
        update.call(direction, delivery, settled, state);
      }
      process.call(direction, session);
      at = end;
    }
  };
}

function endOfRun(answers: readonly Answer[], start: number): number {
  let end = start + 1;
  if (!isAcceptance(answers[start])) return end;
  while (end < answers.length && isAcceptance(answers[end])) end++;
  return end;
}

/** Descriptor of the outcome "accepted" (AMQP 1.0, part 3, section 3.4). */
const accepted = 0x24;

const isAcceptance = (answer: Answer | undefined): boolean =>
  answer?.state.descriptor?.value === accepted;
