import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { format, points, useLocale } from 'ui-kit/format';
import { EmptyState, ErrorState, Panel, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMemo } from 'react';
import { Page } from '../../controls/page/page.tsx';
import { customWords } from '../../controls/local-time.ts';
import { keepView, useView, useViewQuery } from '../../controls/use-view.ts';
import type { ExplainInput, WholeExplanationFragment } from '../../graphql/generated/graphql.ts';
import { WhyDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { baselineOf } from '../../panels/analytics/baseline.ts';
import { explainedMetrics } from '../../panels/causes/explained-metrics.ts';
import type { ExplainedMetric } from '../../panels/causes/explained-metrics.ts';
import { metrics } from '../../panels/signals/words.ts';
import { Fact } from '../../primitives/fact.tsx';
import { Select } from '../../primitives/select.tsx';
import { CausesPanel } from './causes-panel.tsx';
import { SplitPanel } from './split-panel.tsx';
import styles from './why.module.css';

/** Why a number changed from one stretch of time to another: groups of messages, and what may be done. */
export function WhyPage() {
  const { metric = 'SUCCESS_SHARE', anomaly } = useSearch({ from: '/why' });
  if (anomaly !== undefined)
    return (
      <Page
        title="Why"
        trail={
          <Link to="/signals/$anomalyId" params={{ anomalyId: anomaly }} search={keepView}>
            Anomaly
          </Link>
        }
      >
        <Explained input={{ anomalyId: anomaly }} />
      </Page>
    );
  return (
    <Page title="Why" controls="view" row={<MetricChoice metric={metric} />}>
      <OfView metric={metric} />
    </Page>
  );
}

function MetricChoice({ metric }: { readonly metric: ExplainedMetric }) {
  const navigate = useNavigate({ from: '/why' });
  return (
    <span className={styles.metric}>
      <Select
        label="Number to explain"
        value={metric}
        options={explainedMetrics.map((value) => ({ value, label: metrics[value].name }))}
        onChoose={(next) => void navigate({ search: (held) => ({ ...held, metric: next }), replace: true })}
      />
    </span>
  );
}

/** The metric in the window and filters of the address, beside the period that it is compared with. */
function OfView({ metric }: { readonly metric: ExplainedMetric }) {
  const [view] = useView();
  const { timeZone } = useLocale();
  const { filter } = useViewQuery();
  const input = useMemo((): ExplainInput => {
    const baseline = baselineOf(view, filter, timeZone);
    return { metric, filter, ...(baseline !== null && { baselineFrom: baseline.from, baselineTo: baseline.to }) };
  }, [metric, filter, view, timeZone]);
  return <Explained input={input} />;
}

function Explained({ input }: { readonly input: ExplainInput }) {
  const answer = useLiveQuery({ query: WhyDocument, variables: useMemo(() => ({ input }), [input]) });
  const explanation = answer.data?.explain ?? null;
  // An answer to an earlier choice does not stand for one that failed.
  if (answer.failure !== null && (explanation === null || answer.isStale))
    return <ErrorState message={answer.failure} onRetry={answer.reload} />;
  if (explanation === null) return <Skeleton shape="rows" height={420} label="The explanation is loading" />;
  return (
    <div className={styles.whole} aria-busy={answer.isStale || undefined} data-stale={answer.isStale || undefined}>
      <Head explanation={explanation} />
      {explanation.tooLittle === null ? (
        <div className={styles.columns}>
          <CausesPanel explanation={explanation} />
          <SplitPanel explanation={explanation} />
        </div>
      ) : (
        <Panel title="Causes">
          <EmptyState
            says="There are too few messages to compare."
            how="A shorter time range has its baseline in days that have messages; fewer filters, or another period at Compare, have more."
          />
        </Panel>
      )}
    </div>
  );
}

function Head({ explanation }: { readonly explanation: WholeExplanationFragment }) {
  const locale = useLocale();
  const { metric, baseline, current, change, low, high, sentence, placebo, measure, tooLittle } = explanation;
  const { unit, name } = metrics[metric];
  const words = (from: string, to: string): string => customWords({ from, to }, locale);
  // The difference of two shares is in points: "5 %" could be of the share itself.
  const size = (value: number): string => (unit === 'share' ? points(value, locale) : format(value, unit, locale));
  const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${size(Math.abs(value))}`;
  return (
    <section className={styles.head} aria-label="What changed">
      <h2 className={styles.headline}>{visible(sentence)}</h2>
      <dl className={styles.figures}>
        <Fact label={`${name} before`} isFigure note={words(explanation.baselineFrom, explanation.baselineTo)}>
          {baseline === null ? null : format(baseline, unit, locale)}
        </Fact>
        <Fact label={`${name} now`} isFigure note={words(explanation.currentFrom, explanation.currentTo)}>
          {current === null ? null : format(current, unit, locale)}
        </Fact>
        <Fact label="Change" isFigure note={low === null || high === null ? '' : `95 %: ${signed(low)} to ${signed(high)}`}>
          {change === null ? null : signed(change)}
        </Fact>
      </dl>
      {tooLittle === null && <p className={styles.small}>{placebo.sentence}</p>}
      {measure !== null && <p className={styles.small}>Values of causes: {measure.charAt(0).toLowerCase() + measure.slice(1)}.</p>}
    </section>
  );
}
