import { commandOf } from '../command.ts';
import { csv } from './csv.ts';
import { list } from './list.ts';
import { runs } from './runs.ts';
import { sync } from './sync.ts';

/** `mailchute senders ...`: who may send, and why somebody may not. */
export const senders = commandOf('senders', { list, csv, sync, runs });
