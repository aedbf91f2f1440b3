import type { Node } from '../broker/namespace.ts';
import type { Link } from '../rhea/rheaInternals.ts';

const nodes = new WeakMap<Link, Node>();

/** Remembers what an accepted link leads to. */
export function setNode(link: Link, node: Node): void {
  nodes.set(link, node);
}

/** Undefined for a link that was refused. */
export const nodeOf = (link: Link): Node | undefined => nodes.get(link);
