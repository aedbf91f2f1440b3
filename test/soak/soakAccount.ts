/** What became of every message, as the clients were told. */
export class SoakAccount {
  sent = 0;
  deliveries = 0;
  completedTwice = 0;
  readonly completed = new Set<number>();
  readonly deadLettered = new Set<number>();
  readonly errors: Record<string, number> = {};

  /** The service has confirmed a completion. */
  complete(id: number): void {
    if (this.completed.has(id)) this.completedTwice++;
    this.completed.add(id);
  }

  /** Errors are part of a soak (lost locks, closed clients); they are counted, not raised. */
  error(error: unknown): void {
    const { code, message } = error as { code?: string; message?: string };
    const name = code ?? message?.slice(0, 80) ?? String(error);
    this.errors[name] = (this.errors[name] ?? 0) + 1;
  }

  /** Neither completed nor dead-lettered; in the end such a message is lost. */
  get open(): number {
    let open = 0;
    for (let id = 0; id < this.sent; id++) {
      if (!this.completed.has(id) && !this.deadLettered.has(id)) open++;
    }
    return open;
  }

  /** Told as completed, and yet found among the dead letters. */
  get completedAndDead(): number {
    return [...this.completed].filter((id) => this.deadLettered.has(id)).length;
  }
}
