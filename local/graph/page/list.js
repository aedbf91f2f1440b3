import { avatar } from './avatar.js';
import { element, icon, showChildren } from './dom.js';
import { counted, longTime, personName, shortTime, size } from './format.js';

const paperclip =
  'M13.5 7.5l-5 5a1.8 1.8 0 0 0 2.5 2.5l5.2-5.2a3.5 3.5 0 0 0-5-5l-5.4 5.5a5.2 5.2 0 0 0 7.4 7.4l4-4';

/** Rows by message id. A mail never changes, so its row is made once and keeps its place, focus and state. */
const rowsById = new Map();

/** Shows the rows of a list answer. @param isNew tells whether a mail came while the page was open, unread */
export function showList({ rows, matchCount, messageCount, droppedCount }, search, isNew) {
  const shown = rows.map((mail) => rowFor(mail, isNew(mail.id)));
  showChildren(document.getElementById('list'), shown);
  forgetOthers(new Set(rows.map(({ id }) => id)));

  document.getElementById('count').textContent =
    search === ''
      ? counted(messageCount, 'mail')
      : `${matchCount.toLocaleString()} of ${counted(messageCount, 'mail')}`;
  document.getElementById('more').hidden = matchCount <= rows.length;
  showText('no-match', search !== '' && matchCount === 0 ? `Nothing matches “${search}”.` : '');
  showText('dropped', droppedCount > 0 ? droppedText(droppedCount) : '');
}

/** Marks the open mail's row and brings it into view. */
export function markOpen(id) {
  for (const [rowId, row] of rowsById) {
    const link = row.firstElementChild;
    if (rowId === id) {
      link.setAttribute('aria-current', 'true');
      row.classList.remove('is-new');
      row.scrollIntoView({ block: 'nearest' });
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

/** The id of the mail `step` rows below the given one (above, when negative); the first without one. */
export function neighbour(id, step) {
  const ids = [...document.getElementById('list').children].map((row) => row.dataset.id);
  const at = ids.indexOf(id);
  return at < 0 ? ids[0] : ids[Math.min(Math.max(at + step, 0), ids.length - 1)];
}

function rowFor(mail, isNew) {
  const known = rowsById.get(mail.id);
  if (known !== undefined) return known;
  const row = element(
    'li',
    { class: isNew ? 'row is-new' : 'row', 'data-id': mail.id },
    element(
      'a',
      { href: `#${mail.id}` },
      avatar(mail.from),
      element('span', { class: 'row-from' }, personName(mail.from)),
      element(
        'time',
        { datetime: mail.receivedAt, title: longTime(mail.receivedAt) },
        shortTime(mail.receivedAt),
      ),
      element('span', { class: 'row-subject' }, mail.subject || '(no subject)'),
      element('span', { class: 'row-marks' }, ...marks(mail)),
      element('span', { class: 'row-preview' }, mail.preview || '\u00a0'),
      element('span', { class: 'row-to' }, `To ${recipientsText(mail)}`),
    ),
  );
  rowsById.set(mail.id, row);
  return row;
}

function marks({ attachmentCount, sizeBytes }) {
  const sizeMark = element('span', {}, size(sizeBytes));
  if (attachmentCount === 0) return [sizeMark];
  const label = counted(attachmentCount, 'attachment');
  return [
    element(
      'span',
      { class: 'clip', title: label, role: 'img', 'aria-label': label },
      icon(paperclip),
    ),
    sizeMark,
  ];
}

function recipientsText({ to, cc, bcc }) {
  const [first, ...others] = [...to, ...cc, ...bcc];
  return others.length === 0 ? personName(first) : `${personName(first)} +${others.length}`;
}

function droppedText(count) {
  return `${counted(count, 'older mail')} dropped: the simulator keeps the newest mails up to a limit.`;
}

function showText(id, text) {
  const node = document.getElementById(id);
  node.textContent = text;
  node.hidden = text === '';
}

function forgetOthers(shownIds) {
  for (const id of rowsById.keys()) {
    if (!shownIds.has(id)) rowsById.delete(id);
  }
}
