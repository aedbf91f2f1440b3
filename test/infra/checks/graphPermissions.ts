import { blockAfter } from '../bicepText.ts';
import { bicep, type InfraCheck } from '../infraFiles.ts';

/** Permissions of Graph: none on mail where Exchange limits the mailboxes, and each in docs/deploying.md. */
export const graphPermissionsAreFewAndExplained: InfraCheck = (infra) => {
  const text = bicep(infra, 'graphPermissions.bicep');
  const named = [
    ...new Set([...text.matchAll(/'([A-Z]\w+(?:\.\w+)+)'/g)].map(([, name = '']) => name)),
  ];
  const rows = infra.deployingPage.split('\n').filter((line) => line.startsWith('|'));
  const undocumented = named
    .filter((name) => !rows.some((row) => row.includes(`\`${name}\``)))
    .map((name) => `docs/deploying.md has no row for the permission ${name}.`);
  const mail = text.slice(
    text.indexOf('func mailPermissions'),
    text.indexOf('func permissionsFor'),
  );
  const union = mail.includes('exchangeRbac')
    ? [
        'With exchangeRbac a permission on mail is granted in Entra: that undoes the limit by Exchange.',
      ]
    : [];
  const graph = blockAfter(bicep(infra, 'main.bicep'), 'module graphAccess ');
  const late = /dependsOn: \[[^\]]*exchangeScript[^\]]*\]/.test(graph)
    ? []
    : ['Mail.Send may be granted before the Exchange script has proved its limit.'];
  return [...undocumented, ...union, ...late];
};
