/** What kind of object a member is, as in `#microsoft.graph.user`. */
export type MemberType = 'user' | 'group' | 'device' | 'orgContact' | 'servicePrincipal';

/** A direct member of a group. */
export interface GroupMember {
  /** Object id. */
  readonly id: string;
  readonly type: MemberType;
}

/** A member with its place, which it keeps for as long as it is one: pages go on behind a place, whoever leaves meanwhile. */
export interface PlacedMember extends GroupMember {
  readonly place: number;
}

/** The members of one group in the order they came. A page costs its own length, not the group's. */
export class Membership {
  #members: PlacedMember[] = [];
  readonly #byId = new Map<string, PlacedMember>();
  #userCount = 0;
  #lastPlace = 0;

  get count(): number {
    return this.#members.length;
  }

  get userCount(): number {
    return this.#userCount;
  }

  get(id: string): GroupMember | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  list(): readonly PlacedMember[] {
    return this.#members;
  }

  /** @returns those that were no members before */
  add(members: readonly GroupMember[]): readonly GroupMember[] {
    const added = [];
    for (const { id, type } of members) {
      if (this.#byId.has(id.toLowerCase())) continue;
      this.#lastPlace += 1;
      const placed = { id, type, place: this.#lastPlace };
      this.#byId.set(id.toLowerCase(), placed);
      this.#members.push(placed);
      if (type === 'user') this.#userCount += 1;
      added.push(placed);
    }
    return added;
  }

  /** @returns those that were members */
  remove(ids: readonly string[]): readonly GroupMember[] {
    const removed = new Set<PlacedMember>();
    for (const id of ids) {
      const member = this.#byId.get(id.toLowerCase());
      if (member === undefined) continue;
      this.#byId.delete(id.toLowerCase());
      if (member.type === 'user') this.#userCount -= 1;
      removed.add(member);
    }
    if (removed.size > 0) this.#members = this.#members.filter((member) => !removed.has(member));
    return [...removed];
  }

  /** The first members behind a place, at most so many; `accepts` may pass over some. */
  after(
    place: number,
    most: number,
    accepts: (member: PlacedMember) => boolean = () => true,
  ): readonly PlacedMember[] {
    const page: PlacedMember[] = [];
    for (let index = this.#firstBehind(place); index < this.#members.length; index += 1) {
      const member = this.#members[index];
      if (member === undefined || page.length === most) break;
      if (accepts(member)) page.push(member);
    }
    return page;
  }

  #firstBehind(place: number): number {
    let [low, high] = [0, this.#members.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#members[middle]?.place ?? 0) > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
