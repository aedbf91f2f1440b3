import { element } from './dom.js';
import { counted } from './format.js';

/** Shows how much is not as usual, faults and how searches see the mailboxes, and on opening what it is. */
export function showFaults({ faults, behaviour }) {
  const lines = [...faults.map(describe), ...unusual(behaviour)];
  document.getElementById('faults').hidden = lines.length === 0;
  document.getElementById('faults-summary').textContent =
    `${counted(lines.length, 'fault')} in force`;
  document
    .getElementById('faults-list')
    .replaceChildren(...lines.map((line) => element('li', {}, line)));
}

/** What a fault is about; without a text it is sending. */
const operationText = {
  findMail: 'Search',
  groups: 'Groups',
  members: 'Members',
  delta: 'Changes of groups',
  users: 'Users',
};

function describe({ rule, firedCount, leftCount }) {
  const what = [
    [operationText[rule.on], answerText(rule)].filter(Boolean).join(': '),
    rule.onPage !== undefined && `only page ${rule.onPage}`,
    rule.accept && 'after accepting the mail',
    rule.acceptAfterMs !== undefined && `accepting the mail ${rule.acceptAfterMs} ms later`,
    rule.retryAfterSeconds !== undefined && `Retry-After ${rule.retryAfterSeconds} s`,
    rule.delayMs !== undefined && `${rule.delayMs} ms late`,
    rule.mailbox !== undefined && `only ${rule.mailbox}`,
  ];
  return `${what.filter(Boolean).join(', ')} · ${howOften(rule, leftCount)} · seen ${firedCount} times`;
}

function answerText({ answer }) {
  if (answer === 'reset') return 'Connection reset';
  if (answer === 'never') return 'No answer';
  if (answer === 'nothing') return 'An answer that tells of nothing';
  return answer === 'as-usual' ? 'Slow answer' : `Answer ${answer}`;
}

function howOften({ rate }, leftCount) {
  if (leftCount !== undefined) return `${leftCount} left`;
  return rate === undefined ? 'every request' : `${rate * 100} % of requests`;
}

function unusual({ visibleAfterMs, draftForMs, reading, directoryReading, unitsPer10Seconds }) {
  const lines = [
    reading === 'forbidden' && 'Searching a mailbox is forbidden',
    visibleAfterMs > 0 && `A search finds a mail ${visibleAfterMs} ms after it was accepted`,
    draftForMs > 0 && `A mail that is found is a draft for ${draftForMs} ms`,
    directoryReading !== 'full' && `Reading the directory: ${directoryReading}`,
    unitsPer10Seconds > 0 && `The directory is throttled above ${unitsPer10Seconds} units in 10 s`,
  ];
  return lines.filter(Boolean);
}
