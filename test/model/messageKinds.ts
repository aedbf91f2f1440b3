import type { Rules } from './rules.ts';

/** One message that can exist: which mail, of which replay, after how many waits. */
export interface MessageKind {
  readonly content: number;
  readonly epoch: number;
  readonly hop: number;
  /** Older than A (docs/protocol.md, section 8): a missing row proves nothing for it. */
  readonly old: boolean;
  /** For traces: `J` the original, `r1.2` the copy of epoch 1, hop 2. */
  readonly name: string;
  /** The kind of its next copy, -1 beyond what the model has. */
  readonly next: number;
  /** What duplicate detection goes by, -1 for old messages: their window is over. */
  readonly id: number;
}

/** So many kinds of message fit into a state. */
const mostKinds = 15;
/** More waits in one epoch than any scenario allows. */
const mostHops = 7;

/** How much a scenario allows. */
interface Extent {
  readonly contents: 1 | 2;
  readonly replays: number;
  readonly purge: boolean;
}

type Numbers = Pick<MessageKind, 'content' | 'epoch' | 'hop' | 'old'>;

/** Every message of the job that can exist in a scenario. */
export function kindsOf({ contents, replays, purge }: Extent, rules: Rules): MessageKind[] {
  const series = [{ content: 1, epoch: 0 }];
  for (let epoch = 1; epoch <= replays; epoch++) series.push({ content: 1, epoch });
  if (contents === 2) series.push({ content: 2, epoch: 0 });
  const olds: Numbers[] = purge ? series.map((one) => ({ ...one, hop: 0, old: true })) : [];
  const hops = Math.min(mostHops, Math.floor((mostKinds - olds.length) / series.length) - 1);
  const young = series.flatMap((one) =>
    Array.from({ length: hops + 1 }, (_, hop) => ({ ...one, hop, old: false })),
  );
  const find = (content: number, epoch: number, hop: number) =>
    young.findIndex((k) => k.content === content && k.epoch === epoch && k.hop === hop);
  return [...young, ...olds].map((k, index) => ({
    ...k,
    name: nameOf(k),
    next: k.old ? index : find(k.content, k.epoch, k.hop + 1),
    id: k.old ? -1 : idOf(k, rules, find),
  }));
}

function nameOf({ content, epoch, hop, old }: Numbers): string {
  const name = epoch === 0 && hop === 0 ? 'J' : `r${epoch}.${hop}`;
  if (old) return `an old message${epoch > 0 ? ` of epoch ${epoch}` : ''}`;
  return content === 2 ? `${name} (other content)` : name;
}

/** Originals of all contents share the job's own id. */
function idOf(
  { content, epoch, hop }: Numbers,
  { copyId, idHasContent, replayCopyId }: Rules,
  find: (content: number, epoch: number, hop: number) => number,
): number {
  const isOriginal = epoch === 0 && hop === 0;
  const isReplay = epoch > 0 && hop === 0;
  if (isOriginal || copyId === 'original' || (isReplay && replayCopyId === 'original')) return 0;
  return find(idHasContent ? content : 1, epoch, hop);
}
