const timeSpan = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?$/;

/**
 * Reads a .NET time span (`[-][d.]hh:mm:ss[.fffffff]`), as host.json has them, into milliseconds.
 * Undefined when the text is none.
 */
export function timeSpanMs(text: string): number | undefined {
  const parts = timeSpan.exec(text);
  if (!parts) return undefined;
  const [, minus, days = '0', hours, minutes, seconds, fraction = '0'] = parts;
  const wholeSeconds =
    ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  const ms = wholeSeconds * 1000 + Number(`0.${fraction}`) * 1000;
  return minus ? -ms : ms;
}
