import type { ServerResponse } from 'node:http';
import { type GraphAnswer, giveAnswer } from '../api/graphAnswer.ts';
import { invalidUser } from '../api/graphErrors.ts';
import type { GraphRequest } from '../api/graphRequest.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import { Send } from '../throttling/send.ts';
import { sendMail } from './sendMail.ts';

/** `POST /users/{mailbox}/sendMail`: answers it, counted and measured from its arrival on. */
export async function serveSendMail(
  request: GraphRequest,
  response: ServerResponse,
  simulator: Simulator,
): Promise<void> {
  response.once('close', simulator.requests.sendMailArrived());
  const [mailboxKey = ''] = request.pathParameters;
  const mailbox = simulator.mailboxes.find(mailboxKey);
  if (mailbox !== undefined) return await serveMailbox(mailbox, request, response, simulator);
  await request.readBody(); // a client that is cut off while it writes would not see the answer
  give(invalidUser(mailboxKey), request, response, simulator);
}

async function serveMailbox(
  mailbox: SimulatedMailbox,
  request: GraphRequest,
  response: ServerResponse,
  simulator: Simulator,
): Promise<void> {
  const send = new Send(mailbox, simulator);
  const closed = Promise.withResolvers<void>();
  response.once('close', closed.resolve);
  try {
    const answer = await sendMail(request, mailbox, send, simulator);
    send.answered(answer);
    give(answer, request, response, simulator);
  } finally {
    // In flight until both are over: Exchange works on after its client has left, and a client that got no answer waits on.
    void closed.promise.then(() => send.end());
  }
}

function give(
  answer: GraphAnswer,
  request: GraphRequest,
  response: ServerResponse,
  { requests }: Simulator,
): void {
  requests.sendMailAnswered('status' in answer ? answer.status : answer.kind);
  giveAnswer(answer, request.ids, response);
}
