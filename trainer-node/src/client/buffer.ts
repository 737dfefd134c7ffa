import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** A line of the buffer. */
export interface BufferedRecord {
  readonly kind: string;
  readonly [name: string]: unknown;
}

/** How far a buffer is delivered, and what the server answered on the way. */
export interface State {
  offsetBytes: number;
  /** Null until the server answered. */
  jobId: string | null;
  /** Attempt that points belong to; null: the job's current one. */
  attempt: number | null;
  /** Attempt of the job before one was asked for whose answer has not come; null while none is. */
  attemptBefore: number | null;
  /** Whether the job had points, or had ended, before this buffer began. */
  hasHistory: boolean;
}

export interface Pending {
  readonly record: BufferedRecord;
  readonly endBytes: number;
}

const READ_BYTES = 256 * 1024;
const COMPACT_FROM_BYTES = 8 * 1024 * 1024;
const LIMIT_BYTES = 1024 ** 3;

/**
 * What a process logged, a record a line, in a file that outlives it; beside it, replaced as a whole, how much of that is acknowledged.
 *
 * A file's name has the time, the process and the machine: one whose process is gone is sent by the next process of the same job. Two
 * processes that send one file harm nothing, since each of its records bears a repetition.
 */
export class DiskBuffer {
  readonly path: string;
  readonly state: State;
  readonly #compactFromBytes: number;
  #file: number | null;
  #header: BufferedRecord | null = null;
  #writtenBytes: number;

  private constructor(path: string, file: number | null, compactFromBytes = COMPACT_FROM_BYTES) {
    this.path = path;
    this.#compactFromBytes = compactFromBytes;
    this.state = readState(statePath(path));
    this.#file = file;
    this.#writtenBytes = statSync(path).size;
    if (this.state.offsetBytes > this.#writtenBytes) this.state.offsetBytes = 0;
  }

  /** A buffer for this process to append to. It is emptied when all is acknowledged and it has grown to so many bytes. */
  static create(folder: string, compactFromBytes?: number): DiskBuffer {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${Date.now().toString().padStart(15, '0')}-${process.pid}-${machine()}.jsonl`);
    return new DiskBuffer(path, openSync(path, 'ax', 0o600), compactFromBytes);
  }

  /** Those of processes that are gone, the oldest first. */
  static left(folder: string): DiskBuffer[] {
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];
    return names
      .sort()
      .filter((name) => isLeft(name))
      .map((name) => new DiskBuffer(join(folder, name), null));
  }

  get writtenBytes(): number {
    return this.#writtenBytes;
  }

  get isDelivered(): boolean {
    return this.state.offsetBytes >= this.#writtenBytes;
  }

  /**
   * Whether a record is kept: the disk has room, and less than 1 GiB waits. The first is the header.
   *
   * One write without a sync: it outlives the process, not a loss of power.
   */
  append(record: BufferedRecord): boolean {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    if (this.#file === null || this.#writtenBytes - this.state.offsetBytes + line.length > LIMIT_BYTES) return false;
    this.#header ??= record;
    try {
      if (writeSync(this.#file, line) < line.length) throw new Error('the disk is full');
    } catch {
      ftruncateSync(this.#file, this.#writtenBytes);
      return false;
    }
    this.#writtenBytes += line.length;
    return true;
  }

  /** Empties the file once all of it is acknowledged and it has grown, so that a long job does not fill the disk. */
  compact(): void {
    if (this.#file === null || !this.isDelivered || this.#writtenBytes < this.#compactFromBytes) return;
    // In this order a process that is killed in between leaves an empty file, never an offset into other records.
    ftruncateSync(this.#file, 0);
    this.#writtenBytes = 0;
    this.acknowledge(0);
    const { jobId, attempt } = this.state;
    this.append({ kind: 'job', ...this.#header, jobId, attempt });
  }

  /** The next records, at most 256 KiB of them or one; none when all are acknowledged. A line that was cut off is no record. */
  async pending(): Promise<Pending[]> {
    if (this.isDelivered) return [];
    const file = await open(this.path);
    try {
      for (let size = READ_BYTES; ; size *= 4) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, this.state.offsetBytes);
        const lines = wholeLines(buffer.subarray(0, bytesRead), this.state.offsetBytes);
        if (lines.length > 0 || bytesRead < size) return lines;
      }
    } finally {
      await file.close();
    }
  }

  acknowledge(endBytes: number): void {
    this.state.offsetBytes = endBytes;
    this.save();
  }

  /** Keeps the state, as a whole or not at all. */
  save(): void {
    const draft = `${statePath(this.path)}.draft`;
    writeFileSync(draft, JSON.stringify(this.state));
    renameSync(draft, statePath(this.path));
  }

  /** Ends appending; what is delivered is removed, the rest stays. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    if (this.isDelivered) this.remove();
  }

  remove(): void {
    for (const path of [this.path, statePath(this.path)]) rmSync(path, { force: true });
  }

  /** Keeps the file where no sender looks. */
  setAside(): void {
    renameSync(this.path, this.path.replace(/\.jsonl$/, '.refused'));
    this.remove();
  }
}

/** Folder of one job's buffers: one server, one key's beginning, one reference. */
export function jobFolder(root: string, ...identity: readonly string[]): string {
  return join(root, createHash('sha256').update(identity.join('\n')).digest('hex').slice(0, 24));
}

const statePath = (path: string): string => path.replace(/\.jsonl$/, '.state');
const machine = (): string => hostname().replaceAll(/[^\w]/g, '_');

function isLeft(name: string): boolean {
  const [, pid, host] = /^\d+-(\d+)-(\w*)\.jsonl$/.exec(name) ?? [];
  if (pid === undefined || host !== machine() || Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Whether a process has ended and was not collected by its parent, which may never do so in a container. */
function isZombie(pid: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}

function readState(path: string): State {
  const fresh: State = { offsetBytes: 0, jobId: null, attempt: null, attemptBefore: null, hasHistory: false };
  try {
    return { ...fresh, ...(JSON.parse(readFileSync(path, 'utf8')) as Partial<State>) };
  } catch {
    return fresh;
  }
}

function wholeLines(bytes: Buffer, offsetBytes: number): Pending[] {
  const found: Pending[] = [];
  for (let begin = 0, end = bytes.indexOf(10); end !== -1; begin = end + 1, end = bytes.indexOf(10, begin)) {
    found.push({ record: parse(bytes.subarray(begin, end).toString()), endBytes: offsetBytes + end + 1 });
  }
  return found;
}

function parse(line: string): BufferedRecord {
  try {
    return JSON.parse(line) as BufferedRecord;
  } catch {
    return { kind: 'unreadable' };
  }
}
