import { blockAfter, literal, properties } from '../bicepText.ts';
import { allBicep, bicep, type InfraFiles } from '../infraFiles.ts';

/** One role that somebody gets, as the Bicep files say it. */
export interface Grant {
  /** `the app`, `a producer` or `an operator`. */
  readonly who: string;
  /** The name of the role in the portal. */
  readonly role: string;
  /** What kind of thing it is a role on. */
  readonly on: string;
  readonly reason: string | undefined;
  readonly path: string;
}

const whoByFile: Readonly<Record<string, string>> = {
  'modules/access.bicep': 'the app',
  'modules/appAccess.bicep': 'the app',
  'modules/producerAccess.bicep': 'a producer',
  'modules/operatorAccess.bicep': 'an operator',
};

/** By the module that assigns it. */
const scopes: Readonly<Record<string, string>> = {
  queue: 'queue',
  namespace: 'namespace',
  table: 'table',
  container: 'container',
  storageAccount: 'storage account',
  insights: 'Application Insights',
};

/** Every role in the table of roles.bicep: display name and GUID by key. */
export function rolesTable(infra: InfraFiles): ReadonlyMap<string, { id: string; name: string }> {
  const table = blockAfter(bicep(infra, 'roles.bicep'), 'var roles = ');
  const rows = [...table.matchAll(/(\w+): \{\s*id: '([^']*)'\s*name: '([^']*)'\s*\}/g)];
  return new Map(rows.map(([, key = '', id = '', name = '']) => [key, { id, name }]));
}

/** Every role that is handed to one of the modules that assign roles. */
export function grants(infra: InfraFiles): readonly Grant[] {
  return allBicep(infra).flatMap(([path, text]) => [
    ...[...text.matchAll(/^module (\w+) 'grants\/(\w+)\.bicep'/gm)].flatMap(
      ({ 0: start, 2: kind = '' }) =>
        grantsIn(blockAfter(text.slice(text.indexOf(start)), 'grants: ['), path, kind, infra),
    ),
    ...scalerGrants(path, text, infra),
  ]);
}

/** The one role that depends on a parameter is written where it is chosen. */
function scalerGrants(path: string, text: string, infra: InfraFiles): readonly Grant[] {
  if (!text.includes('var scalerGrants')) return [];
  return grantsIn(blockAfter(text, 'var scalerGrants'), path, 'namespace', infra);
}

function grantsIn(block: string, path: string, kind: string, infra: InfraFiles): Grant[] {
  const objects = [...block.matchAll(/\{\s*(role: [^{}]*?)\s*\}/g)].map(([, inside = '']) =>
    properties(inside.replace(/, reason:/, '\nreason:')),
  );
  return objects.map((one) => ({
    who: whoByFile[path] ?? path,
    role: nameOf(one.get('role') ?? '', infra),
    on: scopes[kind] ?? kind,
    reason: literal(one.get('reason')),
    path,
  }));
}

/** The name of a role that is given as `roles.x`, or as one of the two custom ones. */
function nameOf(expression: string, infra: InfraFiles): string {
  const key = expression.split('.').at(-1) ?? '';
  const builtIn = rolesTable(infra).get(key);
  if (builtIn) return builtIn.name;
  const output = new RegExp(`output ${key} roleType = `);
  return (
    literal(
      properties(blockAfter(bicep(infra, 'modules/customRoles.bicep'), output)).get('name'),
    ) ?? key
  );
}
