import { fromBinding } from '../../functions/binding.ts';
import { AppLog } from '../../local/host/app/appLog.ts';
import { createCoreApi, offerCoreApi } from '../../local/host/app/coreApi.ts';
import type { RpcTypedData } from '../../local/host/app/coreTypes.ts';
import { FunctionApp, type RegisteredFunction } from '../../local/host/app/functionApp.ts';
import { invoke } from '../../local/host/app/invoke.ts';
import { overwriteWithBody } from '../../local/host/servicebus/bodyOverwrite.ts';
import type { JobMessage } from '../../shared/job/message.ts';
import { mime } from '../job/jobMessage.ts';

/** What the host sends to the worker for one message: names in PascalCase, texts as strings, the rest as JSON. */
export interface HostMessage {
  readonly body?: RpcTypedData;
  /** Over a message without any field of the producer. Undefined: the host sends no such key. */
  readonly metadata?: Readonly<Record<string, RpcTypedData | undefined>>;
}

/** The metadata of a message of which the producer gave nothing but the body. */
const plain: Readonly<Record<string, RpcTypedData>> = {
  ApplicationProperties: { json: '{}' },
  UserProperties: { json: '{}' },
  DeliveryCount: { json: '1' },
  SequenceNumber: { json: '77' },
  LockToken: { string: '0f8fad5b-d9cb-469f-a165-70867728950e' },
  EnqueuedTimeUtc: { json: '"2026-11-21T10:00:00.123"' },
  EnqueuedTime: { json: '"2026-11-21T10:00:00.123+00:00"' },
  ExpiresAtUtc: { json: '"9999-12-31T23:59:59.9999999"' },
  ExpiresAt: { json: '"9999-12-31T23:59:59.9999999+00:00"' },
};

const host = new FunctionApp();
const log = new AppLog(host.hooks);

/** Runs the library's own conversion of one message; resolves to what `fromBinding` makes of it, rejects as it throws. */
export async function throughHost({
  body = { bytes: mime },
  metadata,
}: HostMessage): Promise<JobMessage> {
  const fn = await functionUnderTest();
  const wire = Object.entries({ ...plain, ...metadata }).filter(([, value]) => value !== undefined);
  received = undefined;
  const result = await invoke({ app: host, log }, fn, () => ({
    invocationId: 'a',
    inputData: [{ name: fn.triggerName, data: body }],
    triggerMetadata: overwriteWithBody(Object.fromEntries(wire) as typeof plain, body),
    traceContext: { traceParent: '', traceState: '' },
  }));
  if (result.kind === 'failed') throw result.error;
  if (!received) throw new Error('The function did not run.');
  return received;
}

let received: JobMessage | undefined;

/** A function with the trigger of sendMail, registered with the real library when first asked for. */
async function functionUnderTest(): Promise<RegisteredFunction> {
  if (host.functions.length === 0) {
    offerCoreApi(createCoreApi(host, log));
    const { app, trigger } = await import('@azure/functions');
    app.generic('sendMail', {
      trigger: trigger.generic({ type: 'serviceBusTrigger' }),
      handler: (body, context) => {
        received = fromBinding(body, context);
      },
    });
  }
  const [fn] = host.functions;
  if (!fn) throw new Error('The library registered no function.');
  return fn;
}
