import { onTestFinished } from 'vitest';
import { mailboxFor, type SimulatedMailbox } from '../../local/graph/mailboxes/mailbox.ts';
import { startLocalServices } from '../../local/stack/localServices.ts';
import { tenantGroup } from '../../local/stack/tenant.ts';
import { mailchute } from './runCommand.ts';

/** The local services without the functions, so that no timer syncs beside the command; the tenant's six mailboxes are in the list. */
export async function startSenders() {
  const services = await startLocalServices({ anyPorts: true });
  onTestFinished(() => services.close());
  const { graph, settings } = services;
  if (!graph) throw new Error('The test needs the Graph simulator.');
  return {
    graph,
    settings,
    run: (...args: string[]) => mailchute(['senders', ...args], settings),
    /** Puts mailboxes into the group, as an administrator does in Entra. */
    join: (...mailboxes: SimulatedMailbox[]) => {
      graph.addMailboxes(mailboxes);
      graph.addMembers(
        tenantGroup.id,
        mailboxes.map(({ id }) => id),
      );
    },
    leave: (...mailboxes: SimulatedMailbox[]) =>
      graph.removeMembers(
        tenantGroup.id,
        mailboxes.map(({ id }) => id),
      ),
  };
}

/** Anna Muster: three addresses, and Contoso HR as her manager. */
export const anna = mailboxFor('anna@contoso.example', {
  displayName: 'Anna Muster',
  proxyAddresses: [
    'SMTP:anna@contoso.example',
    'smtp:a.muster@contoso.example',
    'smtp:sales@contoso.example',
  ],
  manager: mailboxFor('hr@contoso.example').id,
});

/** So many mailboxes without anything special. */
export function crowd(count: number): readonly SimulatedMailbox[] {
  return Array.from({ length: count }, (_, at) => mailboxFor(`crowd${at}@contoso.example`));
}
