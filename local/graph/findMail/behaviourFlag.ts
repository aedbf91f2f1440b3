import { InvalidInput } from '../invalidInput.ts';
import { readBehaviour, type SearchBehaviour } from './searchBehaviour.ts';

const fieldOf: Readonly<Record<string, keyof SearchBehaviour>> = {
  'visible-after-ms': 'visibleAfterMs',
  'draft-for-ms': 'draftForMs',
  reading: 'reading',
};

/** How a behaviour is written on the command line, for help and error texts. */
export const behaviourFlagHelp = 'visible-after-ms=N, draft-for-ms=N, reading=allowed|forbidden';

/**
 * Reads a behaviour such as `visible-after-ms=5000,reading=forbidden`.
 * @throws InvalidInput naming the option that is unknown or has a wrong value
 */
export function readBehaviourFlag(flag: string): SearchBehaviour {
  const fields = flag.split(',').map((option) => {
    const [name = '', value = ''] = option.split('=');
    const field = Object.hasOwn(fieldOf, name) ? fieldOf[name] : undefined;
    if (field === undefined) {
      throw new InvalidInput(
        `--behaviour "${flag}": cannot use "${option}". Options: ${behaviourFlagHelp}.`,
      );
    }
    return [field, /^\d+$/.test(value) ? Number(value) : value];
  });
  return readBehaviour(Object.fromEntries(fields), `--behaviour "${flag}"`);
}
