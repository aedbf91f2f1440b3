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

function unusual(behaviour) {
  const { visibleAfterMs, draftForMs, reading, directoryReading, unitsPer10Seconds } = behaviour;
  const limits = limitsIn(behaviour);
  const lines = [
    behaviour.sendLatencyMs > 0 && `Sending takes ${behaviour.sendLatencyMs} ms`,
    limits.length > 0 && `A mailbox sends at most ${limits.join(', ')}`,
    !behaviour.keepMime && 'Mails are kept without their bytes',
    reading === 'forbidden' && 'Searching a mailbox is forbidden',
    visibleAfterMs > 0 && `A search finds a mail ${visibleAfterMs} ms after it was accepted`,
    draftForMs > 0 && `A mail that is found is a draft for ${draftForMs} ms`,
    directoryReading !== 'full' && `Reading the directory: ${directoryReading}`,
    unitsPer10Seconds > 0 && `The directory is throttled above ${unitsPer10Seconds} units in 10 s`,
  ];
  return lines.filter(Boolean);
}

function limitsIn({ inFlightLimit, messagesPerMinute, recipientsPerDay, uploadMbPer5Min }) {
  const limits = [
    inFlightLimit > 0 && `${inFlightLimit} at a time`,
    messagesPerMinute > 0 && `${messagesPerMinute} a minute`,
    recipientsPerDay > 0 && `to ${recipientsPerDay} recipients a day`,
    uploadMbPer5Min > 0 && `${uploadMbPer5Min} MB in 5 minutes`,
  ];
  return limits.filter(Boolean);
}
