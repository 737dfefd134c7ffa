import { useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, ErrorState, Panel, Skeleton } from 'ui-kit/panel';
import { FilterChip } from '../../../../controls/filter-chip.tsx';
import type { FilterDefinition } from '../../../../controls/filter-definitions.ts';
import { SearchBox } from '../../../../controls/list/search-box.tsx';
import {
  JobPredictionEpochsDocument,
  JobPredictionsChangedDocument,
  type JobPredictionEpochsQuery,
  type JobPredictionsChangedSubscription,
  type PredictionTrendFragment,
} from '../../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../../graphql/use-live.ts';
import { predictionSnippets } from '../../../../panels/connecting/prediction-snippets.ts';
import { Button } from '../../../../primitives/button.tsx';
import { Snippet } from '../../../../primitives/snippet.tsx';
import { Segmented } from '../../../../primitives/segmented.tsx';
import type { JobView } from '../job-view.ts';
import { useJobView } from '../use-job-view.ts';
import { PredictionTrend } from './prediction-trend.tsx';
import { MOST_EPOCHS, queryOf, scoreWords, shownEpochs, shownScore } from './prediction-view.ts';
import { SampleCard } from './sample-card.tsx';
import { ScoreChange } from './score-change.tsx';
import { useComparison } from './use-comparison.ts';
import styles from './predictions.module.css';

const apply = (
  _data: JobPredictionEpochsQuery,
  { trainingPredictionsChanged }: JobPredictionsChangedSubscription,
): JobPredictionEpochsQuery => ({
  trainingPredictionEpochs: trainingPredictionsChanged,
});

/** What the model answered, epoch by epoch. */
export function Predictions({ jobId }: { readonly jobId: string }) {
  const [view] = useJobView();
  const { data, failure, reload } = useLiveQuery({
    query: JobPredictionEpochsDocument,
    variables: { id: jobId },
    changes: { subscription: JobPredictionsChangedDocument, apply },
    isPaused: view.live === 'paused',
  });
  const epochs = data?.trainingPredictionEpochs ?? null;
  if (epochs === null)
    return failure === null ? (
      <Skeleton shape="chart" height={300} label="Predictions are loading" />
    ) : (
      <ErrorState message={failure} onRetry={reload} />
    );
  return epochs.length === 0 ? <NoPredictions /> : <Compared jobId={jobId} epochs={epochs} />;
}

function NoPredictions() {
  return (
    <div className={styles.none}>
      <EmptyState
        says="No prediction has arrived yet."
        how="Log what the model answers to the same samples after every epoch: they appear here side by side, with their scores."
      />
      {predictionSnippets().map(({ key, label, says, code }) => (
        <Snippet key={key} label={label} says={says} code={code} />
      ))}
    </div>
  );
}

interface ComparedProps {
  readonly jobId: string;
  readonly epochs: readonly PredictionTrendFragment[];
}

