import type { Stores } from '../../../platform/store/stores.ts';
import type { Purse } from '../../model-connections/load.ts';
import { toLedger } from '../../messages/pure/ledger.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import { loadPriceBook } from '../../prices/load.ts';
import { costOf } from '../../prices/pure/cost.ts';
import type { JudgedSubject } from '../load/subjects.ts';
import { callJudge } from '../load/call-judge.ts';
import { ruleThreads } from '../load/search.ts';
import { spenderViewer } from '../load/viewer.ts';
import { hashOf, pairPromptOf, promptOf, type JudgedTexts } from '../pure/prompt.ts';
import { outcomeOf } from '../pure/outcome.ts';
import { RuleSilent, ruleVerdict } from '../pure/rule.ts';
import { readPairVerdict, readVerdict } from '../pure/verdict.ts';
import { knownVerdict, type ClaimedItem, type Outcome } from '../queries/items.ts';
import { release, reserve } from '../queries/runs.ts';
import type { StoredText } from '../queries/texts.ts';
import type { Verdict } from '../types.ts';

/** An item with what its judge needs to know. */
export interface Judging {
  readonly item: ClaimedItem;
  readonly subject: JudgedSubject;
  readonly text: StoredText;
  /** The second answer of a pair; null: no pair. */
  readonly other: StoredText | null;
}

/** Judges one item, by the cache, a rule or a model; what became of it. Errors: throws what a store throws. */
export async function judgeItem(
  stores: Stores,
  judging: Judging,
  signal: AbortSignal,
): Promise<{ outcome: Outcome; problem: string | null; holdSeconds: number }> {
  const { item, subject } = judging;
  const settled = (outcome: Partial<Outcome>) => ({
    outcome: { ...nothing, item, judgeVersion: subject.judge.version, ...outcome },
    problem: null,
    holdSeconds: 0,
  });
  const { rule } = subject;
  if (rule !== null) {
    try {
      const verdict = await ruleVerdict(rule, await ruledOf(stores, judging), ruleThreads);
      return settled({ state: 'DONE', ...verdict });
    } catch (error) {
      if (!(error instanceof RuleSilent)) throw error;
      return settled({ state: 'FAILED', failureCode: error.code, failureMessage: error.message });
    }
  }
  const { rubric, judge, run } = subject;
  if (rubric === null || judge.model === null)
    return settled({ state: 'FAILED', failureCode: 'NO_RUBRIC', failureMessage: 'The judge has no rubric.' });
  const [first, second] = [textsOf(judging.text), judging.other === null ? null : textsOf(judging.other)];
  const promptBy = (mark?: string) => (second === null ? promptOf(rubric, first, mark) : pairPromptOf(rubric, first, second, mark));
  const textHash = hashOf(promptBy);
  const { workspaceId } = item;
  const [known] = await knownVerdict(stores.postgres, { workspaceId, judgeId: judge.id, judgeVersion: judge.version, textHash });
  if (known !== undefined) return settled({ state: 'DONE', ...known, textHash, isCached: true });
  const called = await callJudge({
    stores,
    viewer: spenderViewer(workspaceId, run.owner),
    model: judge.model,
    prompt: promptBy(),
    read: (answer): Verdict | string => (second === null ? readVerdict(answer, rubric) : readPairVerdict(answer)),
    reference: run.id,
    signal,
    purse: run.kind === 'ONLINE' ? purseOf(stores, workspaceId, judge.id) : null,
  });
  if (called.ok) return settled({ state: 'DONE', ...called.verdict, textHash, nanoUsd: called.nanoUsd });
  const next = outcomeOf(called, { attempts: item.attempts, isOnline: run.kind === 'ONLINE', random: Math.random() });
  return {
    ...settled({
      state: next.state,
      nanoUsd: called.nanoUsd,
      retrySeconds: next.retrySeconds,
      failureCode: called.code,
      failureMessage: called.message.slice(0, 1_000),
    }),
    problem: next.pauses ? called.message.slice(0, 1_000) : null,
    holdSeconds: next.holdSeconds,
  };
}

const nothing: Omit<Outcome, 'item' | 'judgeVersion'> = {
  state: 'FAILED',
  textHash: null,
  value: null,
  label: null,
  reason: null,
  isCached: false,
  nanoUsd: 0n,
  failureCode: null,
  failureMessage: null,
  retrySeconds: 0,
};

const textsOf = ({ content, before, calls, reference }: StoredText): JudgedTexts => ({
  answer: content,
  before: before ?? [],
  calls: (calls ?? []).map((call) => ({ ...call, arguments: call.arguments ?? '', result: call.result ?? '' })),
  reference,
});

/** The cap of the day (UTC) in which the call begins. */
function purseOf({ postgres }: Stores, workspaceId: string, judgeId: string): Purse {
  const day = new Date();
  return {
    reserve: async (nanoUsd) => (await reserve(postgres, { workspaceId, judgeId, day, nanoUsd })) > 0,
    release: async (nanoUsd) => void (await release(postgres, { workspaceId, judgeId, day, nanoUsd })),
  };
}

async function ruledOf(stores: Stores, { subject, item: { workspaceId }, text }: Judging) {
  const book = subject.rule?.kind === 'COST' ? await loadPriceBook(stores, workspaceId) : null;
  const cost = book === null || text.role !== 'ASSISTANT' ? null : costOf(toLedger(text), book, text);
  return { answer: text.content, latencyMs: text.latencyMs, costUsd: cost?.state === 'priced' ? usdFromNano(cost.nanoUsd) : null };
}
