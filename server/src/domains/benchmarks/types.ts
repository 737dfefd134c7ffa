/** Where the results of a run came from. */
export const benchmarkSources = ['API', 'LM_EVAL', 'INSPECT', 'PROMPTFOO', 'FILE'] as const;
export type BenchmarkSource = (typeof benchmarkSources)[number];

/** What became of an answer to an item. UNDECIDED: neither correct nor wrong, such as a partial score. */
export const benchmarkOutcomes = ['CORRECT', 'WRONG', 'ERROR', 'UNDECIDED'] as const;
export type BenchmarkOutcome = (typeof benchmarkOutcomes)[number];

/** A result as it can be stored. */
export interface CheckedResult {
  readonly itemId: string;
  readonly sample: number;
  readonly category: string | null;
  readonly input: string | null;
  readonly target: string | null;
  readonly answer: string | null;
  /** Null: by `score`, or by whether the answer equals the target. */
  readonly isCorrect: boolean | null;
  readonly score: number | null;
  /** JSON. */
  readonly scores: string;
  readonly error: string | null;
  readonly latencyMs: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costNanoUsd: number | null;
  /** When the model answered. */
  readonly at: Date;
}

/** How a run, or a category of it, did. An item that was answered several times counts once, with the share of its correct answers. */
export interface BenchmarkNumbers {
  /** Null: all items of the run. */
  readonly category: string | null;
  readonly itemCount: number;
  readonly resultCount: number;
  readonly errorCount: number;
  /** Items with an answer that is correct or wrong. */
  readonly decidedCount: number;
  /** Null: no item is decided. */
  readonly accuracy: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Null: no item is scored. */
  readonly meanScore: number | null;
}

/** Items that two runs share, by how each answered. */
export interface ComparisonNumbers {
  /** Null: all shared items. */
  readonly category: string | null;
  readonly itemCount: number;
  readonly bothCorrect: number;
  readonly onlyBase: number;
  readonly onlyOther: number;
  readonly neither: number;
  readonly baseAccuracy: number | null;
  readonly otherAccuracy: number | null;
  /** Of the other less the base; null: no item is shared. */
  readonly difference: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Null: items were answered several times. */
  readonly pValue: number | null;
  readonly verdict: ComparisonVerdict;
}

export const comparisonVerdicts = ['BETTER', 'WORSE', 'NOT_DECISIVE'] as const;
export type ComparisonVerdict = (typeof comparisonVerdicts)[number];

/** Which way an item changed from the base to the other run. */
export const flips = ['GAINED', 'LOST'] as const;
export type Flip = (typeof flips)[number];
