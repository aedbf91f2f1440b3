import type { SenderConfig } from '../../config.ts';
import { type Finding, found } from '../findings.ts';

/** What the mailbox that must not send has shown. */
export type Wall = 'holds' | 'open' | 'unknown';

type Mode = SenderConfig['mode'];

const readUsers = ['User.Read.All', 'User.ReadWrite.All'];
const readGroups = [
  'GroupMember.Read.All',
  'GroupMember.ReadWrite.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
];
const readDirectory = ['Directory.Read.All', 'Directory.ReadWrite.All'];

/** What each mode needs (docs/senders.md): the permission to ask for, and those that hold it. */
const needed: Readonly<Record<Mode, readonly (readonly string[])[]>> = {
  group: [readGroups, readUsers],
  mailbox: [readUsers],
  any: [readUsers],
};

/** Permissions that open mail for reading in every mailbox. */
const readMail: readonly string[] = [
  'Mail.Read',
  'Mail.ReadBasic',
  'Mail.ReadBasic.All',
  'Mail.ReadWrite',
];

/** What the `roles` claim of the token means for the mode. Rights of Exchange stand in no token. */
export function checkRights(roles: readonly string[], mode: Mode, wall: Wall): readonly Finding[] {
  const has = (role: string) => roles.includes(role);
  const reading = readMail.filter(has);
  return [
    sendingFinding(has('Mail.Send'), mode, wall),
    ...(mode !== 'any' && reading.length > 0
      ? [found('MailReadingInEntra', `Granted: ${reading.join(', ')}.`)]
      : []),
    directoryFinding(has, mode),
  ];
}

function sendingFinding(isGranted: boolean, mode: Mode, wall: Wall): Finding {
  if (!isGranted) return found('MailSendByExchange');
  if (mode === 'any') return found('MailSendForAll');
  return found(wall === 'holds' ? 'MailSendBehindPolicy' : 'MailSendInEntra');
}

function directoryFinding(has: (role: string) => boolean, mode: Mode): Finding {
  const missing = needed[mode]
    .filter((enough) => ![...enough, ...readDirectory].some(has))
    .map(([asked]) => asked);
  if (missing.length === 0) return found('DirectoryRightsPresent');
  if (mode === 'mailbox') return found('AliasesUnreadable');
  return found('DirectoryRightsMissing', `Missing: ${missing.join(', ')}.`);
}
