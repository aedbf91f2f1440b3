import { styled } from '../../local/terminal.ts';
import type { Difference } from '../../shared/senders/sync/syncSenders.ts';
import { onTerminal } from '../onTerminal.ts';
import { shownLimits } from './limits.ts';

/** A difference as people read it: `+` came, `-` went, `~` changed. A long one is cut, with a count of the rest. */
export function differenceLines(differences: readonly Difference[]): readonly string[] {
  const lines = differences.slice(0, shownLimits.differences).map(differenceLine);
  const restCount = differences.length - lines.length;
  return restCount > 0 ? [...lines, `and ${restCount} more; --json shows all.`] : lines;
}

function differenceLine(difference: Difference): string {
  const { change, displayName, mail = 'no mail address' } = difference;
  const { addressesAdded, addressesRemoved } = difference;
  const who = `${onTerminal(displayName)}  ${onTerminal(mail)}`;
  switch (change) {
    case 'added':
      return styled('green', `+ ${who}  (${addressCount(addressesAdded)})`);
    case 'returned':
      return styled('green', `+ ${who}  (${addressCount(addressesAdded)}, was here before)`);
    case 'removed':
      return styled('red', `- ${who}  (${addressCount(addressesRemoved)})`);
    case 'changed':
      return styled('yellow', `~ ${who}: ${changesOf(difference)}`);
    default:
      return change satisfies never;
  }
}

function changesOf({ addressesAdded, addressesRemoved, fieldsChanged }: Difference): string {
  const addresses = [
    ...addressesAdded.map((one) => `+ ${onTerminal(one)}`),
    ...addressesRemoved.map((one) => `- ${onTerminal(one)}`),
  ];
  const shown = addresses.slice(0, shownLimits.addresses);
  const restCount = addresses.length - shown.length;
  const rest = restCount > 0 ? [`${restCount} more addresses`] : [];
  return [...shown, ...rest, ...fieldsChanged.map((field) => fieldWords[field] ?? field)].join(
    ', ',
  );
}

const fieldWords: Readonly<Record<string, string>> = {
  displayName: 'name',
  mail: 'mail address',
  userPrincipalName: 'user principal name',
  accountEnabled: 'account',
};

function addressCount({ length }: readonly string[]): string {
  return length === 1 ? '1 address' : `${length} addresses`;
}
