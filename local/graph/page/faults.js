import { element } from './dom.js';
import { counted } from './format.js';

/** Shows how many faults are in force, and on opening what they are. */
export function showFaults(faults) {
  document.getElementById('faults').hidden = faults.length === 0;
  document.getElementById('faults-summary').textContent =
    `${counted(faults.length, 'fault')} in force`;
  document
    .getElementById('faults-list')
    .replaceChildren(...faults.map((fault) => element('li', {}, describe(fault))));
}

function describe({ rule, firedCount, leftCount }) {
  const what = [
    answerText(rule),
    rule.accept && 'after accepting the mail',
    rule.retryAfterSeconds !== undefined && `Retry-After ${rule.retryAfterSeconds} s`,
    rule.delayMs !== undefined && `${rule.delayMs} ms late`,
    rule.mailbox !== undefined && `only ${rule.mailbox}`,
  ];
  return `${what.filter(Boolean).join(', ')} · ${howOften(rule, leftCount)} · seen ${firedCount} times`;
}

function answerText({ answer }) {
  if (answer === 'reset') return 'Connection reset';
  if (answer === 'never') return 'No answer';
  return answer === 'as-usual' ? 'Slow answer' : `Answer ${answer}`;
}

function howOften({ rate }, leftCount) {
  if (leftCount !== undefined) return `${leftCount} left`;
  return rate === undefined ? 'every request' : `${rate * 100} % of requests`;
}
