import { blockAfter, properties } from '../bicepText.ts';
import { allBicep, bicep, type InfraCheck } from '../infraFiles.ts';

/** Functions of Bicep that read a key or a secret. */
const readsSecret = /\b(?:list\w*|getSecret)\s*\(/;
/** Names under which a secret would leave. */
const secretName = /password|secret|token|connectionstring|sas(?:[A-Z]|$)|keys?$/i;

/** Nothing secret can leave by an output: nobody asks for a key, and none is called like one. */
export const outputsHoldNoSecret: InfraCheck = (infra) =>
  allBicep(infra).flatMap(([path, text]) => [
    ...(readsSecret.test(text.replace(/'(?:\\.|[^'\\\n])*'/g, "''"))
      ? [`${path} reads a key.`]
      : []),
    ...[...text.matchAll(/^output (\w+) .*$/gm)]
      .filter(([line, name = '']) => secretName.test(name) || /ConnectionString/.test(line))
      .map(([, name]) => `${path} gives out something like a secret: ${name}.`),
  ]);

/** Where keys could be used, and how each is switched off. */
const switchedOff: readonly (readonly [
  path: string,
  resource: string,
  property: string,
  value: string,
])[] = [
  ['modules/serviceBus.bicep', 'namespace', 'disableLocalAuth', 'true'],
  ['modules/storageAccount.bicep', 'account', 'allowSharedKeyAccess', 'false'],
  ['modules/storageAccount.bicep', 'account', 'allowBlobPublicAccess', 'false'],
  ['modules/monitoring.bicep', 'insights', 'DisableLocalAuth', 'true'],
  ['modules/functionApp.bicep', 'app', 'httpsOnly', 'true'],
  ['modules/functionApp.bicep', 'noFtpPassword', 'allow', 'false'],
  ['modules/functionApp.bicep', 'noPublishingPassword', 'allow', 'false'],
];

/** Local authentication is off everywhere. */
export const keysAreOff: InfraCheck = (infra) =>
  switchedOff
    .filter(([path, resource, property, value]) => {
      const body = blockAfter(bicep(infra, path), `resource ${resource} '`);
      return properties(blockAfter(body, '\n  properties: {')).get(property) !== value;
    })
    .map(
      ([path, resource, property, value]) => `${path}: ${property} of ${resource} is not ${value}.`,
    );
