/** What could command a terminal, break its lines or turn their direction. */
const commanding = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu;

/** A text that others wrote, such as a name in Entra, fit for one line of a terminal. */
export function onTerminal(text: string): string {
  return text.replace(commanding, ' ');
}
