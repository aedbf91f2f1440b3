/** The engine as the harness drives it: everything of `shared` that decides, in one module, so that a mutant can be built of it. */
export { handleMessage } from '../../shared/delivery/handleMessage.ts';
export { rememberingRefusals } from '../../shared/delivery/readingRight.ts';
export { replay } from '../../shared/failed/replay.ts';
export { resolve } from '../../shared/failed/resolve.ts';
export { sweep } from '../../shared/failed/sweep.ts';
export { StoreUnavailable } from '../../shared/storeUnavailable.ts';
