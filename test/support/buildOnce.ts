import { join } from 'node:path';
import { buildApp, buildClient } from '../../build.ts';
import { appRoot, buildAppRoot } from './appRoot.ts';

/** The app as it is shipped, with the protocol's times in seconds: a root folder for the functions host. */
export const quickApp = appRoot('quick-app');

/** Builds what the tests run: the app itself, and the same with short times. */
export default async function setup(): Promise<void> {
  await Promise.all([
    buildApp(),
    buildClient(),
    buildAppRoot('quick-app', {
      '/delivery/times.ts': join(import.meta.dirname, 'shortTimes.ts'),
      '/pacing/times.ts': join(import.meta.dirname, 'shortPacingTimes.ts'),
      '/sync/times.ts': join(import.meta.dirname, 'shortSyncTimes.ts'),
      '/doctor/times.ts': join(import.meta.dirname, 'shortDoctorTimes.ts'),
    }),
  ]);
}
