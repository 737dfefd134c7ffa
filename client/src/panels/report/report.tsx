import { BarList } from 'ui-kit/bar-list';
import { format, formatTime, LocaleProvider } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import type { ReactNode } from 'react';
import type { BucketFragment, ModelRowFragment } from '../../graphql/generated/graphql.ts';
import { perInterval, read } from '../analytics/buckets.ts';
import { Tiles } from '../analytics/tiles.tsx';
import { OverTime } from '../dashboard/over-time.tsx';
import type { TimeNumber } from '../dashboard/over-time.tsx';
import { filterWords } from '../exports/export-words.ts';
import type { ReportData } from './report-data.ts';

const titles: Readonly<Record<ReportData['type'], string>> = {
  OVERVIEW: 'Numbers',
  TIMESERIES: 'Numbers over time',
  COMPLETE: 'All numbers',
  MODEL_COMPARISON: 'Models',
};

const charts: readonly (TimeNumber<BucketFragment> & { readonly title: string })[] = [
  { title: 'Messages', label: 'Messages', unit: 'count', baseline: 'zero', of: (point) => read(point, ({ messageCount }) => messageCount) },
  {
    title: 'Success rate',
    label: 'Success',
    unit: 'share',
    baseline: 'data',
    of: (point) => read(point, ({ successShare }) => successShare),
  },
  { title: 'p50 latency', label: 'p50', unit: 'ms', baseline: 'zero', of: (point) => read(point, ({ latencyMs }) => latencyMs.p50Ms) },
  { title: 'p95 latency', label: 'p95', unit: 'ms', baseline: 'zero', of: (point) => read(point, ({ latencyMs }) => latencyMs.p95Ms) },
  { title: 'Cost', label: 'Cost', unit: 'usd', baseline: 'zero', of: (point) => read(point, ({ costUsd }) => costUsd) },
  { title: 'Error rate', label: 'Errors', unit: 'share', baseline: 'zero', of: (point) => read(point, ({ errorShare }) => errorShare) },
];

/** Models with a bar; the table has all. */
const drawnModels = 20;
const shownModels = 500;
const chartHeightPx = 170;

/** Numbers and charts as one page that can be read without a server, and printed. */
export function Report({ data }: { readonly data: ReportData }) {
  const { type, timeZone, filter, madeAt, series, interval, models } = data;
  const locale: Locale = { locale: 'en-GB', timeZone };
  const at = (instant: unknown): string => (typeof instant === 'string' ? formatTime(new Date(instant), 'minuteOfYear', locale) : 'now');
  const has = (part: ReportData['type']): boolean => type === part || type === 'COMPLETE';
  const tiles = {
    overview: data.overview,
    previous: data.previous,
    previousName: 'the period before',
    isCompared: data.previous !== null,
    series,
  };
  return (
    <LocaleProvider locale="en-GB" timeZone={timeZone}>
      <main className="report">
        <header>
          <h1>
            {visible(data.workspace)}: {titles[type].toLowerCase()}
          </h1>
          <dl>
            <dt>Time</dt>
            <dd>
              {filter['from'] === undefined && filter['to'] === undefined
                ? 'all time'
                : `${filter['from'] === undefined ? 'the beginning' : at(filter['from'])} to ${at(filter['to'])}`}
            </dd>
            <dt>Time zone</dt>
            <dd>{timeZone}</dd>
            <dt>Filters</dt>
            <dd>{visible(filterWords(filter) ?? 'none')}</dd>
            <dt>Made</dt>
            <dd>{at(madeAt)}</dd>
          </dl>
        </header>
        {(has('OVERVIEW') || has('TIMESERIES')) && (
          <section>
            <h2>At a glance</h2>
            <Tiles {...tiles} row="first" />
            <Tiles {...tiles} row="second" />
          </section>
        )}
        {has('TIMESERIES') &&
          (series.length === 0 ? (
            <Part title="Over time">
              <p>No message in this time range.</p>
            </Part>
          ) : (
            charts.map(({ title, ...number }) => (
              <section key={title}>
                <OverTime
                  title={`${title}, ${perInterval[interval]}`}
                  number={number}
                  interval={interval}
                  series={series}
                  previous={[]}
                  shiftMs={0}
                  previousName=""
                  onRange={() => {}}
                  height={chartHeightPx}
                />
              </section>
            ))
          ))}
        {has('MODEL_COMPARISON') && <Models models={models} />}
        <footer>Numbers are over answers of models; formulas are in docs/metrics.md. Made by Fine Tune Lab.</footer>
      </main>
    </LocaleProvider>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

const nameOf = ({ model }: ModelRowFragment): string => (model == null ? 'no model named' : visible(model));

function Models({ models }: { readonly models: readonly ModelRowFragment[] }) {
  if (models.length === 0)
    return (
      <Part title="Models">
        <p>No message in this time range.</p>
      </Part>
    );
  return (
    <>
      <Part title={models.length > drawnModels ? `Messages by model, the largest ${drawnModels}` : 'Messages by model'}>
        <BarList
          title="Messages by model"
          unit="count"
          labels={{ item: 'Model', value: 'Messages' }}
          items={models
            .slice(0, drawnModels)
            .map((row, index) => ({ key: String(index), label: <bdi>{nameOf(row)}</bdi>, value: row.messageCount }))}
        />
      </Part>
      <Part title={models.length > shownModels ? `Models, the largest ${shownModels} of ${models.length}` : 'Models'}>
        <table className="report-table">
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col">Method</th>
              <th scope="col">Messages</th>
              <th scope="col">Success</th>
              <th scope="col">Judged</th>
              <th scope="col">p95</th>
              <th scope="col">Errors</th>
              <th scope="col">Cost</th>
            </tr>
          </thead>
          <tbody>
            {models.slice(0, shownModels).map((row, index) => (
              <tr key={index}>
                <th scope="row">
                  <bdi>{nameOf(row)}</bdi>
                </th>
                <td>{row.trainingMethod?.toLowerCase() ?? '–'}</td>
                <td>{format(row.messageCount, 'count')}</td>
                <td>{format(row.successShare, 'share')}</td>
                <td>{format(row.judgedCount, 'count')}</td>
                <td>{format(row.latencyMs.p95Ms, 'ms')}</td>
                <td>{format(row.errorShare, 'share')}</td>
                <td>{format(row.costUsd, 'usd')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
    </>
  );
}
