/** Said at most so often; below two seconds nothing is said at all. */
const everyMs = 2000;

/** Tells a person how far a long command is, on standard error of a terminal only. Call the result after each step. */
export function progress(total: number, what: string): () => void {
  let done = 0;
  let saidAt = performance.now();
  return () => {
    done += 1;
    if (!process.stderr.isTTY || performance.now() - saidAt < everyMs) return;
    saidAt = performance.now();
    process.stderr.write(`${done} of ${total} ${what}\n`);
  };
}
