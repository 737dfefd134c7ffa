import { useNavigate, useSearch } from '@tanstack/react-router';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, ErrorState, Panel, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMemo, useRef } from 'react';
import { customWords } from '../../controls/local-time.ts';
import { Page } from '../../controls/page/page.tsx';
import { useView, useViewQuery } from '../../controls/use-view.ts';
import type { DriftFeature, DriftInput, DriftRole, WholeDriftFragment } from '../../graphql/generated/graphql.ts';
import { DriftDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { driftRoleNames } from '../../panels/meaning/drift-words.ts';
import { baselineOf } from '../../panels/analytics/baseline.ts';
import { Fact } from '../../primitives/fact.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { BaselineChoice } from './baseline-choice.tsx';
import { DetailPanel } from './detail-panel.tsx';
import { driftRoles } from './drift-search.ts';
import { FeaturesPanel } from './features-panel.tsx';
import styles from './drift.module.css';

/** How messages of the window differ from those of the period that it is compared with. */
export function DriftPage() {
  const { role = 'BOTH', pinned } = useSearch({ from: '/drift' });
  const [view] = useView();
  const { timeZone } = useLocale();
  const { filter } = useViewQuery();
  const input = useMemo((): DriftInput => {
    if (pinned !== undefined) return { filter, role, baseline: 'PINNED', baselineId: pinned };
    const baseline = baselineOf(view, filter, timeZone);
    return {
      filter,
      role,
      ...(baseline !== null && { baseline: 'RANGE' as const, baselineFrom: baseline.from, baselineTo: baseline.to }),
    };
  }, [role, pinned, filter, view, timeZone]);
  return (
    <Page
      title="Drift"
      controls="view"
      row={
        <>
          <RoleChoice role={role} />
          <BaselineChoice pinned={pinned} />
        </>
      }
    >
      {overlaps(input) ? (
        <EmptyState
          says="The period that is compared with overlaps the time range."
          how="Choose the period just before, or another range, at Compare; or a shorter time range."
        />
      ) : (
        <Compared input={input} />
      )}
    </Page>
  );
}

/** Two windows that overlap can't be compared. */
const overlaps = ({ filter, baselineFrom, baselineTo }: DriftInput): boolean =>
  filter?.from != null &&
  filter.to != null &&
  baselineFrom != null &&
  baselineTo != null &&
  baselineFrom < filter.to &&
  filter.from < baselineTo;

function RoleChoice({ role }: { readonly role: DriftRole }) {
  const navigate = useNavigate({ from: '/drift' });
  return (
    <Segmented
      label="Messages to compare"
      value={role}
      options={driftRoles.map((value) => ({ value, label: driftRoleNames[value] }))}
      onChoose={(next) =>
        void navigate({ search: (held) => ({ ...held, role: next === 'BOTH' ? undefined : next }), replace: true, resetScroll: false })
      }
    />
  );
}

function Compared({ input }: { readonly input: DriftInput }) {
  const answer = useLiveQuery({ query: DriftDocument, variables: useMemo(() => ({ input }), [input]) });
  const report = answer.data?.drift ?? null;
  // An answer to an earlier choice does not stand for one that failed.
  if (answer.failure !== null && (report === null || answer.isStale))
    return <ErrorState message={answer.failure} onRetry={answer.reload} />;
  if (report === null) return <Skeleton shape="rows" height={420} label="The report is loading" />;
  return (
    <div className={styles.whole} aria-busy={answer.isStale || undefined} data-stale={answer.isStale || undefined}>
      <Head report={report} />
      {report.tooLittle === null ? (
        <Features report={report} input={input} />
      ) : (
        <Panel title="Features">
          <EmptyState
            says="There are too few messages to compare."
            how="A longer time range, fewer filters or another period to compare with has more. Messages are read within seconds of their arrival."
          />
        </Panel>
      )}
    </div>
  );
}

function Head({ report }: { readonly report: WholeDriftFragment }) {
  const locale = useLocale();
  const { sentence, baselineCount, currentCount, features, tooLittle } = report;
  const words = (from: string, to: string): string => customWords({ from, to }, locale);
  const driftedCount = features.filter(({ hasDrifted }) => hasDrifted).length;
  return (
    <section className={styles.head} aria-label="What drifted">
      <h2 className={styles.headline}>{visible(sentence)}</h2>
      <dl className={styles.figures}>
        <Fact label="Conversations of the baseline" isFigure note={words(report.baselineFrom, report.baselineTo)}>
          {format(baselineCount, 'count', locale)}
        </Fact>
        <Fact label="Conversations of the window" isFigure note={words(report.currentFrom, report.currentTo)}>
          {format(currentCount, 'count', locale)}
        </Fact>
        <Fact label="Features that drifted" isFigure note={tooLittle === null ? `of ${features.length} compared` : ''}>
          {tooLittle === null ? format(driftedCount, 'count', locale) : null}
        </Fact>
      </dl>
      <p className={styles.small}>
        One message of each of up to 2,000 conversations of each window. Where nothing has changed, at most 5 % of such reports find a
        drift.
      </p>
    </section>
  );
}

function Features({ report, input }: { readonly report: WholeDriftFragment; readonly input: DriftInput }) {
  const { feature } = useSearch({ from: '/drift' });
  const navigate = useNavigate({ from: '/drift' });
  const detail = useRef<HTMLDivElement>(null);
  const { features } = report;
  const row = features.find((one) => one.feature === feature) ?? features[0];
  if (row === undefined) return null;
  const open = (next: DriftFeature) => {
    void navigate({ search: (held) => ({ ...held, feature: next }), replace: true, resetScroll: false });
    // On a phone the feature stands below the table, out of sight.
    const place = detail.current?.getBoundingClientRect();
    if (place !== undefined && place.top > window.innerHeight * 0.8) detail.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <div className={styles.columns}>
      <FeaturesPanel rows={features} opened={row.feature} onOpen={open} />
      <DetailPanel row={row} input={input} ref={detail} />
    </div>
  );
}
