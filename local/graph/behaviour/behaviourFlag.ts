import { InvalidInput } from '../invalidInput.ts';
import { type Behaviour, readBehaviour } from './behaviour.ts';

const fieldOf: Readonly<Record<string, keyof Behaviour>> = {
  'visible-after-ms': 'visibleAfterMs',
  'draft-for-ms': 'draftForMs',
  reading: 'reading',
  'message-ids': 'messageIds',
  aliases: 'aliases',
  bcc: 'bcc',
  arriving: 'arriving',
  'sent-items-before': 'sentItemsBefore',
  'send-latency-ms': 'sendLatencyMs',
  'in-flight-limit': 'inFlightLimit',
  'messages-per-minute': 'messagesPerMinute',
  'recipients-per-day': 'recipientsPerDay',
  'upload-mb-per-5-min': 'uploadMbPer5Min',
  'keep-mime': 'keepMime',
  'directory-reading': 'directoryReading',
  'units-per-10-seconds': 'unitsPer10Seconds',
  'delta-token-life-ms': 'deltaTokenLifeMs',
  'expired-token-answer': 'expiredTokenAnswer',
  'delta-members-per-page': 'deltaMembersPerPage',
  'delta-replays': 'deltaReplays',
};

/** How a behaviour is written on the command line, for help and error texts. */
export const behaviourFlagHelp = [
  'visible-after-ms=N, draft-for-ms=N, reading=allowed|forbidden',
  'message-ids=kept|replaced, aliases=kept|replaced, bcc=stripped|shown, arriving=false, sent-items-before=N',
  'send-latency-ms=N, in-flight-limit=N, messages-per-minute=N, recipients-per-day=N, upload-mb-per-5-min=N',
  'keep-mime=false',
  'directory-reading=full|noProxies|idsOnly|forbidden, units-per-10-seconds=N',
  'delta-token-life-ms=N, expired-token-answer=gone|syncStateNotFound',
  'delta-members-per-page=N, delta-replays=true',
].join(', ');

/**
 * Reads a behaviour such as `visible-after-ms=5000,reading=forbidden`.
 * @param rest what holds for options that are left out; absent: as usual
 * @throws InvalidInput naming the option that is unknown or has a wrong value
 */
export function readBehaviourFlag(flag: string, rest: Partial<Behaviour> = {}): Behaviour {
  const fields = flag.split(',').map((option) => {
    const [name = '', value = ''] = option.split('=');
    const field = Object.hasOwn(fieldOf, name) ? fieldOf[name] : undefined;
    if (field === undefined) {
      throw new InvalidInput(
        `--behaviour "${flag}": cannot use "${option}". Options: ${behaviourFlagHelp}.`,
      );
    }
    return [field, flagValue(value)];
  });
  return readBehaviour({ ...rest, ...Object.fromEntries(fields) }, `--behaviour "${flag}"`);
}

function flagValue(text: string): unknown {
  if (/^\d+$/.test(text)) return Number(text);
  return /^(true|false)$/.test(text) ? text === 'true' : text;
}
