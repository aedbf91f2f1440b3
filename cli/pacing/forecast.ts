const secondMs = 1000;
const minuteMs = 60 * secondMs;
/** A wait shorter than this needs no time of day. */
const shortMs = 10 * secondMs;

/** Sweden writes dates as ISO does. The time zone is that of the machine. */
const dayFormat = new Intl.DateTimeFormat('sv', { dateStyle: 'short' });
const timeFormat = new Intl.DateTimeFormat('sv', { hour: '2-digit', minute: '2-digit' });

/** A time to come, as people wait for it: "in 4 s", or as `timeText` when it is longer. */
export function forecast(atMs: number, nowMs: number): string {
  return atMs - nowMs < shortMs ? `in ${durationText(atMs - nowMs)}` : timeText(atMs, nowMs);
}

/** A time to come in local time, and how long until then: "14:40 (in 2 h 10 min)", with the date on another day. */
export function timeText(atMs: number, nowMs: number): string {
  const [day, today] = [dayFormat.format(atMs), dayFormat.format(nowMs)];
  const time = timeFormat.format(atMs);
  return `${day === today ? time : `${day} ${time}`} (in ${durationText(atMs - nowMs)})`;
}

/** How long, in the two largest units, rounded up: nobody is told a time that is too short. */
export function durationText(ms: number): string {
  if (ms < minuteMs) return `${Math.max(0, Math.ceil(ms / secondMs))} s`;
  const minutes = Math.ceil(ms / minuteMs);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24
    ? joined(hours, 'h', minutes % 60, 'min')
    : joined(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
