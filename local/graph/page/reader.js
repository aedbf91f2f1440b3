import { attachmentAddress, fetchMail, sourceAddress } from './api.js';
import { avatar } from './avatar.js';
import { element, icon } from './dom.js';
import { longTime, personName, size } from './format.js';
import { headersPanel, htmlPanel, sourcePanel, textPanel } from './panels.js';
import { tabs } from './tabs.js';

const back = 'M12.5 4.5L7 10l5.5 5.5';
const download = 'M10 3.5v9m-3.5-3.5L10 12.5 13.5 9M4 16.5h12';

let loading = new AbortController();

/** Shows a mail in the reading pane; without an id, a hint. */
export async function showMail(id) {
  const reader = document.getElementById('reader');
  loading.abort();
  loading = new AbortController();
  const { signal } = loading;
  if (id === undefined) {
    reader.replaceChildren(
      hint('Choose a mail to read it.', 'j and k move through the list, / searches.'),
    );
    return;
  }
  const mail = await fetchMail(id, signal).catch(() => undefined);
  if (signal.aborted) return;
  if (mail === undefined)
    reader.replaceChildren(hint('This mail is not here any more.', 'The list shows what is.'));
  else reader.replaceChildren(head(mail), ...attachmentList(mail), ...tabs(views(mail)));
  reader.scrollTop = 0;
}

function head(mail) {
  return element(
    'header',
    { class: 'mail-head' },
    element('a', { class: 'back', href: '#' }, icon(back), 'Sent mail'),
    element(
      'div',
      { class: 'subject-line' },
      element('h2', {}, mail.subject || '(no subject)'),
      element(
        'a',
        {
          class: 'button',
          href: sourceAddress(mail.id),
          title: 'Download the message as it was sent',
        },
        icon(download),
        '.eml',
      ),
    ),
    element(
      'div',
      { class: 'sender' },
      avatar(mail.from),
      element(
        'div',
        { class: 'sender-text' },
        element('p', { class: 'sender-name' }, person(mail.from)),
        ...['to', 'cc', 'bcc'].flatMap((field) => recipients(field, mail[field])),
      ),
      element(
        'div',
        { class: 'facts' },
        element('time', { datetime: mail.receivedAt }, longTime(mail.receivedAt)),
        element('span', {}, `${size(mail.sizeBytes)} · mailbox ${mail.mailbox}`),
      ),
    ),
  );
}

function recipients(field, people) {
  if (people.length === 0) return [];
  const label = field[0].toUpperCase() + field.slice(1);
  return [element('p', { class: 'recipients' }, element('b', {}, label), ...people.map(person))];
}

function person({ name, address }) {
  const text = element('span', { class: 'person' }, personName({ name, address }));
  if (name) text.append(element('span', { class: 'address' }, address));
  return text;
}

function attachmentList(mail) {
  const shown = mail.attachments.filter(({ inline }) => !inline || !mail.hasHtml);
  if (shown.length === 0) return [];
  return [
    element(
      'ul',
      { class: 'attachments', 'aria-label': 'Attachments' },
      ...shown.map((each) => attachment(mail.id, each)),
    ),
  ];
}

function attachment(id, { index, filename, contentType, sizeBytes }) {
  const extension =
    /\.(\w{1,4})$/.exec(filename)?.[1] ?? contentType.split('/')[1]?.slice(0, 4) ?? '';
  return element(
    'li',
    {},
    element(
      'a',
      { href: attachmentAddress(id, index), title: `Download ${filename} (${contentType})` },
      element(
        'span',
        { class: 'file-type', 'data-type': extension.toLowerCase(), 'aria-hidden': 'true' },
        extension,
      ),
      element('span', { class: 'file-name' }, filename),
      element('span', { class: 'file-size' }, size(sizeBytes)),
      icon(download),
    ),
  );
}

function views(mail) {
  return [
    ...(mail.hasHtml ? [{ name: 'HTML', panel: () => htmlPanel(mail) }] : []),
    ...(mail.text !== undefined || !mail.hasHtml
      ? [{ name: 'Text', panel: () => textPanel(mail) }]
      : []),
    { name: 'Headers', panel: () => headersPanel(mail) },
    { name: 'Source', panel: () => sourcePanel(mail) },
  ];
}

function hint(title, text) {
  return element(
    'div',
    { class: 'hint' },
    element('p', {}, title),
    element('p', { class: 'quiet' }, text),
  );
}
