import type { Queue } from '../broker/queue.ts';
import { notImplemented, toServiceError } from '../broker/serviceError.ts';
import { amqpTypes } from '../rhea/rheaInternals.ts';
import { operations } from './managementOperations.ts';
import type { Reply } from './replies.ts';
import { type Request, text } from './request.ts';

/** Answers one `$management` request, a refusal too. The clients cast the types of what they read here. */
export function answerManagement(queue: Queue, request: Request): Reply {
  const name = text(request.properties, 'operation') ?? '';
  try {
    const operation = operations.get(name);
    if (!operation) throw notImplemented(`The operation '${name}' is not supported.`);
    const result = operation(queue, request);
    return result === 'noContent'
      ? { request, properties: head(request, 204, 'No Content'), body: {} }
      : { request, properties: head(request, 200, 'OK'), body: result };
  } catch (error) {
    const { status, message, condition } = toServiceError(error);
    const errorCondition = amqpTypes.wrap_symbol(condition);
    const properties = { ...head(request, status, message), errorCondition };
    return { request, properties, body: null };
  }
}

function head(request: Request, status: number, description: string): Record<string, unknown> {
  const trackingId = text(request.properties, 'com.microsoft:tracking-id');
  return {
    statusCode: amqpTypes.wrap_int(status),
    statusDescription: description,
    ...(trackingId === undefined ? {} : { 'com.microsoft:tracking-id': trackingId }),
  };
}
