import type { Namespace } from '../broker/namespace.ts';
import { toServiceError } from '../broker/serviceError.ts';
import { amqpTypes } from '../rhea/rheaInternals.ts';
import type { Reply } from './replies.ts';
import { type Request, text } from './request.ts';

/**
 * Claims-based security: every token is good here, but the entity must exist. The clients cast
 * `status-code` to an int and match the text of a 404, which names the entity without the port.
 */
export function answerPutToken(namespace: Namespace, request: Request): Reply {
  const audience = text(request.properties, 'name') ?? '';
  try {
    const isOfEntity = audience.replace(/^[a-z]+:\/\/[^/]*\/*/i, '') !== '';
    if (isOfEntity) namespace.resolve(audience);
    return answer(request, 202, 'Accepted');
  } catch (error) {
    const name = audience.replace(/^([a-z]+:\/\/[^/:]+):\d+/i, '$1');
    const { status } = toServiceError(error);
    return answer(request, status, `The messaging entity '${name}' could not be found.`);
  }
}

const answer = (request: Request, code: number, description: string): Reply => ({
  request,
  properties: { 'status-code': amqpTypes.wrap_int(code), 'status-description': description },
  body: null,
});