function Compared({ jobId, epochs }: ComparedProps) {
  const [view, change] = useJobView();
  const locale = useLocale();
  // What is being read stays where it is: an epoch that arrives meanwhile is offered.
  const [known, setKnown] = useState(() => epochs.map(({ epoch }) => epoch));
  const shown = shownEpochs(view, known);
  const newest = epochs.at(-1)?.epoch;
  const isNew = newest !== undefined && !known.includes(newest);
  const score = shownScore(view, epochs);
  const revision = epochs
    .filter(({ epoch }) => shown.includes(epoch))
    .map(({ epoch, predictionCount }) => `${epoch}:${predictionCount}`)
    .join(' ');
  const query = queryOf(view, shown);
  const list = useComparison(jobId, query, revision);
  const { data } = list;
  const [first, last] = [shown[0], shown.at(-1)];
  const isPair = first !== last;
  const count = (label: string, of: number | undefined): string => (of === undefined ? label : `${label} ${format(of, 'count', locale)}`);
  const isNarrowed = view.change !== undefined || view.find !== undefined;
  return (
    <>
      {score !== null && <PredictionTrend epochs={epochs} score={score} onScore={(next) => change({ score: next })} />}
      <Panel
        title={isPair ? `Epoch ${first} to epoch ${last}` : `Epoch ${first}`}
        hint={data === null ? undefined : `${count('', data.sampleCount).trim()} ${data.sampleCount === 1 ? 'sample' : 'samples'}`}
        aside={
          isNew ? (
            <Button onClick={() => (setKnown(epochs.map(({ epoch }) => epoch)), change({ epochs: undefined }))}>
              Epoch {newest} has arrived. Show
            </Button>
          ) : undefined
        }
      >
        <div className={styles.tools}>
          <FilterChip definition={epochsDefinition(epochs, shown)} view={view} onChange={change} />
          {isPair && (
            <>
              <Segmented
                label="Samples"
                value={view.change ?? 'all'}
                options={[
                  { value: 'all', label: count('All', data?.sampleCount) },
                  { value: 'changed', label: count('Changed', data?.changedCount) },
                  { value: 'better', label: count('Better', data?.betterCount) },
                  { value: 'worse', label: count('Worse', data?.worseCount) },
                ]}
                onChoose={(next) => change({ change: next === 'all' ? undefined : next })}
              />
              <Segmented
                label="Compare words with"
                value={view.against ?? 'epoch'}
                options={[
                  { value: 'epoch', label: `Against epoch ${first}` },
                  { value: 'reference', label: 'Against reference' },
                ]}
                onChoose={(next) => change({ against: next === 'epoch' ? undefined : next })}
              />
            </>
          )}
          <SearchBox
            noun="predictions"
            value={view.find ?? ''}
            onSearch={(text) => change({ find: text.trim() === '' ? undefined : text.trim() })}
          />
        </div>
        {data?.change != null && data.score != null && isPair && (
          <p className={styles.verdict}>
            {scoreWords(data.score)} of epoch {last} against epoch {first}: <ScoreChange change={data.change} />
          </p>
        )}
        {list.failure !== null && data === null && <ErrorState message={list.failure} onRetry={list.reload} />}
        {list.failure !== null && data !== null && (
          <p className={styles.failure} role="alert">
            {list.failure} The samples below still hold. <Button onClick={list.reload}>Try again</Button>
          </p>
        )}
        {data === null && list.failure === null && <Skeleton shape="rows" height={360} label="Samples are loading" />}
        {data !== null && data.edges.length === 0 && (
          <EmptyState
            says={isNarrowed ? 'No sample passes the search and the filter.' : 'These epochs have no sample.'}
            how="Words are looked for in prompts, references and the predictions of the chosen epochs."
            action={
              isNarrowed ? (
                <Button onClick={() => change({ change: undefined, find: undefined })}>Clear search and filter</Button>
              ) : undefined
            }
          />
        )}
        {data !== null && data.edges.length > 0 && (
          <>
            <ul className={styles.samples} data-refreshing={list.isStale || undefined} aria-busy={list.isStale}>
              {data.edges.map(({ node }) => (
                <SampleCard
                  key={node.sampleIndex}
                  sample={node}
                  epochs={shown}
                  against={view.against ?? 'epoch'}
                  score={data.score ?? null}
                />
              ))}
            </ul>
            {data.pageInfo.hasNextPage && (
              <Button onClick={list.loadMore} disabled={list.isExtending || list.isStale}>
                {list.isExtending ? 'Loading' : 'Show more samples'}
              </Button>
            )}
          </>
        )}
      </Panel>
    </>
  );
}

function epochsDefinition(epochs: readonly PredictionTrendFragment[], shown: readonly number[]): FilterDefinition<JobView, 'epochs'> {
  return {
    key: 'epochs',
    label: 'Epoch',
    isMany: true,
    isOpen: epochs.length > 12,
    whenNone: '',
    options: epochs.map(({ epoch }) => ({ value: String(epoch), label: String(epoch) })),
    read: () => shown.map(String),
    write: (chosen) => ({
      epochs: chosen.length === 0 ? undefined : [...chosen].slice(-MOST_EPOCHS).toSorted((a, b) => Number(a) - Number(b)),
    }),
  };
}
