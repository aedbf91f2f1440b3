import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** One line a process wrote. */
export interface OutputLine {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** Lines that are kept for who asks later. */
const keptLines = 200;

/** What a child process writes, line by line. */
export class ProcessOutput {
  readonly #kept: OutputLine[] = [];
  readonly #callbacks = new Set<(line: OutputLine) => void>();

  /** `copy`: also to our own output. */
  constructor(child: ChildProcess, { copy }: { readonly copy: boolean }) {
    for (const stream of ['stdout', 'stderr'] as const) {
      const from = child[stream];
      if (!from) continue;
      if (copy) from.pipe(process[stream], { end: false });
      createInterface({ input: from }).on('line', (text) => this.#add({ stream, text }));
    }
  }

  /** Calls back for the lines that are kept, then for each new one. */
  onLine(callback: (line: OutputLine) => void): void {
    this.#kept.forEach(callback);
    this.#callbacks.add(callback);
  }

  /** The lines that are kept, as one text. */
  text(): string {
    return this.#kept.map(({ text }) => text).join('\n');
  }

  #add(line: OutputLine): void {
    this.#kept.push(line);
    if (this.#kept.length > keptLines) this.#kept.shift();
    for (const callback of this.#callbacks) callback(line);
  }
}
