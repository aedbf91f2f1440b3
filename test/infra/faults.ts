import type { Claim } from './checks.ts';
import type { InfraFiles } from './infraFiles.ts';

/** One mistake that somebody could make, as an edit of a file below `infra`, or of the page. */
export interface Fault {
  readonly what: string;
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** Mistakes that are well-typed Bicep: the structural check of this claim must see them. */
export const structuralFaults: readonly (Fault & { readonly seenBy: Claim })[] = [
  {
    what: 'the limit of recipients is never set',
    path: 'modules/functionApp.bicep',
    from: "  RECIPIENTS_ALLOWED: join(recipientsAllowed, ',')\n",
    to: '',
    seenBy: 'the app has every setting of the code that a deployment needs, and no other',
  },
  {
    what: 'a setting that no code reads',
    path: 'modules/functionApp.bicep',
    from: '  MAIL_QUEUE: queues.mail\n',
    to: "  MAIL_QUEUE: queues.mail\n  HTTP_AUTH: 'entra'\n",
    seenBy: 'the app has every setting of the code that a deployment needs, and no other',
  },
  {
    what: 'records kept for fewer days than the code takes',
    path: 'main.bicep',
    from: '@minValue(22)',
    to: '@minValue(7)',
    seenBy: 'parameters allow what their settings allow, with the same defaults',
  },
  {
    what: 'expired jobs vanish from the queue',
    path: 'modules/serviceBus.bicep',
    from: 'deadLetteringOnMessageExpiration: true',
    to: 'deadLetteringOnMessageExpiration: false',
    seenBy: 'queues have the properties that the local emulator gives them',
  },
  {
    what: 'the table of the sync is missing',
    path: 'stores.bicep',
    from: "  senderState: 'senderstate'\n",
    to: '',
    seenBy: 'tables and containers are those of the code',
  },
  {
    what: 'parked bodies go before their record',
    path: 'main.bicep',
    from: 'deleteAfterDays: ledgerRetentionDays + 7',
    to: 'deleteAfterDays: 7',
    seenBy: 'bodies outlive the record of their job by 7 days',
  },
  {
    what: 'the key of the namespace as an output',
    path: 'modules/serviceBus.bicep',
    from: 'output name string = namespace.name',
    to: 'output name string = namespace.listKeys().primaryKey',
    seenBy: 'no output holds a secret',
  },
  {
    what: 'keys of the storage account left on',
    path: 'modules/storageAccount.bicep',
    from: 'allowSharedKeyAccess: false',
    to: 'allowSharedKeyAccess: true',
    seenBy: 'keys and passwords are switched off everywhere',
  },
  {
    what: 'Contributor for the app',
    path: 'roles.bicep',
    from: "    id: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'\n    name: 'Storage Blob Data Contributor'",
    to: "    id: 'b24988ac-6180-42a0-ab88-20f7382dd24c'\n    name: 'Contributor'",
    seenBy: 'no role is wider than data, no custom role has a wildcard',
  },
  {
    what: 'the role of the scaler may do everything in Service Bus',
    path: 'modules/customRoles.bicep',
    from: "['Microsoft.ServiceBus/namespaces/queues/read']",
    to: "['Microsoft.ServiceBus/*']",
    seenBy: 'no role is wider than data, no custom role has a wildcard',
  },
  {
    what: 'a role assigned aside, without a reason',
    path: 'modules/identity.bicep',
    from: "@description('Resource id.')",
    to: "resource aside 'Microsoft.Authorization/roleAssignments@2022-04-01' = {\n  name: guid('aside')\n}\n\n@description('Resource id.')",
    seenBy: 'roles are assigned in one kind of module, with their reason',
  },
  {
    what: 'a producer may read the bodies of others, and nobody wrote it down',
    path: 'modules/producerAccess.bicep',
    from: '{ role: claimCheckAdder,',
    to: '{ role: roles.blobContributor,',
    seenBy: 'docs/deploying.md has a row for every right, and for no other',
  },
  {
    what: 'Mail.Send granted where Exchange limits the mailboxes: the limit is void',
    path: 'graphPermissions.bicep',
    from: "scope.mode == 'tenant' ||",
    to: "scope.mode == 'tenant' || scope.mode == 'exchangeRbac' ||",
    seenBy: 'Graph permissions are documented, late, and none on mail where Exchange limits',
  },
  {
    what: 'Mail.Send granted before its limit is proved',
    path: 'main.bicep',
    from: 'dependsOn: [alerts, exchangeScript, functionApp, package]',
    to: 'dependsOn: [alerts, functionApp, package]',
    seenBy: 'Graph permissions are documented, late, and none on mail where Exchange limits',
  },
  {
    what: 'an alert names a command that was renamed',
    path: 'modules/alerts.bicep',
    from: 'Look: mailchute failed list',
    to: 'Look: mailchute problems list',
    seenBy: 'every alert names a command that exists',
  },
  {
    what: 'an alert looks for an event that was renamed',
    path: 'queries/sendersRefused.kql',
    from: 'sendersNotSynced',
    to: 'sendersRefused',
    seenBy: 'alerts look for events that the log has',
  },
];

/** Mistakes that only a reader of Bicep's types sees, with what it says. */
export const typeFaults: readonly (Fault & { readonly says: string })[] = [
  {
    what: 'a mistyped property, which Azure would ignore: keys stay on',
    path: 'modules/storageAccount.bicep',
    from: 'allowSharedKeyAccess: false',
    to: 'allowSharedKeyAcess: false',
    says: 'BCP089',
  },
  {
    what: 'a digit wrong in the GUID of a role',
    path: 'roles.bicep',
    from: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
    to: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa4',
    says: 'role-definition-id',
  },
  {
    what: 'a module is not given what it needs',
    path: 'main.bicep',
    from: '    scalerRole: scalerRole\n',
    to: '',
    says: 'BCP035',
  },
  {
    what: 'the endpoint of one cloud written into the app, so that no other cloud works',
    path: 'modules/functionApp.bicep',
    from: 'GRAPH_ENDPOINT: graphEndpoint',
    to: "GRAPH_ENDPOINT: 'https://graph.microsoft.com'",
    says: 'no-unused-params',
  },
  {
    what: 'a value in main.bicepparam that main.bicep does not allow',
    path: 'main.bicepparam',
    from: "param mailboxScope = { mode: 'none' }",
    to: "param mailboxScope = { mode: 'group' }",
    says: 'BCP',
  },
  {
    what: 'an output that nobody described',
    path: 'main.bicep',
    from: "@description('The Function App.')\n",
    to: '',
    says: 'use-description-outputs',
  },
];

/** The files with the mistake in them. Throws when there is no place for it any more. */
export function withFault(
  { files, deployingPage }: InfraFiles,
  { path, from, to }: Fault,
): InfraFiles {
  const text = files.get(path) ?? '';
  if (!text.includes(from)) throw new Error(`infra/${path} has no longer: ${from}`);
  return { files: new Map([...files, [path, text.replace(from, () => to)]]), deployingPage };
}
