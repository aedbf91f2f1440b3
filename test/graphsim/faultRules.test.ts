import { describe, expect, test } from 'vitest';
import { readFaultFlag } from '../../local/graph/faults/faultFlag.ts';
import { readFaultRules } from '../../local/graph/faults/faultRule.ts';
import { simulator } from './simulator.ts';

const on = 'sendMail';

describe('a wrong fault rule is refused with what is allowed', () => {
  test.each([
    ['no list', { on, answer: 429 }, 'Give a list of rules'],
    ['no object', [429], 'faults[0] is 429. It must be an object.'],
    [
      'a field that does not exist',
      [{ on, answer: 429, retryAfter: 2 }],
      'unknown field "retryAfter"',
    ],
    ['no answer', [{ on }], 'faults[0].answer is missing'],
    [
      'another operation',
      [{ on: 'calendar', answer: 429 }],
      'faults[0].on is "calendar". Allowed: "sendMail", "findMail", "groups"',
    ],
    ['nothing told of users', [{ on: 'users', answer: 'nothing' }], 'is for members and delta'],
    ['a page of sending', [{ on, answer: 429, onPage: 2 }], 'onPage is for groups, members'],
    ['a page before the first', [{ on: 'delta', answer: 429, onPage: 0 }], 'faults[0].onPage is 0'],
    [
      'a mailbox of the directory',
      [{ on: 'users', answer: 429, mailbox: 'a@b.example' }],
      'mailbox is for sendMail and findMail',
    ],
    ['a status that is none', [{ on, answer: 42 }], 'a status from 200 to 599, "reset", "never"'],
    [
      'half a time',
      [{ on, answer: 429, times: 0.5 }],
      'faults[0].times is 0.5. Allowed: a whole number',
    ],
    [
      'a rate above 1',
      [{ on, answer: 429, rate: 20 }],
      'faults[0].rate is 20. Allowed: a number above 0 and up to 1.',
    ],
    [
      'times and rate',
      [{ on, answer: 429, times: 1, rate: 0.5 }],
      'times and rate exclude each other',
    ],
    ['a seed without rate', [{ on, answer: 429, seed: 1 }], 'seed needs rate'],
    ['202 without accepting', [{ on, answer: 202 }], 'accept must be true'],
    ['a usual answer without delay', [{ on, answer: 'as-usual' }], 'Give delayMs'],
    [
      'a usual answer not accepted',
      [{ on, answer: 'as-usual', accept: false, delayMs: 1 }],
      'Leave out accept',
    ],
    [
      'a usual answer accepted later',
      [{ on, answer: 'as-usual', delayMs: 1, acceptAfterMs: 1 }],
      'Leave out accept and acceptAfterMs',
    ],
    [
      'accepting before and later',
      [{ on, answer: 504, accept: true, acceptAfterMs: 1 }],
      'Give one of them',
    ],
    ['202 accepted later', [{ on, answer: 202, acceptAfterMs: 1 }], 'accept must be true'],
    [
      'a search that accepts',
      [{ on: 'findMail', answer: 503, accept: true }],
      'only sendMail accepts mail',
    ],
    [
      'a search that accepts later',
      [{ on: 'findMail', answer: 'never', acceptAfterMs: 1 }],
      'only sendMail accepts mail',
    ],
    [
      'accepting after a day',
      [{ on, answer: 504, acceptAfterMs: 86_400_000 }],
      'faults[0].acceptAfterMs is 86400000. Allowed: whole milliseconds from 0 to 600000.',
    ],
    [
      'Retry-After on a reset',
      [{ on, answer: 'reset', retryAfterSeconds: 0 }],
      'need a status as answer',
    ],
    [
      'a delay of no answer',
      [{ on, answer: 'never', delayMs: 5 }],
      'no answer that delayMs could put off',
    ],
  ])('%s', (_, rules, text) => {
    expect(() => readFaultRules(rules)).toThrow(text);
  });

  test('a mailbox that the tenant does not have', async () => {
    const graph = await simulator();

    const setting = () => graph.setFaults([{ on, answer: 429, mailbox: 'typo@contoso.example' }]);

    expect(setting).toThrow('"typo@contoso.example", which the tenant does not have');
  });
});

test('a wrong rule leaves the faults in force as they were', async () => {
  const graph = await simulator({ faults: [{ on, answer: 429 }] });

  expect(() =>
    graph.setFaults([
      { on, answer: 503 },
      { on, answer: 1 },
    ]),
  ).toThrow('faults[1].answer');

  expect(graph.faults().map(({ rule }) => rule.answer)).toEqual([429]);
});

describe('a fault on the command line', () => {
  test.each([
    ['throttle', { answer: 429, retryAfterSeconds: 1 }],
    ['throttle:retry-after=2,times=3', { answer: 429, retryAfterSeconds: 2, times: 3 }],
    ['504-after-accept:rate=0.2,seed=7', { answer: 504, accept: true, rate: 0.2, seed: 7 }],
    ['reset-after-accept', { answer: 'reset', accept: true }],
    ['never-answer:accept=true', { answer: 'never', accept: true }],
    ['never-answer:accept-after-ms=9', { answer: 'never', acceptAfterMs: 9 }],
    ['late-accept', { answer: 504, acceptAfterMs: 5000 }],
    ['late-accept:accept-after-ms=9,times=1', { answer: 504, acceptAfterMs: 9, times: 1 }],
    ['nothing:on=members,on-page=2', { on: 'members', answer: 'nothing', onPage: 2 }],
    ['never-answer:on=findMail', { on: 'findMail', answer: 'never' }],
    [
      'slow:delay-ms=250,mailbox=a@b.example',
      { answer: 'as-usual', delayMs: 250, mailbox: 'a@b.example' },
    ],
  ])('%s is read', (flag, rule) => {
    expect(readFaultFlag(flag)).toEqual({ on, ...rule });
  });

  test.each([
    ['explode', 'there is no fault "explode". Faults: throttle'],
    ['throttle:delay-ms=1', 'cannot use "delay-ms=1". Options: retry-after='],
    ['throttle:times', 'cannot use "times"'],
    ['throttle:times=many', 'times is "many". Allowed: a whole number from 1.'],
    ['504-after-accept:on=findMail', 'only sendMail accepts mail'],
    ['slow:on=calendar', 'on is "calendar". Allowed: "sendMail", "findMail", "groups"'],
    ['slow:rate=2', 'rate is 2. Allowed: a number above 0 and up to 1.'],
  ])('%s is refused with what is allowed', (flag, text) => {
    expect(() => readFaultFlag(flag)).toThrow(text);
  });
});
