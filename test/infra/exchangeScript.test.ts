import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { patienceMs, times } from '../../shared/delivery/times.ts';
import { settings } from '../../shared/settings.ts';

const dayMs = 24 * 60 * 60 * 1000;
const infra = join(import.meta.dirname, '../../infra');
const script = readFileSync(join(infra, 'exchange/mailboxScope.ps1'), 'utf8');
const page = readFileSync(join(infra, '../docs/deploying.md'), 'utf8');
const module = readFileSync(join(infra, 'modules/exchangeScript.bicep'), 'utf8');
const lines = script.split('\n');

/** The lines of one function of the script, or of what runs last. */
function body(name: string): string {
  const found = new RegExp(`^function ${name}\\b[^]*?^}`, 'm').exec(script);
  if (!found) throw new Error(`The script has no function ${name}.`);
  return found[0];
}

/** In the order in which they stand, without repeats. */
function inOrder(text: string, pattern: RegExp): string[] {
  return [...new Set(text.match(pattern))];
}

const changingCmdlet =
  /\b(?:New|Set|Remove)-(?:ApplicationAccessPolicy|ServicePrincipal|Management\w+|RetentionPolicy\w*|Mailbox)\b/;
const exchangeCmdlet =
  /\b(?:Get|Test|New|Set|Remove)-(?:ApplicationAccessPolicy|ServicePrincipal|ServicePrincipalAuthorization|Management\w+|RetentionPolicy\w*|Mailbox|Recipient|AcceptedDomain) /;
