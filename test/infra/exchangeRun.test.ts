import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const missing = spawnSync('pwsh', ['-Version']).status !== 0;
if (missing) console.log('No pwsh on this machine: the Exchange script is not run, only read.');
const run = test.skipIf(missing);

interface Run {
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly policyIgnored?: boolean;
  readonly assignedBySomeoneElse?: boolean;
}
interface Result {
  readonly changes: readonly string[];
  readonly failure: string | null;
  readonly outputs: Readonly<Record<string, string>> | null;
}

const rbac = {
  Mode: 'exchangeRbac',
  AppId: '11111111-1111-1111-1111-111111111111',
  PrincipalId: '22222222-2222-2222-2222-222222222222',
  DisplayName: 'id-mailchute-test',
  Group: 'senders@contoso.example',
  Organization: 'contoso.onmicrosoft.com',
  AllowedMailbox: 'sender@contoso.example',
  ForbiddenMailbox: 'other@contoso.example',
};
const policy = { ...rbac, Mode: 'applicationAccessPolicy' };
const retention = { SentItemsDays: 7, SentItemsMailboxes: 'sender@contoso.example' };

/** Runs the script so often in one tenant. */
function inTenant(...runs: Run[]): Result[] {
  const folder = mkdtempSync(join(tmpdir(), 'exchange-'));
  const [runsPath, resultPath] = [join(folder, 'runs.json'), join(folder, 'result.json')];
  writeFileSync(runsPath, JSON.stringify(runs));
  const tenant = join(import.meta.dirname, 'exchangeTenant.ps1');
  const script = join(import.meta.dirname, '../../infra/exchange/mailboxScope.ps1');
  const args = ['-ScriptPath', script, '-RunsPath', runsPath, '-ResultPath', resultPath];
  const { status, stderr } = spawnSync(
    'pwsh',
    ['-NoProfile', '-NonInteractive', '-File', tenant, ...args],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(readFileSync(resultPath, 'utf8')) as Result[];
}

run('run twice, the second run changes nothing, and removing takes all of it away', () => {
  const [first, second, removed, again] = inTenant(
    { parameters: { ...rbac, ...retention } },
    { parameters: { ...rbac, ...retention } },
    { parameters: { ...rbac, Remove: true } },
    { parameters: { ...rbac, Remove: true } },
  );

  expect(first?.changes).toEqual([
    'New-ServicePrincipal',
    'New-ManagementScope',
    'New-ManagementRoleAssignment Application Mail.Send',
    'New-ManagementRoleAssignment Application Mail.ReadBasic',
    'New-RetentionPolicyTag SentItems 7',
    'New-RetentionPolicy',
    'Set-Mailbox id-mailchute-test-sent-items',
  ]);
  expect(first?.outputs).toEqual({
    mode: 'exchangeRbac',
    allowedMailbox: 'allowed',
    forbiddenMailbox: 'denied',
  });
  expect(second).toMatchObject({ changes: [], failure: null });
  expect(removed?.changes).toEqual([
    'Set-Mailbox Default MRM Policy',
    'Remove-RetentionPolicy',
    'Remove-RetentionPolicyTag',
    'Remove-ManagementRoleAssignment id-mailchute-test-Mail.Send',
    'Remove-ManagementRoleAssignment id-mailchute-test-Mail.ReadBasic',
    'Remove-ManagementScope',
    'Remove-ServicePrincipal',
  ]);
  expect(again).toMatchObject({ changes: [], failure: null });
});

run('in a deployment the pinned module is installed, and the prepared identity signs in', () => {
  const [result] = inTenant({ parameters: { ...rbac, ScriptClientId: rbac.PrincipalId } });

  expect(result?.changes.slice(0, 2)).toEqual([
    'Install-Module 3.9.2',
    'Connect-ExchangeOnline contoso.onmicrosoft.com',
  ]);
  expect(result?.failure).toBeNull();
});

run('a role that is not wanted any more is taken away', () => {
  const [, second] = inTenant(
    { parameters: rbac },
    { parameters: { ...rbac, MailAccess: 'send' } },
  );

  expect(second?.changes).toEqual([
    'Remove-ManagementRoleAssignment id-mailchute-test-Mail.ReadBasic',
  ]);
});

run('an assignment without scope that someone else made fails the proof', () => {
  const [result] = inTenant({ parameters: rbac, assignedBySomeoneElse: true });

  expect(result?.failure).toContain('the forbidden mailbox is out of scope');
  expect(result?.outputs).toBeNull();
});

run('a policy is made once and proved; one that does not hold gives no leave to grant', () => {
  const [first, second, broken] = inTenant(
    { parameters: policy },
    { parameters: policy },
    { parameters: policy, policyIgnored: true },
  );

  expect(first?.changes).toEqual(['New-ApplicationAccessPolicy']);
  expect(second).toMatchObject({ changes: [], failure: null });
  expect(broken?.failure).toContain('Grant no mail permission');
  expect(broken?.outputs).toBeNull();
});

run('-WhatIf changes nothing and gives no leave to grant', () => {
  const results = inTenant(
    { parameters: { ...rbac, ...retention, WhatIf: true } },
    { parameters: { ...policy, WhatIf: true } },
  );

  for (const result of results)
    expect(result).toEqual({ changes: [], failure: null, outputs: null });
});

run.each([
  ['a tenant id for the organization', { Organization: rbac.AppId }, 'Organization is'],
  [
    'a retention shorter than a job may live',
    { ...retention, JobLifetimeHours: 336 },
    '0, or 15 and more',
  ],
  [
    'a mailbox whose retention someone chose',
    { ...retention, SentItemsMailboxes: 'other@contoso.example' },
    'Someone chose it on purpose',
  ],
  ['no forbidden mailbox', { ForbiddenMailbox: '' }, 'nothing was changed'],
  [
    'removing a policy whose grant may stand',
    { Mode: 'applicationAccessPolicy', Remove: true },
    'Revoke Mail.Send',
  ],
])('%s is refused before anything is changed', (_, wrong, complaint) => {
  const [result] = inTenant({ parameters: { ...rbac, ...wrong } });

  expect(result?.failure).toContain(complaint);
  expect(result?.changes).toEqual([]);
});
