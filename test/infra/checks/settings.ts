import { type Setting, settings } from '../../../shared/settings.ts';
import { blockAfter, properties } from '../bicepText.ts';
import { bicep, type InfraCheck, type InfraFiles } from '../infraFiles.ts';

/** Settings that a deployment does not set, each with its reason. */
const leftOut: Readonly<Record<string, string>> = {
  ServiceBus: 'a key, and keys are off',
  Storage: 'a key, and keys are off',
  GRAPH_VERSION: 'beta is for trying; the default is what was tested',
  GRAPH_TENANT_ID: 'for places without a managed identity',
  GRAPH_CLIENT_ID: 'for places without a managed identity',
  GRAPH_CLIENT_SECRET: 'for places without a managed identity',
  GRAPH_CERTIFICATE_PATH: 'for places without a managed identity',
};

/** What the Functions host reads. Anything else that it knows is forbidden on Flex Consumption or has a good default. */
const ofTheHost = [
  'AzureWebJobsStorage__accountName',
  'AzureWebJobsStorage__credential',
  'AzureWebJobsStorage__clientId',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
];

const all: readonly [string, Setting][] = Object.entries(settings);

/** The app has every setting of shared/settings.ts that a deployment needs, and none that the code does not know. */
export const settingsAreThoseOfTheCode: InfraCheck = (infra) => {
  const app = bicep(infra, 'modules/functionApp.bicep');
  const own = ['var settings = ', 'var identitySettings = '].flatMap((start) => [
    ...properties(blockAfter(app, start)).keys(),
  ]);
  const host = [...properties(blockAfter(app, 'var hostSettings = ')).keys()];
  const expected = all.map(([name]) => name).filter((name) => !(name in leftOut));
  return [
    ...expected
      .filter((name) => !own.includes(name))
      .map((name) => `The app lacks the setting ${name}.`),
    ...own
      .filter((name) => !expected.includes(name))
      .map((name) => `The app has a setting that the code does not need: ${name}.`),
    ...differences('setting of the host', host, ofTheHost),
  ];
};

/** A parameter of main.bicep that is a setting has the setting's own default and bounds. */
export const parametersHaveTheBoundsOfTheirSettings: InfraCheck = (infra) => [
  ...boundsDiffer(infra, 'main.bicep', /param jobLifetimeHours /, 'JOB_LIFETIME_HOURS'),
  ...boundsDiffer(infra, 'main.bicep', /param ledgerRetentionDays /, 'LEDGER_RETENTION_DAYS'),
  ...boundsDiffer(infra, 'types.bicep', /maxRemovalPercent: /, 'SENDER_MAX_REMOVAL_PERCENT'),
  ...boundsDiffer(infra, 'types.bicep', /maxAgeHours: /, 'SENDER_MAX_AGE_HOURS'),
  ...boundsDiffer(infra, 'types.bicep', /messagesPerMinute: /, 'MAILBOX_MESSAGES_PER_MINUTE'),
  ...boundsDiffer(infra, 'types.bicep', /inFlight: /, 'MAILBOX_IN_FLIGHT'),
  ...boundsDiffer(infra, 'types.bicep', /recipientsPerDay: /, 'MAILBOX_RECIPIENTS_PER_DAY'),
  ...boundsDiffer(infra, 'types.bicep', /uploadMbPer5Min: /, 'MAILBOX_UPLOAD_MB_PER_5MIN'),
  ...choiceDiffers(infra, /param onUncertain (.*)/, 'ON_UNCERTAIN'),
  ...modesDiffer(infra),
];

function boundsDiffer(
  infra: InfraFiles,
  path: string,
  declaration: RegExp,
  name: string,
): readonly string[] {
  const text = bicep(infra, path);
  const at = text.search(declaration);
  const before = text.slice(text.lastIndexOf('@description', at), at);
  const [, fallback] = / = (\d+)/.exec(text.slice(at).split('\n')[0] ?? '') ?? [];
  const [, least] = /@minValue\((\d+)\)/.exec(before) ?? [];
  const [, most] = /@maxValue\((\d+)\)/.exec(before) ?? [];
  const setting = settingOf(name);
  const [, min, max] = /from (\d+) to (\d+)/.exec(setting.allowed) ?? [];
  const wrong = [
    least === min && most === max ? '' : `allows ${least} to ${most}, the code ${min} to ${max}`,
    fallback === undefined || fallback === setting.fallback
      ? ''
      : `has the default ${fallback}, the code ${setting.fallback}`,
  ];
  return wrong.filter(Boolean).map((what) => `${path}: the parameter of ${name} ${what}.`);
}

function choiceDiffers(infra: InfraFiles, declaration: RegExp, name: string): readonly string[] {
  const [, line = ''] = declaration.exec(bicep(infra, 'main.bicep')) ?? [];
  const { fallback, allowed } = settingOf(name);
  const expected = `${allowed
    .split(', ')
    .map((one) => `'${one}'`)
    .join(' | ')} = '${fallback}'`;
  return line === expected ? [] : [`The parameter of ${name} is "${line}", not "${expected}".`];
}

function modesDiffer(infra: InfraFiles): readonly string[] {
  const text = bicep(infra, 'types.bicep');
  const [, union = ''] = /type sendersType = (.*)/.exec(text) ?? [];
  const modes = union.split(' | ').map((type) => {
    const [, mode = ''] = /mode: '(\w+)'/.exec(blockAfter(text, `type ${type} =`)) ?? [];
    return mode;
  });
  return differences('mode of senders', modes, settingOf('SENDER_MODE').allowed.split(', '));
}

function settingOf(name: string): Setting {
  const setting = all.find(([one]) => one === name)?.[1];
  if (!setting) throw new Error(`There is no setting ${name}.`);
  return setting;
}

function differences(
  what: string,
  found: readonly string[],
  expected: readonly string[],
): readonly string[] {
  return [
    ...expected.filter((one) => !found.includes(one)).map((one) => `Missing ${what}: ${one}.`),
    ...found.filter((one) => !expected.includes(one)).map((one) => `Needless ${what}: ${one}.`),
  ];
}
