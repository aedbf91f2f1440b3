/*
 * The shapes between the Functions worker and the library @azure/functions, as far as this host uses them.
 * They are those of the module `@azure/functions-core`, which exists only inside the real worker.
 */

/** One value on its way between host and function: exactly one member is set. */
export interface RpcTypedData {
  readonly string?: string;
  /** JSON text. */
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly http?: RpcHttpData;
}

/** A text that may be absent, as gRPC carries it. */
export interface RpcNullableString {
  readonly value: string;
}

/** An HTTP request for a function, or its response. */
export interface RpcHttpData {
  readonly method?: string;
  readonly url?: string;
  readonly statusCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RpcTypedData;
  readonly nullableHeaders?: Readonly<Record<string, RpcNullableString>>;
  readonly nullableParams?: Readonly<Record<string, RpcNullableString>>;
  readonly nullableQuery?: Readonly<Record<string, RpcNullableString>>;
  readonly cookies?: readonly RpcHttpCookie[];
}

/** A cookie of a response; `seconds` count from 1970. */
export interface RpcHttpCookie {
  readonly name: string;
  readonly value: string;
  readonly domain?: RpcNullableString;
  readonly path?: RpcNullableString;
  readonly expires?: { readonly value: { readonly seconds: number } };
  readonly secure?: { readonly value: boolean };
  readonly httpOnly?: { readonly value: boolean };
  readonly sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
  readonly maxAge?: { readonly value: number };
}

/** One binding of a function: `type` and `direction`, and whatever options its kind has. */
export type RpcBindingInfo = {
  readonly type: string;
  readonly direction: 'in' | 'out';
} & Readonly<Record<string, unknown>>;

/** What `app.http(...)`, `app.generic(...)` and the like register. */
export interface FunctionMetadata {
  readonly name: string;
  readonly bindings: Readonly<Record<string, RpcBindingInfo>>;
  readonly retryOptions?: unknown;
}

/** A function's handler as the library calls it: trigger input first, context last. */
export type FunctionCallback = (...args: unknown[]) => unknown;

/** What one invocation brings: the trigger's value, its metadata by PascalCase name, and the trace it belongs to. */
export interface InvocationRequest {
  readonly invocationId: string;
  readonly inputData: readonly { readonly name: string; readonly data: RpcTypedData }[];
  readonly triggerMetadata: Readonly<Record<string, RpcTypedData>>;
  readonly traceContext: { readonly traceParent: string; readonly traceState: string };
}

/** What one invocation gives back. */
export interface InvocationResponse {
  readonly returnValue?: RpcTypedData | null;
}

/** How serious a log line is. */
export type LogLevel =
  | 'trace'
  | 'debug'
  | 'information'
  | 'warning'
  | 'error'
  | 'critical'
  | 'none';

/** Who wrote a log line: the app, or the library. */
export type LogCategory = 'user' | 'system' | 'customMetric';

/** What the library gets to build one invocation from. */
export interface CoreInvocationContext {
  readonly invocationId: string;
  readonly request: InvocationRequest;
  readonly metadata: FunctionMetadata;
  /** Set while hooks run: the library warns of logging after the end, but not in a postInvocation hook. */
  state?: 'preInvocationHooks' | 'postInvocationHooks' | 'invocation' | undefined;
  log(level: LogLevel, category: LogCategory, message: string): void;
}

/** One invocation, made by the library: it converts inputs and outputs. */
export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<InvocationResponse>;
}

/** The library's side of the worker. */
export interface ProgrammingModel {
  readonly name: string;
  readonly version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  /** Ends the app's setup; with HTTP streaming it answers the address of the library's own server as `HttpUri`. */
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>;
}
