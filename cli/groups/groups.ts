import { commandOf } from '../command.ts';
import { csv } from './csv.ts';

/** `mailchute groups csv`: which groups there are to choose from. */
export const groups = commandOf('groups', { csv });
