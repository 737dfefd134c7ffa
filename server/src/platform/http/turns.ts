/** From this size on a body is parsed in its turn: it takes some milliseconds, the largest ones some tenths of a second. */
const largeBytes = 512 * 1024;

let last: Promise<void> = Promise.resolve();

/**
 * Waits until a body may be parsed. Large ones go one after the other, and between two of them the event loop turns once: bodies that
 * arrive together would otherwise be parsed without a break, and all small requests would wait for them.
 */
export function turnOf(body: Uint8Array): Promise<void> | undefined {
  if (body.length < largeBytes) return undefined;
  return (last = last.then(() => new Promise((resolve) => setImmediate(resolve))));
}
