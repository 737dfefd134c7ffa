import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { callJudge, type CallFailure } from '../../judges/load/call-judge.ts';
import { ruleThreads } from '../../judges/load/search.ts';
import { promptOf, type JudgedTexts } from '../../judges/pure/prompt.ts';
import { RuleSilent, ruleVerdict } from '../../judges/pure/rule.ts';
import { readVerdict } from '../../judges/pure/verdict.ts';
import type { Verdict } from '../../judges/types.ts';
import type { Purse } from '../../model-connections/load.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import type { LoadedJudge } from '../load/scorers.ts';
import { isObject } from '../pure/chat.ts';
import { checkAnswer, CheckSilent, textOf } from '../pure/check.ts';
import { scorerKey } from '../pure/scorer.ts';
import { knownScore } from '../queries/known.ts';
import type { Check, Scored, Subject } from '../types.ts';

/** An answer that is there. */
export interface Scoring {
  readonly workspaceId: string;
  readonly subject: Subject;
  readonly output: unknown;
  readonly latencyMs: number | null;
  readonly nanoUsd: bigint | null;
  /** By what the same answer to the same row is known; null: no verdict from before is taken over. */
  readonly known: { readonly requestHash: string; readonly inputHash: string } | null;
}

export interface JudgeAsking {
  readonly stores: Stores;
  readonly viewer: Viewer;
  /** Id of the run, for the ledger. */
  readonly reference: string;
  readonly signal: AbortSignal;
  readonly purse: Purse | null;
}

/** What a check says of an answer. */
export function scoredByCheck(check: Check, { output, subject }: Scoring): Scored {
  const scored = { ...silent, name: check.name, kind: 'RULE' as const, scorer: scorerKey({ kind: 'CHECK', check }) };
  try {
    const { passed, reason } = checkAnswer(check, output, subject.expected);
    return { ...scored, value: Number(passed), label: passed ? 'pass' : 'fail', passed, comment: reason };
  } catch (error) {
    if (error instanceof CheckSilent) return { ...scored, error: error.message };
    throw error;
  }
}

export type Judged =
  | { readonly ok: true; readonly scored: Scored }
  | {
      readonly ok: false;
      readonly code: CallFailure;
      readonly message: string;
      readonly retryAfterMs: number | null;
      readonly nanoUsd: bigint;
    };

/** What a judge says of an answer. A rule that has nothing to look at says why; a model that fails is the item's failure. */
export async function scoredByJudge(asking: JudgeAsking, loaded: LoadedJudge, scoring: Scoring): Promise<Judged> {
  const { judge, rubric, rule } = loaded;
  const scorer = scorerKey({ kind: 'JUDGE', judgeId: judge.id, name: judge.name });
  const scored = { ...silent, name: judge.name, scorer, version: judge.version };
  if (rule !== null) {
    try {
      const message = {
        answer: textOf(scoring.output),
        latencyMs: scoring.latencyMs,
        costUsd: scoring.nanoUsd === null ? null : usdFromNano(scoring.nanoUsd),
      };
      return { ok: true, scored: { ...scored, kind: 'RULE', ...stated(await ruleVerdict(rule, message, ruleThreads), true) } };
    } catch (error) {
      if (error instanceof RuleSilent) return { ok: true, scored: { ...scored, kind: 'RULE', error: error.message } };
      throw error;
    }
  }
  if (rubric === null || judge.model === null) return { ok: true, scored: { ...scored, kind: 'MODEL', error: 'The judge has no rubric.' } };
  const { known, workspaceId } = scoring;
  if (known !== null) {
    const [found] = await knownScore(asking.stores.postgres, { workspaceId, ...known, scorer, version: judge.version });
    if (found !== undefined) return { ok: true, scored: { ...scored, kind: 'MODEL', ...found } };
  }
  const called = await callJudge({
    ...asking,
    model: judge.model,
    prompt: promptOf(rubric, judgedTexts(scoring)),
    read: (answer): Verdict | string => readVerdict(answer, rubric),
  });
  if (!called.ok) return called;
  return {
    ok: true,
    scored: { ...scored, kind: 'MODEL', ...stated(called.verdict, rubric.scale === 'PASS_FAIL'), nanoUsd: called.nanoUsd },
  };
}

const silent: Omit<Scored, 'name' | 'kind' | 'scorer'> = {
  version: null,
  value: null,
  label: null,
  passed: null,
  comment: null,
  error: null,
  nanoUsd: 0n,
};

const stated = ({ value, label, reason }: Verdict, isVerdict: boolean) => ({
  value,
  label,
  passed: isVerdict && value !== null ? value === 1 : null,
  comment: reason === '' ? null : reason,
});

/** What a judge reads of an answer: as of a message, with the expected output as the reference. */
function judgedTexts({ subject, output }: Scoring): JudgedTexts {
  const { chat, instructions, input, expected } = subject;
  const before =
    chat === null
      ? [{ role: 'USER', content: textOf(input) }]
      : chat.map(({ role, text }) => ({ role: role.toUpperCase(), content: text }));
  const calls = isObject(output) && Array.isArray(output['toolCalls']) ? (output['toolCalls'] as unknown[]).filter(isObject) : [];
  return {
    before: instructions === '' ? before : [{ role: 'SYSTEM', content: instructions }, ...before],
    answer: textOf(output),
    calls: calls.map((call) => ({
      name: textOf(call['name']),
      arguments: textOf(call['arguments']),
      result: textOf(call['result']),
      success: null,
    })),
    reference: expected === null ? null : textOf(expected),
  };
}
