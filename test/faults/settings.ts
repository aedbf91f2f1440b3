import type { FaultPlan } from './faultPlan.ts';
import type { QueueSettings } from './simulatedServiceBus.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** What one run's administrator and tenant are like. */
export interface RunSettings extends QueueSettings {
  readonly onUncertain: 'hold' | 'resend';
  readonly jobLifetimeMs: number;
  /** What the probe showed. */
  readonly absenceProves: boolean;
  /** Otherwise Exchange files copies under an id of its own, and no search finds them. */
  readonly keepsMessageId: boolean;
  readonly readingForbidden: boolean;
  /** Exchange accepts later, or shows copies later, than the protocol assumes; a process stands still after the guard. */
  readonly boundsBroken: boolean;
  readonly instanceCount: number;
  readonly jobCount: number;
  /** Faults and people stop after so long. */
  readonly troubleMs: number;
}

/** Whether a mailbox may be read, whether absence proves anything, and ON_UNCERTAIN; readable and `hold` unless chosen. */
const tenants = {
  readableResend: 1,
  forbiddenHold: 1,
  forbiddenResend: 2,
  unprobedHold: 1,
  unprobedResend: 2,
};

/** The settings of a run: the defaults of the product, or others that an administrator may choose. */
export function readSettings(plan: FaultPlan): RunSettings {
  const locks = { minute: minuteMs, seconds: 15 * secondMs } as const;
  const windows = { none: 0, week: 7 * 24 * hourMs } as const;
  const deliveries = { one: 1, two: 2 } as const;
  const lock = plan.choose('setting: lock', 0.3, { minute: 1, seconds: 1 });
  const window = plan.choose('setting: duplicate window', 0.3, { none: 1, week: 1 });
  const delivery = plan.choose('setting: most deliveries', 0.4, { one: 2, two: 1 });
  const tenant = plan.choose('tenant', 0.5, tenants) ?? 'readable';
  const isUnprobed = tenant.startsWith('unprobed');
  return {
    lockMs: lock ? locks[lock] : 5 * minuteMs,
    duplicateWindowMs: window ? windows[window] : 10 * minuteMs,
    maxDeliveryCount: delivery ? deliveries[delivery] : 10,
    onUncertain: tenant.endsWith('Resend') ? 'resend' : 'hold',
    jobLifetimeMs: plan.happens('setting: lifetime of an hour', 0.3) ? hourMs : 48 * hourMs,
    absenceProves: !isUnprobed,
    keepsMessageId: !(isUnprobed && plan.happens('tenant replaces the Message-ID', 0.5)),
    readingForbidden: tenant.startsWith('forbidden'),
    boundsBroken: plan.happens('setting: bounds are broken', 0.1),
    instanceCount: Math.round(plan.between('instances', 2, 3)),
    jobCount: plan.happens('setting: three jobs', 0.2) ? 3 : 1,
    troubleMs: plan.spreadMs('trouble', 10 * minuteMs, 4 * hourMs),
  };
}
