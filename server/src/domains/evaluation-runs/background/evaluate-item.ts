import type { Stores } from '../../../platform/store/stores.ts';
import type { EvaluationRun } from '../../../platform/store/prisma/generated/client.ts';
import type { CallFailure } from '../../judges/load/call-judge.ts';
import { spenderViewer } from '../../judges/load/viewer.ts';
import { outcomeOf } from '../../judges/pure/outcome.ts';
import type { Purse } from '../../model-connections/load.ts';
import type { PlaygroundPrompt } from '../../playground/types.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import type { LoadedJudge } from '../load/scorers.ts';
import { answerOfTrace } from '../load/trace-answer.ts';
import { inputHash } from '../pure/request.ts';
import { scorerKey } from '../pure/scorer.ts';
import type { Answer, ClaimedItem, Outcome } from '../queries/items.ts';
import { release, reserve } from '../queries/runs.ts';
import type { Scored, Scorer, Subject } from '../types.ts';
import { answerRow } from './answer.ts';
import { scoredByCheck, scoredByJudge, type Scoring } from './score.ts';

/** An item with what its evaluation needs. */
export interface Evaluating {
  readonly item: ClaimedItem;
  readonly run: EvaluationRun;
  /** Null: its row is gone. */
  readonly subject: Subject | null;
  readonly judges: ReadonlyMap<string, LoadedJudge>;
}

/** What became of an item. */
export interface Evaluated {
  readonly outcome: Outcome;
  readonly scores: readonly Scored[];
  /** What this attempt has cost. */
  readonly nanoUsd: bigint;
  readonly isCached: boolean;
  /** Why the run is to wait for a person; null: it goes on. */
  readonly problem: string | null;
  readonly holdSeconds: number;
}

interface Failure {
  readonly code: CallFailure;
  readonly message: string;
  readonly retryAfterMs: number | null;
}

/** Answers one item where that is to be done, and has each scorer say what it thinks of it. Errors: throws what a store throws. */
export async function evaluateItem(stores: Stores, { item, run, subject, judges }: Evaluating, signal: AbortSignal): Promise<Evaluated> {
  const scores: Scored[] = [];
  let nanoUsd = 0n;
  let made: Answer | null = null;
  const hash = subject === null ? null : inputHash(subject);
  const done = (change: Partial<Outcome>, more: Partial<Evaluated> = {}): Evaluated => ({
    outcome: {
      item,
      state: 'DONE',
      inputHash: hash,
      answer: made,
      failureCode: null,
      failureMessage: null,
      retrySeconds: 0,
      ...change,
    },
    scores,
    nanoUsd,
    isCached: made?.isCached ?? false,
    problem: null,
    holdSeconds: 0,
    ...more,
  });
  const failed = (failure: Failure): Evaluated => {
    const failureMessage = failure.message.slice(0, 1_000);
    if (failure.code === 'CAP_REACHED') return done({ state: 'WAITING' }, { problem: capWords(run) });
    const next = outcomeOf(failure, { attempts: item.attempts, isOnline: false, random: Math.random() });
    return done(
      {
        state: next.state === 'WAITING' ? 'WAITING' : 'FAILED',
        failureCode: failure.code,
        failureMessage,
        retrySeconds: next.retrySeconds,
      },
      { problem: next.pauses ? failureMessage : null, holdSeconds: next.holdSeconds },
    );
  };
  if (subject === null)
    return done({ state: 'FAILED', failureCode: 'ROW_GONE', failureMessage: 'The row is no more in this version of the dataset.' });
  const viewer = spenderViewer(item.workspaceId, run.owner);
  const purse = run.capNanoUsd === null ? null : purseOf(stores, item.workspaceId, run.id);
  const asking = { stores, viewer, reference: run.id, signal, purse };
  if (!item.isAnswered) {
    if (run.kind === 'SDK') {
      const reported =
        item.traceId === null ? null : await answerOfTrace(stores, item.workspaceId, { traceId: item.traceId, spanId: item.spanId });
      if (reported === null)
        return item.attempts >= mostLooks ? done(neverCame) : done({ state: 'WAITING', retrySeconds: pauseOfLook(item.attempts) });
      const { error, ...answer } = reported;
      made = { ...answer, requestHash: null, isCached: false };
      if (error !== null) return done({ state: 'FAILED', failureCode: 'REPORTED', failureMessage: error.slice(0, 1_000) });
    } else if (subject.answer !== null) made = { ...subject.answer, requestHash: null, isCached: false };
    else if (run.model === null)
      return done({ state: 'FAILED', failureCode: 'NO_ANSWER', failureMessage: 'There is no answer to score: the run asks no model.' });
    else {
      const prompt = run.prompt as unknown as PlaygroundPrompt | null;
      const answered = await answerRow({ ...asking, model: run.model, prompt, usesCache: run.usesCache }, subject, item.repetition);
      nanoUsd += answered.nanoUsd;
      if (!answered.ok) return failed(answered);
      made = answered.answer;
    }
  }
  const scoring: Scoring = {
    workspaceId: item.workspaceId,
    subject,
    output: made === null ? item.output : made.output,
    latencyMs: made === null ? item.latencyMs : made.latencyMs,
    nanoUsd: made === null ? item.nanoUsd : made.nanoUsd,
    known:
      made?.isCached === true && made.requestHash !== null && hash !== null ? { requestHash: made.requestHash, inputHash: hash } : null,
  };
  for (const scorer of run.scorers as unknown as readonly Scorer[]) {
    if (item.scored.includes(scorerKey(scorer))) continue;
    if (scorer.kind === 'CHECK') {
      scores.push(scoredByCheck(scorer.check, scoring));
      continue;
    }
    const loaded = judges.get(scorer.judgeId);
    if (loaded === undefined) {
      scores.push(goneJudge(scorer));
      continue;
    }
    const judged = await scoredByJudge(asking, loaded, scoring);
    if (!judged.ok) {
      nanoUsd += judged.nanoUsd;
      return failed(judged);
    }
    nanoUsd += judged.scored.nanoUsd;
    scores.push(judged.scored);
  }
  return done({});
}

/** An application says that it answers before it has: its trace may take two hours. */
const mostLooks = 130;
const pauseOfLook = (attempts: number): number => Math.min(60, 2 ** Math.min(attempts, 6));
const neverCame = {
  state: 'FAILED',
  failureCode: 'NO_ANSWER',
  failureMessage: 'The trace of the answer has not come for two hours.',
} as const;

const capWords = ({ capNanoUsd }: EvaluationRun): string =>
  `The cap of ${usdFromNano(capNanoUsd ?? 0n)} US dollars has no room for another call. Go on with a higher one, or stop the run.`;

const goneJudge = (scorer: Extract<Scorer, { kind: 'JUDGE' }>): Scored => ({
  name: scorer.name,
  kind: 'MODEL',
  scorer: scorerKey(scorer),
  version: null,
  value: null,
  label: null,
  passed: null,
  comment: null,
  error: 'The judge was deleted.',
  nanoUsd: 0n,
});

function purseOf({ postgres }: Stores, workspaceId: string, runId: string): Purse {
  return {
    reserve: async (nanoUsd) => (await reserve(postgres, { workspaceId, runId, nanoUsd })) > 0,
    release: async (nanoUsd) => void (await release(postgres, { workspaceId, runId, nanoUsd })),
  };
}
