import { join, relative, sep } from 'node:path';
import type { DevelopmentServer } from '../../client/build/development-server.ts';
import { ROOT } from '../run.ts';

/** What the server is made of and reads as it starts. */
const FOLDERS = ['server/src', 'prisma/migrations', 'clickhouse/migrations'];
/** A save comes as several events, and a change of branch as many. */
const QUIET_MS = 150;

/** Calls `onChange` with the name of a file, once for all the changes to the server that come together. */
export function watchServer(dashboard: DevelopmentServer, onChange: (path: string) => void): void {
  let timer: NodeJS.Timeout | undefined;
  dashboard.watch(
    FOLDERS.map((folder) => join(ROOT, folder)),
    (path) => {
      if (!isOfServer(path)) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, QUIET_MS, relative(ROOT, path));
    },
  );
}

/** Tests are no part of it, nor are the files that editors keep beside the one being edited. */
function isOfServer(path: string): boolean {
  const name = path.slice(path.lastIndexOf(sep) + 1);
  return /\.(ts|sql|js)$/.test(name) && !/\.(test|testing|fixtures)(\.global)?\.ts$/.test(name) && !/^[.#]/.test(name);
}
