import { fetchSource, htmlAddress } from './api.js';
import { element } from './dom.js';

/** Source shown at once, in characters; a longer one is cut here, for the browser to stay quick. */
const maxShownSource = 400_000;

/**
 * The mail's HTML in a frame without scripts and without our origin. Links open a new tab.
 * The answer's own policy forbids every request, so pictures from elsewhere stay away.
 */
export function htmlPanel(mail) {
  const frame = element('iframe', {
    class: 'paper',
    title: 'The mail as HTML',
    sandbox: 'allow-popups allow-popups-to-escape-sandbox',
    referrerpolicy: 'no-referrer',
    src: htmlAddress(mail.id),
  });
  if (!mail.hasRemoteContent) return frame;
  const note = element('p', { class: 'note' }, 'Pictures from other servers are not loaded here.');
  return element('div', { class: 'paper-with-note' }, note, frame);
}

/** The plain text part. */
export function textPanel(mail) {
  if (!mail.text) return element('p', { class: 'note' }, 'This mail has no text.');
  return element('pre', { class: 'mail-text' }, mail.text);
}

/** What the simulator noted on accepting, then the message's own headers as they came. */
export function headersPanel(mail) {
  const noted = [
    ['Mailbox', mail.mailbox],
    ['Accepted', mail.receivedAt],
    ['Submitted as', mail.submittedAs === 'mime' ? 'MIME' : 'JSON; the message was composed here'],
    ['request-id', mail.requestId],
    ['client-request-id', mail.clientRequestId ?? 'none'],
    ['SHA-256', mail.sha256],
    ['Size', `${mail.sizeBytes.toLocaleString()} bytes`],
  ];
  return element(
    'div',
    {},
    table('Accepted by the simulator', noted),
    table(
      'Headers of the message',
      mail.headers.map(({ name, value }) => [name, value]),
    ),
  );
}

/** The message as text, byte for byte where it is ASCII or UTF-8. */
export function sourcePanel(mail) {
  const text = element('pre', { class: 'source', tabindex: '0' }, 'Loading');
  fetchSource(mail.id).then(
    (source) => {
      text.textContent = source.slice(0, maxShownSource);
      if (source.length <= maxShownSource) return;
      text.before(
        element(
          'p',
          { class: 'note' },
          'Only the beginning is shown; the .eml button has all of it.',
        ),
      );
    },
    () => {
      text.textContent = 'The source could not be loaded.';
    },
  );
  return element('div', {}, text);
}

function table(caption, rows) {
  return element(
    'table',
    { class: 'headers' },
    element('caption', {}, caption),
    element(
      'tbody',
      {},
      ...rows.map(([name, value]) =>
        element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, value)),
      ),
    ),
  );
}
