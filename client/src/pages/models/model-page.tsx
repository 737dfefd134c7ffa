import { Link, useParams } from '@tanstack/react-router';
import { CrosshairProvider } from 'ui-kit/crosshair';
import { EmptyState, Panel } from 'ui-kit/panel';
import { useLocale } from 'ui-kit/format';
import { useCallback, useMemo, useState } from 'react';
import { Page } from '../../controls/page/page.tsx';
import { previousName } from '../../controls/compare-switch.tsx';
import { keepView, useViewQuery, useView } from '../../controls/use-view.ts';
import { May } from '../../controls/viewer.ts';
import { ModelChangedDocument, ModelPageDocument } from '../../graphql/generated/graphql.ts';
import type {
  ModelCardFragment,
  ModelChangedSubscription,
  ModelPageQuery,
  ModelScreenFragment,
  ModelVersionRowFragment,
} from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { shiftMs } from '../../panels/analytics/buckets.ts';
import { ErrorsPanel, FailureTagsPanel, RatingsPanel, ToolsPanel } from '../../panels/analytics/list-panels.tsx';
import { MethodBadge } from '../../panels/analytics/method-badge.tsx';
import { NothingHere, NothingRead, StaleNotice } from '../../panels/analytics/page-states.tsx';
import { Tiles } from '../../panels/analytics/tiles.tsx';
import { LatencyPanel, TokensPanel, VolumePanel } from '../../panels/analytics/time-panels.tsx';
import analytics from '../../panels/analytics/analytics.module.css';
import { Button } from '../../primitives/button.tsx';
import { Fact } from '../../primitives/fact.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { ModelDialog } from './model-dialog.tsx';
import { ofModel } from './model-query.ts';
import { PriceCell } from './page.tsx';
import { JobLink, VersionsPanel } from './versions-panel.tsx';
import { visible } from 'ui-kit/visible';
import styles from './models.module.css';

const apply = (data: ModelPageQuery, change: ModelChangedSubscription): ModelPageQuery => ({ ...data, analytics: change.analyticsChanged });

/** One model: what is known of it, and its numbers in the window. */
export function ModelPage() {
  const { modelName } = useParams({ from: '/models/$modelName' });
  // Another model starts empty: the numbers of this one would stand under its name.
  return <OneModel key={modelName} modelName={modelName} />;
}

