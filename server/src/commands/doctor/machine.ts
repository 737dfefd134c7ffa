import { readFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { failure, ok, warning, type Finding } from './finding.ts';

const GB = 1e9;

export interface MachineFacts {
  readonly nodeVersion: string;
  readonly coreCount: number;
  /** Of the machine, or of the container where that allows less. */
  readonly memoryBytes: number;
  /** Files that the process may have open; null: the system does not say. */
  readonly openFiles: number | null;
}

export async function machineFacts(): Promise<MachineFacts> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const container = Number(await readFile('/sys/fs/cgroup/memory.max', 'utf8').catch(() => ''));
  const files = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1]);
  return {
    nodeVersion: process.versions.node,
    coreCount: availableParallelism(),
    memoryBytes: container > 0 ? Math.min(container, totalmem()) : totalmem(),
    openFiles: Number.isFinite(files) ? files : null,
  };
}

/** Whether the product runs well on this machine. */
export function machineFindings({ nodeVersion, coreCount, memoryBytes, openFiles }: MachineFacts): Finding[] {
  const memory = `${(memoryBytes / GB).toFixed(1)} GB of memory`;
  return [
    Number(nodeVersion.split('.')[0]) >= 20
      ? ok('Node', nodeVersion)
      : failure('Node', `${nodeVersion} is too old`, 'Install Node 20 or later.'),
    memoryBytes < GB
      ? failure('Memory', memory, 'Give the product 2 GB: with less the process is ended under load.')
      : memoryBytes < 2 * GB
        ? warning('Memory', memory, 'Give the product 2 GB or more where its stores are embedded.')
        : ok('Memory', memory),
    coreCount < 2
      ? warning('Processors', '1', 'Two or more: requests and background work share one now.')
      : ok('Processors', String(coreCount)),
    openFiles !== null && openFiles < 4_096
      ? warning(
          'Open files',
          `at most ${openFiles}`,
          'Raise the limit to 65,536 (LimitNOFILE, ulimit -n): ClickHouse and sockets need them.',
        )
      : ok('Open files', openFiles === null ? 'the limit is not known' : `at most ${openFiles}`),
  ];
}
