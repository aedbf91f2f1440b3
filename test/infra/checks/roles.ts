import { allBicep, bicep, type InfraCheck } from '../infraFiles.ts';
import { rolesTable } from './grants.ts';

/** Built-in roles that give away a whole subscription (Azure built-in roles reference), whatever they are called here. */
const widest: Readonly<Record<string, string>> = {
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': 'Owner',
  'b24988ac-6180-42a0-ab88-20f7382dd24c': 'Contributor',
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9': 'User Access Administrator',
  'f58310d9-a9f6-439a-9e8d-f62e7b41a168': 'Role Based Access Control Administrator',
};

/** The application of Microsoft Graph, the same in every tenant. */
const microsoftGraph = '00000003-0000-0000-c000-000000000000';

/** No role that manages resources or reads keys, none from outside the table, and no wildcard in the roles of our own. */
export const noRoleIsWide: InfraCheck = (infra) => {
  const wide = [...rolesTable(infra).values()]
    .filter(({ id, name }) => id in widest || !/ Data | Metrics Publisher$/.test(name))
    .map(({ id, name }) => `roles.bicep: "${widest[id] ?? name}" is more than data.`);
  const aside = allBicep(infra)
    .filter(([path]) => path !== 'roles.bicep')
    .flatMap(([path, text]) =>
      [...text.matchAll(/'([0-9a-f]{8}-[0-9a-f-]{27})'/g)]
        .filter(([, id]) => id !== microsoftGraph)
        .map(([, id]) => `${path} names the GUID ${id}, which is not in roles.bicep.`),
    );
  const strong = [...actionsIn(bicep(infra, 'modules/customRoles.bicep'))]
    .filter((action) => action.includes('*') || !/\/(?:read|add\/action)$/.test(action))
    .map((action) => `A custom role may do more than read or add: ${action}`);
  return [...wide, ...aside, ...strong];
};

function* actionsIn(text: string): Generator<string> {
  for (const [, list = ''] of text.matchAll(/^\s*(?:dataActions|actions): \[(.*)\]$/gm)) {
    for (const [, action = ''] of list.matchAll(/'([^']+)'/g)) yield action;
  }
}
