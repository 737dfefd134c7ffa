import { EmptyState, Skeleton } from 'ui-kit/panel';
import { SignalWatchStateDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { nothingWords } from './nothing-words.ts';

/** An empty feed: that all is as usual only where it was looked at; else that it was not yet, or that it is still learning. */
export function NothingFound() {
  const { data, failure } = useLiveQuery({ query: SignalWatchStateDocument, variables: {} });
  if (data === null && failure === null) return <Skeleton shape="rows" height={90} label="What is watched is loading" />;
  return <EmptyState {...nothingWords(data?.signalWatch ?? null)} />;
}
