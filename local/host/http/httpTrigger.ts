import type { RpcBindingInfo } from '../app/coreTypes.ts';
import type { RegisteredFunction } from '../app/functionApp.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { compileRoute, type Route } from './route.ts';

/** A checked `httpTrigger` binding. Its `authLevel` is not looked at: like `func start`, this host asks for no key. */
export interface HttpTrigger {
  readonly route: Route;
  /** Upper case; empty = every method. */
  readonly methods: readonly string[];
}

/** An HTTP function with its trigger. */
export interface HttpFunction {
  readonly fn: RegisteredFunction;
  readonly trigger: HttpTrigger;
}

/** Reads an `httpTrigger` binding, or says why the function cannot be reached. Without a route it is the function's name. */
export function readHttpTrigger(
  name: string,
  binding: RpcBindingInfo,
  routePrefix: string,
): HttpTrigger | Refusal {
  const route = compileRoute(routePrefix, (binding['route'] as string | undefined) ?? name);
  if (isRefusal(route)) return route;
  const methods = (binding['methods'] as readonly string[] | undefined) ?? [];
  return { route, methods: methods.map((method) => method.toUpperCase()) };
}

/** `POST /api/mail`, for people. */
export function httpSummary({ route, methods }: HttpTrigger): string {
  return `${methods.join(',') || 'any method'} /${route.template}`;
}
