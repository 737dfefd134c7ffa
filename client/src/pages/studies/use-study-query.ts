import { useEffect, useRef } from 'react';
import type { AnyVariables } from 'urql';
import { StudyChangedDocument } from '../../graphql/generated/graphql.ts';
import type { TypedDocumentString } from '../../graphql/generated/graphql.ts';
import { useChanges, useLiveQuery } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';

/** A query about one study, asked again at most once in so long while trials of it come on. */
export function useStudyQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { studyId, everyMs, isWanted = true }: { readonly studyId: string; readonly everyMs: number; readonly isWanted?: boolean },
): Live<Data> {
  const answer = useLiveQuery({ query, variables, isWanted });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useChanges(StudyChangedDocument, { id: studyId }, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      answer.reload();
    }, everyMs);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return answer;
}
