import type { CountedFile } from '../text.ts';

/** What a file states about a training run beside its points; an absent field is not in the file. */
export interface RunFacts {
  readonly name?: string;
  readonly project?: string;
  readonly groupName?: string;
  readonly tags?: readonly string[];
  readonly notes?: string;
  readonly userName?: string;
  readonly baseModel?: string;
  readonly datasetName?: string;
  readonly hyperparameters?: Readonly<Record<string, unknown>>;
  readonly hardware?: { readonly name?: string; readonly gpuName?: string; readonly gpuCount?: number; readonly cpuCount?: number };
  readonly totalEpochs?: number;
  readonly totalSteps?: number;
  readonly totalTokensProcessed?: number;
  readonly startedAt?: Date;
}

/**
 * How a run is recognised when it is imported again.
 *
 * `id`       the system that logged it gave it an id.
 * `content`  its format has no id: the beginning of the file, which a longer version of it shares. Two runs may begin alike, so the
 *            points that are already stored are compared before any are added (`identity.ts`).
 */
export type RunIdentity =
  | { readonly kind: 'id'; readonly externalId: string }
  | { readonly kind: 'content'; readonly format: string; readonly beginning: string };

/**
 * How a run ended, as far as its file shows. `INTERRUPTED`: the file stops before the end that it names. `UNKNOWN`: files of this
 * format do not hold whether a run has ended.
 */
export type RunEnd =
  | { readonly status: 'FINISHED'; readonly reason: 'COMPLETED' | 'EARLY_STOPPED' }
  | { readonly status: 'FAILED'; readonly reason: 'BAD_EXIT' | 'PREEMPTED' | 'REPORTED'; readonly details: string }
  | { readonly status: 'CANCELLED'; readonly reason: 'USER' }
  | { readonly status: 'INTERRUPTED' | 'UNKNOWN'; readonly details: string };

/** Where something stands: the line of a text, the record of a binary file. */
export interface Place {
  readonly file: string;
  readonly unit: 'line' | 'record';
  readonly number: number;
}

export interface RunPoint {
  readonly kind: 'point';
  /** Which run of the file; the empty text where it holds one. */
  readonly run: string;
  readonly metric: string;
  readonly step: number;
  readonly value: number;
  readonly at: Date;
  /** From 1. */
  readonly attempt: number;
  readonly place: Place;
}

export interface SystemPoint {
  readonly kind: 'system';
  readonly run: string;
  readonly metric: string;
  readonly value: number;
  readonly at: Date;
  readonly place: Place;
}

export interface BadRecord {
  readonly kind: 'bad';
  readonly place: Place;
  /** Empty where it is the whole record. */
  readonly field: string;
  readonly reason: string;
}

/** What a file of training runs gives, in its order. A run begins with its `run`; later `facts` add to what is known of it. */
export type RunRecord =
  | { readonly kind: 'run'; readonly run: string; readonly identity: RunIdentity; readonly facts: RunFacts }
  | { readonly kind: 'facts'; readonly run: string; readonly facts: RunFacts }
  /** The trainer began again: from this step on, the attempt's points supersede those of earlier ones. */
  | { readonly kind: 'attempt'; readonly run: string; readonly attempt: number; readonly fromStep: number; readonly at: Date }
  | RunPoint
  | SystemPoint
  | { readonly kind: 'end'; readonly run: string; readonly end: RunEnd; /** Null: the file holds no time. */ readonly at: Date | null }
  | { readonly kind: 'remark'; readonly text: string }
  | BadRecord;

/** What is read as a whole: a file, or the files of a folder that are one run. */
export interface RunSource {
  /** The file or folder, as shown. */
  readonly path: string;
  readonly format: string;
  readonly sizeBytes: number;
  /** Bytes read so far. */
  readBytes(): number;
  /** Its records, reading only as far as they are taken: memory does not grow with the number of points. */
  read(): AsyncIterable<RunRecord>;
}

/** One kind of file that holds training runs. */
export interface RunFormat {
  readonly id: string;
  /** For the list of known formats. */
  readonly description: string;
  /** Whether a file that starts with `head` is of this kind. */
  recognises(head: string, path: string): boolean;
  /** Of a file that is named as those of this kind and does not start like one: what is wrong with it; null: it is named otherwise. */
  faultOf?(head: string, path: string): string | null;
  /** The file's source; for formats whose run is a folder, that of the folder around it. */
  open(path: string): Promise<RunSource>;
}

/** The source of a format whose run is one file. */
export const fileSource = (format: string, file: CountedFile, read: () => AsyncIterable<RunRecord>): RunSource => ({
  path: file.path,
  format,
  sizeBytes: file.sizeBytes,
  readBytes: file.readBytes,
  read,
});
