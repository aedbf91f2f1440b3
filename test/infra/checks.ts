import { alertsLookForEvents, alertsNameACommand } from './checks/alerts.ts';
import { graphPermissionsAreFewAndExplained } from './checks/graphPermissions.ts';
import { everyRightIsExplained, rolesAreAssignedInOnePlace } from './checks/rights.ts';
import { noRoleIsWide } from './checks/roles.ts';
import { keysAreOff, outputsHoldNoSecret } from './checks/secrets.ts';
import {
  parametersHaveTheBoundsOfTheirSettings,
  settingsAreThoseOfTheCode,
} from './checks/settings.ts';
import {
  bodiesOutliveTheirRecord,
  queuesAreThoseOfTheEmulator,
  storesAreThoseOfTheCode,
} from './checks/stores.ts';
import type { InfraCheck } from './infraFiles.ts';

/** Every structural check, by the claim that it holds. */
export const checks = {
  'the app has every setting of the code that a deployment needs, and no other':
    settingsAreThoseOfTheCode,
  'parameters allow what their settings allow, with the same defaults':
    parametersHaveTheBoundsOfTheirSettings,
  'queues have the properties that the local emulator gives them': queuesAreThoseOfTheEmulator,
  'tables and containers are those of the code': storesAreThoseOfTheCode,
  'bodies outlive the record of their job by 7 days': bodiesOutliveTheirRecord,
  'no output holds a secret': outputsHoldNoSecret,
  'keys and passwords are switched off everywhere': keysAreOff,
  'no role is wider than data, no custom role has a wildcard': noRoleIsWide,
  'roles are assigned in one kind of module, with their reason': rolesAreAssignedInOnePlace,
  'docs/deploying.md has a row for every right, and for no other': everyRightIsExplained,
  'Graph permissions are documented, late, and none on mail where Exchange limits':
    graphPermissionsAreFewAndExplained,
  'every alert names a command that exists': alertsNameACommand,
  'alerts look for events that the log has': alertsLookForEvents,
} as const satisfies Record<string, InfraCheck>;

/** The claim that a check holds. */
export type Claim = keyof typeof checks;
