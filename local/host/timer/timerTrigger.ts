import type { RpcBindingInfo } from '../app/coreTypes.ts';
import { type AppSettings, resolveSettingNames } from '../appSettings.ts';
import { isRefusal, type Refusal, refusal } from '../refusal.ts';
import { readSchedule, type Schedule } from './schedule.ts';

/** A checked `timerTrigger` binding. */
export interface TimerTrigger {
  readonly text: string;
  readonly schedule: Schedule;
  readonly runOnStartup: boolean;
  /** Its status is kept, so that a missed occurrence is caught up at the next start. */
  readonly isMonitored: boolean;
}

/** Timers that occur more often are never monitored (functions-bindings-timer.md, useMonitor). */
const shortestMonitoredMs = 60_000;

/** Reads a `timerTrigger` binding, or says why the function cannot run. */
export function readTimerTrigger(
  binding: RpcBindingInfo,
  settings: AppSettings,
): TimerTrigger | Refusal {
  if (typeof binding['schedule'] !== 'string') return refusal('Its trigger has no "schedule".');
  const text = resolveSettingNames(binding['schedule'], settings);
  if (isRefusal(text)) return text;
  const schedule = readSchedule(text);
  if (isRefusal(schedule)) return schedule;
  return {
    text,
    schedule,
    runOnStartup: binding['runOnStartup'] === true,
    isMonitored: binding['useMonitor'] !== false && intervalMs(schedule) >= shortestMonitoredMs,
  };
}

function intervalMs(schedule: Schedule): number {
  const first = schedule.next(new Date());
  return schedule.next(first).getTime() - first.getTime();
}
