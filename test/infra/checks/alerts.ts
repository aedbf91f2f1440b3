import { readFileSync } from 'node:fs';
import { mailLog } from '../../../shared/maillog/mailLog.ts';
import { bicep, type InfraCheck } from '../infraFiles.ts';

const cli = new URL('../../../cli/mailchute.ts', import.meta.url);

/** Every alert names the command that shows its cause, and the command exists. */
export const alertsNameACommand: InfraCheck = (infra) => {
  const [, usage = ''] = /const usage = `([\s\S]*?)`;/.exec(readFileSync(cli, 'utf8')) ?? [];
  const text = bicep(infra, 'modules/alerts.bicep');
  const descriptions = [...text.matchAll(/^\s+description: '(.*)'$/gm)].map(([, one = '']) => one);
  return descriptions.flatMap((description) => {
    const [, command] = / Look: mailchute ([a-z]+(?: [a-z]+)?)$/.exec(description) ?? [];
    if (command === undefined) return [`An alert does not say where to look: ${description}`];
    const exists = new RegExp(`^  ${command}\\b`, 'm').test(usage);
    return exists ? [] : [`An alert names a command that does not exist: mailchute ${command}.`];
  });
};

/** Queries of log alerts look for events that the log has. */
export const alertsLookForEvents: InfraCheck = ({ files }) => {
  const events = new Set<string>(Object.keys(mailLog(() => {})));
  return [...files].flatMap(([path, text]) =>
    [...text.matchAll(/"event":"(\w+)"/g)]
      .filter(([, event = '']) => !events.has(event))
      .map(([, event]) => `${path} looks for an event that the log never has: ${event}.`),
  );
};
