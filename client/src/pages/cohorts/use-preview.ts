import { useEffect, useState } from 'react';
import { CohortPreviewDocument } from '../../graphql/generated/graphql.ts';
import type { CohortRuleInput } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';

const PAUSE_MS = 250;

export interface Preview {
  /** null: not counted yet, or there is no rule to count. */
  readonly userCount: number | null;
  readonly totalUserCount: number | null;
  /** The count is of what was typed before. */
  readonly isStale: boolean;
  readonly failure: string | null;
}

/** How many users meet a rule, counted once the reader pauses; null: what is typed is no rule yet. */
export function usePreview(rule: CohortRuleInput | null): Preview {
  const text = rule === null ? null : JSON.stringify(rule);
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(text), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  const answer = useLiveQuery({
    query: CohortPreviewDocument,
    variables: { rule: JSON.parse(asked ?? '{"users":[]}') as CohortRuleInput },
    isWanted: asked !== null,
  });
  const counted = answer.data?.cohortPreview ?? null;
  return {
    userCount: text === null ? null : (counted?.userCount ?? null),
    totalUserCount: counted?.totalUserCount ?? null,
    isStale: answer.isStale || asked !== text,
    failure: answer.failure,
  };
}
