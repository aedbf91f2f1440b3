import type { Changes } from '../changes.ts';
import {
  type DirectoryBehaviour,
  directoryFields,
  usualDirectory,
} from '../directory/directoryBehaviour.ts';
import { type SearchBehaviour, searchFields, usualSearch } from '../findMail/searchBehaviour.ts';
import { checkFields } from '../invalidInput.ts';
import {
  type DeliveryBehaviour,
  deliveryFields,
  usualDelivery,
} from '../mailboxes/deliveryBehaviour.ts';
import { type StoreBehaviour, storeFields, usualStore } from '../store/storeBehaviour.ts';
import {
  type ThrottleBehaviour,
  throttleFields,
  usualThrottling,
} from '../throttling/throttleBehaviour.ts';

/** How the tenant behaves where tenants differ: searches of mailboxes, delivery, limits, the directory; and what the simulator keeps. */
export type Behaviour = SearchBehaviour &
  DeliveryBehaviour &
  DirectoryBehaviour &
  ThrottleBehaviour &
  StoreBehaviour;

/** A tenant where nothing is unusual. */
const usualBehaviour: Behaviour = {
  ...usualSearch,
  ...usualDirectory,
  ...usualDelivery,
  ...usualThrottling,
  ...usualStore,
};

const fields = {
  ...searchFields,
  ...directoryFields,
  ...deliveryFields,
  ...throttleFields,
  ...storeFields,
};

/**
 * Reads a behaviour from outside; what is left out is as usual.
 * @throws InvalidInput naming the field, its value and what is allowed
 */
export function readBehaviour(value: unknown, what: string): Behaviour {
  checkFields(value, fields, what);
  return { ...usualBehaviour, ...value };
}

/** The behaviour in force. It holds for mails accepted and tokens given before a change too. */
export class BehaviourSetting {
  readonly #changes: Changes;
  #current: Behaviour = usualBehaviour;

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  get current(): Behaviour {
    return this.#current;
  }

  /** Puts this one in the place of the other. @throws InvalidInput; then the other stays */
  replace(behaviour: unknown): void {
    this.#current = readBehaviour(behaviour, 'behaviour');
    this.#changes.announce();
  }
}
