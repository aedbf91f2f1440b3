/**
 * The parts of rhea 3.0.5 that its own typings leave out or type as `any`, as far as the emulator
 * touches them. Names are rhea's. Everything that depends on rhea's inside goes through this file.
 */
import type { Socket } from 'node:net';
import rhea from 'rhea';

/** A value with its AMQP type: `value` is what the type holds, lists and maps as flat arrays of these. */
export interface Typed {
  readonly value: unknown;
  /** Of a described value only, such as a delivery state. */
  readonly descriptor?: Typed;
}

interface AmqpTypes {
  /** Every type there is, by its code. */
  readonly by_code: Readonly<Record<number, unknown>>;
  readonly Reader: new (bytes: Buffer) => { read(): Typed };
  readonly Writer: new () => { write(value: Typed): void; toBuffer(): Buffer };
  unwrap(value: Typed): unknown;
  wrap_array(values: readonly unknown[], typeCode: number): Typed;
  wrap_int(value: number): Typed;
  wrap_long(value: number): Typed;
  wrap_string(value: string): Typed;
  wrap_symbol(value: string): Typed;
  wrap_timestamp(ms: number): Typed;
  wrap_uint(value: number): Typed;
  wrap_uuid(bytes: Buffer): Typed;
}

/** A delivery state that can be put on the wire. */
export interface Outcome {
  described(): Typed;
}

interface AmqpMessages {
  decode(bytes: Buffer): Readonly<Record<string, unknown>>;
  accepted(): Outcome;
  released(): Outcome;
  rejected(fields: { error?: AmqpError }): Outcome;
  modified(fields: { delivery_failed?: unknown; undeliverable_here?: unknown }): Outcome;
}

export interface AmqpError {
  readonly condition: string;
  readonly description: string;
  readonly info: Readonly<Record<string, unknown>>;
}

/** rhea's codec. */
export const amqpTypes = rhea.types as unknown as AmqpTypes;
/** rhea's message sections and delivery states. */
export const amqpMessages = rhea.message as unknown as AmqpMessages;

export interface EndpointState {
  readonly remote_open: boolean;
  /** Attach or begin frames that are decided on but not written yet. */
  readonly open_requests: number;
}

/** One message on its way, in either direction. */
export interface Delivery {
  readonly id: number;
  readonly tag: Buffer;
  readonly link: Link;
  settled: boolean;
  remote_settled: boolean;
  /** The encoded message in frames; of an outgoing delivery only. */
  data: readonly Buffer[];
  /** What the other end wants: decoded fields by name, and all of them, typed, by position. */
  readonly remote_state?: RemoteState;
  update(settled: boolean | undefined, state: Typed): void;
  accept(): void;
  reject(error: AmqpError): void;
}

export interface RemoteState {
  readonly value: readonly (Typed | undefined)[];
  readonly delivery_failed?: unknown;
  readonly undeliverable_here?: unknown;
  readonly error?: RemoteError | null;
}

export interface RemoteError {
  readonly value: readonly (Typed | undefined)[];
  readonly condition?: string | null;
  readonly description?: string | null;
  readonly info?: Readonly<Record<string, unknown>> | null;
}

/** rhea's buffer of outgoing deliveries, the five members it uses. */
export interface DeliveryBuffer {
  readonly size: number;
  available(): number;
  push(delivery: Delivery): void;
  by_id(id: number): Delivery | undefined;
  pop_if(isDone: (delivery: Delivery) => boolean): number;
}

/** One direction of a session. */
export interface Direction {
  deliveries: DeliveryBuffer;
  process(session?: Session): void;
  update(delivery: Delivery, settled: boolean, state: Typed): void;
}

export interface Outgoing extends Direction {
  /** Id that the next message will get. */
  readonly next_delivery_id: number;
  /** Id of the first message that is not written yet. */
  readonly next_pending_delivery: number;
  /** Frames the other end still takes; NaN before it has said so. */
  transfer_window(): number;
}

export interface Incoming extends Direction {
  on_transfer(frame: TransferFrame, receiver: Receiver): void;
}

export interface TransferFrame {
  readonly performative: { message_format: number | null | undefined; readonly more: boolean };
  payload: Buffer | undefined;
}

interface AttachFrame {
  readonly performative: Attach & {
    readonly name: string;
    readonly handle: number;
    /** True when the other end is the receiver. */
    readonly role: boolean;
  };
}

/** What the other end asked for. */
interface Attach {
  readonly source?: Terminus | null;
  readonly target?: Terminus | null;
  readonly snd_settle_mode?: number | null;
  readonly rcv_settle_mode?: number | null;
}

export interface Session {
  readonly outgoing: Outgoing;
  readonly incoming: Incoming;
  readonly links: Record<string, Link>;
  readonly local: { readonly handles: Record<string, Link> };
  readonly remote: { readonly handles: Record<string, Link> };
  create_sender(name: string): Sender;
  create_receiver(name: string): Receiver;
  on_attach(frame: AttachFrame): void;
  on_flow(frame: { readonly performative: { readonly handle?: number | null } }): void;
  remove_link(link: Link): void;
  find_link(matches: (link: Link) => boolean): Link | undefined;
  each_link(action: (link: Link) => void): void;
}

export interface Terminus {
  readonly address?: string | null;
  readonly filter?: Readonly<Record<string, unknown>> | null;
}

interface LinkBase {
  readonly name: string;
  readonly session: Session;
  readonly connection: Connection;
  readonly state: EndpointState;
  readonly local: {
    readonly attach: {
      source?: unknown;
      target?: unknown;
      snd_settle_mode?: number;
      rcv_settle_mode?: number;
      max_message_size?: number;
    };
  };
  readonly remote: {
    attach?: Attach;
  };
  readonly source?: Terminus | null;
  readonly target?: Terminus | null;
  credit: number;
  delivery_count: number;
  set_source(fields: object): void;
  set_target(fields: object): void;
  on_attach(frame: AttachFrame): void;
  close(error?: AmqpError): void;
}

/** The server's end of a link on which the client receives. */
export interface Sender extends LinkBase {
  is_sender(): true;
  _draining: boolean;
  _drained: boolean;
  _get_drain(): boolean;
  set_drained(drained: boolean): void;
  /** With a format the message is the encoded bytes, without one it is encoded by rhea. */
  send(message: Buffer | object, tag?: Buffer, format?: number): Delivery;
}

/** The server's end of a link on which the client sends. */
export interface Receiver extends LinkBase {
  is_sender(): false;
  add_credit(credit: number): void;
}

export type Link = Sender | Receiver;

export interface Connection {
  readonly local_channel_map: Readonly<Record<string, Session>>;
  /** Bytes of the frame that is being read; undefined between frames. */
  readonly frame_size: number | undefined;
  accept(socket: Socket): void;
  input(bytes: Buffer): void;
  output(): void;
  is_open(): boolean;
  each_link(action: (link: Link) => void): void;
  find_link(matches: (link: Link) => boolean): Link | undefined;
  /** Has what is decided on written at the end of this tick. */
  _register(): void;
  _write_frame(channel: number): void;
  _disconnected(): void;
}