const calls = lines.filter((line) => !/^\s*(?:#|function )/.test(line));

test('the script fits into a deployment, which takes one text of 32,000 characters', () => {
  expect(script.length).toBeLessThan(32_000);
  expect(script).not.toMatch(/\$PSScriptRoot|^\s*\. /m);
});

test('the Exchange module is pinned to the last version that deployment scripts can load', () => {
  const versions = inOrder(script, /\d+\.\d+\.\d+/g);

  expect(versions).toEqual(['3.9.2']);
  for (const verb of ['Install', 'Import']) {
    expect(script).toContain(
      `${verb}-Module -Name ExchangeOnlineManagement -RequiredVersion $moduleVersion`,
    );
  }
});

test('with -WhatIf nothing is changed: every change goes through the one function that asks', () => {
  const changes = calls.filter((line) => changingCmdlet.test(line));

  expect(changes.length).toBeGreaterThan(12);
  for (const change of changes) {
    const before = lines[lines.indexOf(change) - 1] ?? '';
    const asked = change.includes('Invoke-Change') || /Invoke-Change .*\{$/.test(before);
    expect(asked, change).toBe(true);
  }
  expect(body('Invoke-Change')).toContain('$PSCmdlet.ShouldProcess');
});

test('no refusal of Exchange goes unseen: every call says what an error means', () => {
  const asked = [...calls, ...lines.filter((line) => line.startsWith('function Get-Our'))].filter(
    (line) => exchangeCmdlet.test(line.replace(/^function \S+/, '')),
  );

  expect(asked.length).toBeGreaterThan(20);
  for (const line of asked) expect(line).toMatch(/@strict|-ErrorAction SilentlyContinue/);
});

test('a policy is made, then proved by the forbidden mailbox, and only then is the grant spoken of', () => {
  const order = inOrder(
    body('Set-AccessPolicy'),
    /(?:New|Test)-ApplicationAccessPolicy -\w+(?: \$\w+Mailbox)?/g,
  );
  const proved = script.indexOf('Set-AccessPolicy $senderGroup }');

  expect(order).toEqual([
    'New-ApplicationAccessPolicy -AppId',
    'Test-ApplicationAccessPolicy -Identity $ForbiddenMailbox',
    'Test-ApplicationAccessPolicy -Identity $AllowedMailbox',
  ]);
  expect(script.indexOf('Mail.Send may be granted')).toBeGreaterThan(proved);
  expect(script.indexOf('$DeploymentScriptOutputs =')).toBeGreaterThan(proved);
  expect(script.match(/\$DeploymentScriptOutputs/g)).toHaveLength(1);
});

test('with exchangeRbac both mailboxes are the proof, after the roles are given', () => {
  const roles = body('Set-Roles');

  expect(inOrder(roles, /(?:New-\w+|-Resource \$\w+)/g)).toEqual([
    'New-ManagementRoleAssignment',
    '-Resource $ForbiddenMailbox',
    '-Resource $AllowedMailbox',
  ]);
  expect(roles).toMatch(/InScope -ne 'False' \}\)\.Count -eq 0/);
  expect(roles).toMatch(/InScope -eq 'True'/);
});

test('removing goes the way back', () => {
  const made = [
    'Set-ServicePrincipalOfIdentity',
    'Set-Scope',
    'Set-Roles',
    'Set-SentItemsRetention',
  ];
  const removed = ['Remove-SentItemsRetention', 'Remove-ApplicationRoles'];
  const steps = script.slice(script.indexOf('\nAssert-Arguments\n'));
  const objects = (names: string[], verb: string) =>
    inOrder(
      names.map(body).join('\n'),
      new RegExp(`(?<=\\b${verb}-)(?:\\w+)(?= -(?:Name|AppId|Identity))`, 'g'),
    );

  expect(
    inOrder(
      steps,
      new RegExp(`^\\s+(?:${made.join('|')})|(?<=\\{ )Set-SentItemsRetention`, 'gm'),
    ).map((step) => step.trim()),
  ).toEqual(made);
  expect(inOrder(steps, new RegExp(removed.join('|'), 'g'))).toEqual(removed);
  expect(objects(removed, 'Remove')).toEqual(objects(made, 'New').reverse());
});

test('a policy is not removed while Entra may still grant Mail.Send', () => {
  expect(body('Assert-Arguments')).toMatch(
    /if \(\$Remove -and \$Mode -ceq 'applicationAccessPolicy' -and -not \$MailSendRevoked\)/,
  );
});

test('the script touches Exchange only: no grant in Entra, no token, no secret', () => {
  expect(script).not.toMatch(
    /\bMg[A-Z]|Get-AzAccessToken|appRoleAssign|SecureString|-Credential|Certificate/,
  );
});

test('nothing is asked for by a wildcard', () => {
  expect(script).not.toMatch(/-like\b|-(?:Identity|Role|App|AppId|Resource) ['"]?\*/);
});

test('every complaint says what, the value, what is allowed and what to do', () => {
  expect(script.match(/\bthrow\b/g)).toHaveLength(1);
  expect(body('Stop-Wrong')).toContain(`"$What is '$Value'. Allowed: $Allowed. $ToDo"`);
});

test('sent copies are kept as long as reconciling needs them', () => {
  const leastDays = Number(/^\$leastSentItemsDays = (\d+)$/m.exec(script)?.[1]);
  const lifetimeHours = Number(/\$JobLifetimeHours = (\d+)/.exec(script)?.[1]);

  expect(leastDays * dayMs).toBe(times.sentCopiesMs);
  expect(script).toContain(
    '[math]::Max($leastSentItemsDays, [math]::Ceiling($JobLifetimeHours / 24) + 1)',
  );
  expect(patienceMs, 'the day on top of the lifetime').toBeLessThan(dayMs);
  expect(String(lifetimeHours)).toBe(settings.JOB_LIFETIME_HOURS.fallback);
});

test('docs/deploying.md names every role that the script gives, and the module that it needs', () => {
  const given = inOrder(script, /'Application [\w.]+'/g).map((role) => role.slice(1, -1));

  expect(given.length).toBe(3);
  for (const role of given) expect(page).toMatch(new RegExp(`^\\| \`${role}\` \\|`, 'm'));
  expect(page).toContain('Install-Module ExchangeOnlineManagement -RequiredVersion 3.9.2');
});

test('the deployment hands the script what it reads, and nothing else', () => {
  const read = inOrder(script, /(?<=\$env:)MAILBOX_SCOPE_\w+/g);
  const given = inOrder(module, /\bMAILBOX_SCOPE_\w+/g);

  expect(given.sort()).toEqual(read.sort());
});
