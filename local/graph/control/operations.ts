import { replaceMailboxes } from '../groups/replaceMailboxes.ts';
import { InvalidInput } from '../invalidInput.ts';
import { readMailbox } from '../mailboxes/mailbox.ts';
import { summaryOf } from '../store/acceptedMessage.ts';
import type { ControlOperation } from './controlOperation.ts';
import { groupOperations } from './groupOperations.ts';
import { measurementOperations } from './measurementOperations.ts';

/** Everything that the control API answers with JSON, by method and path. */
export const controlOperations: Readonly<Record<string, ControlOperation>> = {
  'GET /_control/messages': {
    does: 'the mails that were accepted, without their bytes',
    run: ({ messages }) => ({
      messages: messages.list().map(summaryOf),
      droppedCount: messages.droppedCount,
    }),
  },
  'DELETE /_control/messages': {
    does: 'empties the mailboxes',
    run: ({ messages, existing }) => {
      messages.clear();
      existing.clear();
      return { messages: [], droppedCount: 0 };
    },
  },
  'GET /_control/existing': {
    does: 'the mails that were put into mailboxes without being sent',
    run: ({ existing }) => ({ existing: existing.list() }),
  },
  'POST /_control/existing': {
    does: 'puts one there: {"mailbox","internetMessageId","createdAt","isDraft"}',
    run: ({ existing }, body) => {
      existing.add(body);
      return { existing: existing.list() };
    },
  },
  'GET /_control/faults': {
    does: 'the faults in force, with how often each has fired',
    run: ({ faults }) => ({ faults: faults.list() }),
  },
  'POST /_control/faults': {
    does: 'adds faults: [{"on":"sendMail","answer":429,"times":3}]',
    run: ({ faults }, body) => {
      faults.add(body);
      return { faults: faults.list() };
    },
  },
  'DELETE /_control/faults': {
    does: 'ends all faults',
    run: ({ faults }) => {
      faults.replace([]);
      return { faults: [] };
    },
  },
  'GET /_control/behaviour': {
    does: 'how the tenant behaves: searches, delivery, limits, the directory',
    run: ({ behaviour }) => behaviour.current,
  },
  'PUT /_control/behaviour': {
    does: 'sets it: {"visibleAfterMs":5000,"reading":"forbidden","directoryReading":"idsOnly"}',
    run: ({ behaviour }, body) => {
      behaviour.replace(body);
      return behaviour.current;
    },
  },
  'GET /_control/mailboxes': {
    does: 'the mailboxes of the tenant',
    run: ({ mailboxes }) => ({ mailboxes: mailboxes.list() }),
  },
  'PUT /_control/mailboxes': {
    does: 'puts a list of mailboxes in their place',
    run: (simulator, body) => {
      if (!Array.isArray(body)) throw new InvalidInput('The mailboxes must be a list of objects.');
      const mailboxes = body.map((mailbox, index) => readMailbox(mailbox, `mailboxes[${index}]`));
      replaceMailboxes(simulator, mailboxes);
      return { mailboxes: simulator.mailboxes.list() };
    },
  },
  ...groupOperations,
  'GET /_control/requests': {
    does: 'how many Graph requests came, and how they were answered',
    run: ({ requests }) => requests.counts(),
  },
  ...measurementOperations,
};

/** The one operation that answers with bytes instead of JSON. */
export const sourceOperation = 'GET /_control/messages/{id}/source';

/** Every operation with what it does, a line each. */
export const controlHelp = Object.entries(controlOperations)
  .map(([name, { does }]) => [name, does] as const)
  .concat([[sourceOperation, 'a mail byte for byte']])
  .map(([name, does]) => `  ${name.padEnd(sourceOperation.length)}  ${does}`)
  .join('\n');
