/** `npm run services`: all of the local stack but the functions, for `func start`. Ctrl-C stops it. */
import { once } from 'node:events';
import { addressLines } from './addresses.ts';
import { startLocalServices } from './stack/localServices.ts';
import { type SettingsFile, writeLocalSettings } from './stack/localSettingsFile.ts';
import { forgetStack, noteStack } from './stack/stackFile.ts';
import { styled } from './terminal.ts';

console.log('Starting the services around Mailchute ...');
const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
const services = await startLocalServices({ graphEndpoint: process.env['GRAPH_ENDPOINT'] });
try {
  await noteStack(services.settings);
  console.log(addressLines(services).join('\n'));
  console.log(`\n${settingsLine(await writeLocalSettings(services.settings))}`);
  console.log(
    `Now run ${styled('bold', 'func start')} in another terminal. Ctrl-C stops the services.`,
  );
  await stopped;
  console.log('\nStopping ...');
} finally {
  await forgetStack();
  await services.close();
}

function settingsLine(result: SettingsFile): string {
  switch (result.kind) {
    case 'written':
      return `Wrote ${result.file} with these addresses.`;
    case 'asWanted':
      return `${result.file} has these addresses already.`;
    case 'different':
      return `${result.file} was left alone, but differs in: ${result.names.join(', ')}. Correct these, or delete the file and start again.`;
    default:
      return result satisfies never;
  }
}
