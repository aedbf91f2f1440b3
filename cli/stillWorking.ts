/** Said so often; work that is done sooner says nothing. */
const everyMs = 2000;

/** Waits for work of unknown length and tells a person that it goes on, on standard error of a terminal only. */
export async function stillWorking<T>(doing: () => string, work: Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work;
  const timer = setInterval(() => process.stderr.write(`${doing()}\n`), everyMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
