import { getOperationAST, Kind, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Disk } from '../store/disk/watch.ts';
import { StoreDiskFull } from '../store/disk/errors.ts';
import { codedError } from './errors.ts';

/** Refuses mutations as a whole with DISK_FULL (503) while the disk has no room, except those that have only fields of `exceptFields`. */
export function useDiskRoom(disk: Disk, exceptFields: readonly string[]): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      if (disk.state === 'ROOMY') return;
      const { document, operationName } = args as ExecutionArgs;
      const operation = getOperationAST(document, operationName);
      if (operation?.operation !== 'mutation') return;
      const isExcepted = operation.selectionSet.selections.every((selection) => selection.kind === Kind.FIELD && exceptFields.includes(selection.name.value));
      if (isExcepted) return;
      const full = new StoreDiskFull();
      setResultAndStopExecution({ errors: [codedError(full.code, full.message, { httpStatus: 503, headers: { 'retry-after': String(full.retryAfterS) } })] });
    },
  };
}