function OneModel({ modelName }: { readonly modelName: string }) {
  const [view, change] = useView();
  const locale = useLocale();
  const query = useViewQuery();
  const [isEdited, setEdited] = useState(false);
  const variables = useMemo(() => ofModel(modelName, query), [modelName, query]);
  const { filter, compare } = variables;
  const answer = useLiveQuery({
    query: ModelPageDocument,
    variables,
    changes: { subscription: ModelChangedDocument, apply },
    isPaused: view.live === 'paused',
  });
  const { data, reload } = answer;
  const numbers: ModelScreenFragment | null = data?.analytics ?? null;
  const model = data?.models.find(({ name }) => name === modelName) ?? null;
  const versions = data?.model?.versions ?? [];
  const onRange = useCallback(
    ([from, to]: readonly [number, number]) =>
      change({ range: 'custom', from: new Date(from).toISOString(), to: new Date(to).toISOString() }),
    [change],
  );
  const isLost = data === null && answer.failure !== null;
  const before = previousName(view, locale);
  const over = <Value,>(pick: (numbers: ModelScreenFragment) => Value | null) => loadOf(answer, (held) => pick(held.analytics));
  const some = <Item,>(items: readonly Item[]): readonly Item[] | null => (items.length === 0 ? null : items);
  const time = (has: (numbers: ModelScreenFragment) => boolean) =>
    over((of) =>
      has(of)
        ? {
            interval: of.interval,
            series: of.series,
            previous: of.previousSeries ?? [],
            shiftMs: shiftMs(view, filter, locale.timeZone),
            previousName: before,
            onRange,
          }
        : null,
    );
  const tiles = {
    overview: numbers?.overview ?? null,
    previous: numbers?.previous ?? null,
    previousName: before,
    isCompared: compare,
    series: numbers?.series ?? [],
    comparison: numbers?.comparison?.metrics,
  };
  return (
    <Page
      title={visible(modelName)}
      controls="view"
      fixedFilter="model"
      trail={
        <Link to="/models" search={keepView}>
          Models
        </Link>
      }
      beside={model?.trainingMethod != null && <MethodBadge method={model.trainingMethod} />}
      actions={
        <May permission="EDIT_MODELS">
          <Button icon="edit" disabled={data === null} onClick={() => setEdited(true)}>
            {data !== null && model === null ? 'Register' : 'Edit'}
          </Button>
        </May>
      }
    >
      <div className={analytics.page}>
        {answer.failure !== null && data !== null && <StaleNotice failure={answer.failure} onRetry={reload} />}
        {isLost ? <NothingRead failure={answer.failure ?? ''} onRetry={reload} /> : <Tiles {...tiles} row="first" />}
        {!isLost && (
          <CrosshairProvider>
            <div className="grid">
              {numbers !== null && numbers.overview.messageCount === 0 ? (
                <div data-span="8">
                  {versions.length > 0 && model?.firstSeenAt == null ? (
                    <Panel title="Not in use yet">
                      <EmptyState
                        says="No message names this model yet."
                        how="Its numbers appear here once an application sends messages that name it."
                      />
                    </Panel>
                  ) : (
                    <NothingHere isNew={data?.filterOptions.models.length === 0} />
                  )}
                </div>
              ) : (
                <div data-span="8">
                  <LatencyPanel height={262} load={time((of) => of.overview.latencyMs.p50Ms != null)} onRetry={reload} />
                </div>
              )}
              <div data-span="4">
                <Facts load={loadOf(answer, () => ({ model, job: versions[0]?.job ?? null }))} onRetry={reload} />
              </div>
              {versions.length > 0 && (
                <div data-span="12">
                  <VersionsPanel versions={versions} />
                </div>
              )}
              {(numbers === null || numbers.overview.messageCount > 0) && (
                <>
                  <div data-span="4">
                    <VolumePanel height={176} load={time((of) => of.series.length > 0)} onRetry={reload} />
                  </div>
                  <div data-span="4">
                    <TokensPanel
                      height={176}
                      load={time((of) => Number(of.overview.inputTokens) + Number(of.overview.outputTokens) > 0)}
                      onRetry={reload}
                    />
                  </div>
                  <div data-span="4">
                    <RatingsPanel
                      load={over((of) => (of.ratings.some(({ count }) => count > 0) ? of.ratings : null))}
                      previousName={before}
                      onRetry={reload}
                    />
                  </div>
                  <div data-span="6">
                    <ToolsPanel load={over((of) => some(of.tools))} onRetry={reload} />
                  </div>
                  <div data-span="3">
                    <ErrorsPanel load={over((of) => some(of.errors))} previousName={before} onRetry={reload} />
                  </div>
                  <div data-span="3">
                    <FailureTagsPanel load={over((of) => some(of.failureTags))} previousName={before} onRetry={reload} />
                  </div>
                </>
              )}
            </div>
          </CrosshairProvider>
        )}
      </div>
      {isEdited && <ModelDialog model={model} name={modelName} onSaved={reload} onClose={() => setEdited(false)} />}
    </Page>
  );
}

interface About {
  readonly model: ModelCardFragment | null;
  /** The job that made the newest version; null: none is known. */
  readonly job: ModelVersionRowFragment['job'] | null;
}

function Facts({ load, onRetry }: { readonly load: Parameters<typeof Panel<About>>[0]['load']; readonly onRetry: () => void }) {
  return (
    <Panel title="About" load={load} skeleton="rows" minHeight={218} onRetry={onRetry}>
      {({ model, job }) =>
        model === null ? (
          <p className="quiet">Not in the registry. Register it to say how it was made and where it runs.</p>
        ) : (
          <dl className={styles.facts}>
            <Fact label="provider">{model.provider}</Fact>
            <Fact label="method">{model.trainingMethod?.toLowerCase()}</Fact>
            <Fact label="base model">{model.baseModel}</Fact>
            <Fact label="training dataset">{model.trainingDataset}</Fact>
            <Fact label="endpoint">{model.deployment?.endpoint}</Fact>
            <Fact label="training job">
              {model.deployment?.trainingJobId ?? (job == null ? null : <JobLink id={job.id} name={job.name} />)}
            </Fact>
            <Fact label="deployed">
              {model.deployment?.deployedAt == null ? null : <Moment at={model.deployment.deployedAt} precision="day" />}
            </Fact>
            <Fact label="$ per 1M in / out">
              <PriceCell model={model} />
            </Fact>
            <Fact label="first seen">{model.firstSeenAt == null ? null : <Moment at={model.firstSeenAt} />}</Fact>
            {scores(model.evaluationResults).map(([name, score]) => (
              <Fact key={name} label={name}>
                <span className="mono">{score}</span>
              </Fact>
            ))}
          </dl>
        )
      }
    </Panel>
  );
}

/** Evaluation results as name and score; what is nested is shown as it was sent. */
function scores(results: unknown): [string, string][] {
  if (typeof results !== 'object' || results === null) return [];
  return Object.entries(results).map(([name, score]) => [name, typeof score === 'object' ? JSON.stringify(score) : String(score)]);
}
