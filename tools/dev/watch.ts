import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run.ts';

/** What the server is made of and reads as it starts. */
const FOLDERS = ['server/src', 'prisma/migrations', 'clickhouse/migrations'];
/** A save comes as several events, and a change of branch as many. */
const QUIET_MS = 150;

/**
 * Calls `onChange` with the name of a file, once for all the changes that come together.
 *
 * Errors  what the system can't watch is said in a line; nothing is thrown.
 */
export function watchServer(onChange: (path: string) => void, say: (text: string) => void): { close(): void } {
  let timer: NodeJS.Timeout | null = null;
  const watchers = FOLDERS.map((folder): FSWatcher => {
    const watcher = watch(join(ROOT, folder), { recursive: true }, (_event, name) => {
      if (name === null || !isOfServer(name)) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(onChange, QUIET_MS, join(folder, name));
    });
    return watcher.on('error', (error) => say(`Changes in ${folder} are not seen: ${error.message}`));
  });
  return {
    close() {
      if (timer !== null) clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** Tests are no part of it, nor are the files that editors keep beside the one being edited. */
export function isOfServer(name: string): boolean {
  return /\.(ts|sql|js)$/.test(name) && !/\.(test|testing|fixtures)(\.global)?\.ts$/.test(name) && !/(^|\/)[.#]/.test(name);
}
