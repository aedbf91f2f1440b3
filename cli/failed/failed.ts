import { commandOf } from '../command.ts';
import { list } from './list.ts';
import { replayJobs } from './replay.ts';
import { resolveJob } from './resolve.ts';
import { show } from './show.ts';

/** `mailchute failed ...`: what needs a person, and what a person can do about it. */
export const failed = commandOf('failed', {
  list,
  show,
  replay: replayJobs,
  resolve: resolveJob,
});
