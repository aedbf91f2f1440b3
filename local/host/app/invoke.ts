import type { AppLog } from './appLog.ts';
import type {
  CoreInvocationContext,
  FunctionCallback,
  InvocationRequest,
  InvocationResponse,
} from './coreTypes.ts';
import type { FunctionApp, RegisteredFunction } from './functionApp.ts';

/** How one invocation ended. */
export type InvocationResult =
  | { readonly kind: 'succeeded'; readonly response: InvocationResponse }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Runs one function once, in the worker's order (its InvocationHandler.ts): the library converts the inputs,
 * preInvocation hooks, handler, postInvocation hooks, the library converts the result. So the conversions and
 * their traps are the library's own. A request that cannot be made is a failed invocation.
 */
export async function invoke(
  { app, log }: { readonly app: FunctionApp; readonly log: AppLog },
  fn: RegisteredFunction,
  makeRequest: () => InvocationRequest,
): Promise<InvocationResult> {
  try {
    return await invokeOrThrow(app, log, fn, makeRequest());
  } catch (error) {
    return { kind: 'failed', error };
  }
}

async function invokeOrThrow(
  app: FunctionApp,
  log: AppLog,
  fn: RegisteredFunction,
  request: InvocationRequest,
): Promise<InvocationResult> {
  let invocationContext: unknown;
  const coreContext: CoreInvocationContext = {
    invocationId: request.invocationId,
    request,
    metadata: fn.metadata,
    log: (level, category, message) => log.write({ level, category, message, invocationContext }),
  };
  const model = app.model.getInvocationModel(coreContext);
  const { context, inputs } = await model.getArguments();
  invocationContext = context;

  const hookData = {};
  const before = { hookData, invocationContext, inputs, functionCallback: fn.callback };
  await during(coreContext, 'preInvocationHooks', () => app.hooks.run('preInvocation', before));

  // A preInvocation hook may have replaced the inputs and the handler.
  const after: Record<string, unknown> = {
    hookData,
    invocationContext,
    inputs: before.inputs,
    result: null,
    error: null,
  };
  const callback: FunctionCallback = before.functionCallback;
  try {
    after['result'] = await during(coreContext, 'invocation', () =>
      model.invokeFunction(context, before.inputs, callback),
    );
  } catch (error) {
    after['error'] = error;
  }
  await during(coreContext, 'postInvocationHooks', () => app.hooks.run('postInvocation', after));

  if (failed(after['error'])) return { kind: 'failed', error: after['error'] };
  return { kind: 'succeeded', response: await model.getResponse(context, after['result']) };
}

/** Quirk: a function that throws `undefined` or `null` has succeeded (worker, src/errors.ts isError). */
function failed(error: unknown): boolean {
  return error !== undefined && error !== null;
}

async function during<T>(
  context: CoreInvocationContext,
  state: NonNullable<CoreInvocationContext['state']>,
  work: () => Promise<T>,
): Promise<T> {
  context.state = state;
  try {
    return await work();
  } finally {
    context.state = undefined;
  }
}
