import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Badge } from 'ui-kit/badge';
import { EmptyState, ErrorState, Panel, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { AlertsChangedDocument, OneAlertRuleDocument } from '../../graphql/generated/graphql.ts';
import type { AnalyticsFilter, WholeAlertRuleFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { filterWords } from '../../panels/exports/export-words.ts';
import { metrics, severities } from '../../panels/signals/words.ts';
import { Fact } from '../../primitives/fact.tsx';
import { Ago, Moment } from '../../primitives/moment.tsx';
import { ChartPanel } from './chart-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { RuleActs } from './rule-acts.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { draftOfRule, isOfTraining } from './rule-form.ts';
import { StateBadge } from './rules-panel.tsx';
import { alertStates, channelKinds, minuteWords, noticesWords, rankOf, seriesName } from './words.ts';
import styles from './alerts.module.css';

const changes = { subscription: AlertsChangedDocument, askAfterMs: 500 } as const;

/** One rule: what it says, where each of its series stands, who else watches the metric, and what has fired. */
export function RulePage() {
  const { ruleId } = useParams({ from: '/alerts/$ruleId' });
  return <OneRule key={ruleId} id={ruleId} />;
}

function OneRule({ id }: { readonly id: string }) {
  const answer = useLiveQuery({ query: OneAlertRuleDocument, variables: { id }, changes });
  const navigate = useNavigate();
  const [isEdited, setEdited] = useState(false);
  const rule = answer.data?.alertRule ?? null;
  return (
    <Page
      title={rule === null ? 'Rule' : visible(rule.name)}
      trail={
        <Link to="/alerts" search={keepView}>
          Alerts
        </Link>
      }
      beside={rule !== null && <StateBadge state={rule.state} isEnabled={rule.isEnabled} />}
      actions={
        rule !== null && (
          <RuleActs
            rule={rule}
            onEdit={() => setEdited(true)}
            onChanged={answer.reload}
            onDeleted={() => void navigate({ to: '/alerts', search: keepView })}
          />
        )
      }
    >
      {rule !== null ? (
        <div className={styles.stack}>
          <div className={styles.columns}>
            <div className={styles.stack}>
              <ChartPanel rule={rule} />
              <SeriesPanel rule={rule} />
              <HistoryPanel ruleId={id} />
            </div>
            <div className={styles.stack}>
              <AboutPanel rule={rule} />
              <WatchersPanel rule={rule} />
            </div>
          </div>
        </div>
      ) : answer.data !== null ? (
        <EmptyState says="There is no such rule." how="It was deleted, or belongs to another workspace." />
      ) : answer.failure !== null ? (
        <ErrorState message={answer.failure} onRetry={answer.reload} />
      ) : (
        <Skeleton shape="rows" height={420} label="The rule is loading" />
      )}
      {isEdited && rule !== null && (
        <RuleDialog rule={rule} start={draftOfRule(rule)} onSaved={answer.reload} onClose={() => setEdited(false)} />
      )}
    </Page>
  );
}

type Series = WholeAlertRuleFragment['series'][number];

function SeriesPanel({ rule }: { readonly rule: WholeAlertRuleFragment }) {
  const rows = rule.series.toSorted((one, other) => rankOf(one.state) - rankOf(other.state) || one.value.localeCompare(other.value));
  return (
    <Panel
      title="Series"
      hint={rule.dimension === null || rule.dimension === 'WORKSPACE' ? 'what it saw last' : 'one alert for each, and what it saw last'}
      flush
      minHeight={90}
      load={rows.length === 0 ? { state: 'empty' } : { state: 'ready', value: rows, refreshing: false }}
      empty={{
        says: 'Nothing was evaluated yet.',
        how: rule.isEnabled ? 'A rule is evaluated each minute.' : 'The rule is switched off.',
      }}
    >
      {(shown) => <DataTable caption="Series" columns={seriesColumns} rows={shown} rowKey={({ value }) => value} maxHeight="420px" />}
    </Panel>
  );
}

const seriesColumns: readonly Column<Series>[] = [
  {
    key: 'series',
    header: 'Series',
    of: ({ value }) => value,
    cell: ({ value, sentence }) => (
      <div className={styles.seen}>
        <span className={styles.seriesName}>{seriesName(value)}</span>
        {sentence !== null && <span className={styles.sentence}>{visible(sentence)}</span>}
      </div>
    ),
  },
  {
    key: 'state',
    header: 'State',
    of: ({ state }) => rankOf(state),
    cell: ({ state }) => (
      <Badge tone={alertStates[state].tone} title={alertStates[state].says}>
        {alertStates[state].name}
      </Badge>
    ),
  },
  {
    key: 'since',
    header: 'Since',
    of: ({ since }) => (since === null ? null : Date.parse(since)),
    cell: ({ since }) => (since === null ? '–' : <Moment at={since} />),
  },
  {
    key: 'looked',
    header: 'Evaluated',
    of: ({ lastEvaluatedAt }) => (lastEvaluatedAt === null ? null : Date.parse(lastEvaluatedAt)),
    cell: ({ lastEvaluatedAt }) => (lastEvaluatedAt === null ? '–' : <Ago at={lastEvaluatedAt} />),
  },
];

function AboutPanel({ rule }: { readonly rule: WholeAlertRuleFragment }) {
  const { source, channels, escalateTo, escalateAfterMinutes, repeatMinutes, schedule, mutedUntil, metric, severity, noticesPerWeek } =
    rule;
  const narrowed = filterWords((rule.filter ?? {}) as AnalyticsFilter as Record<string, unknown>);
  const names = (of: WholeAlertRuleFragment['channels']) =>
    of.map(({ kind, name }) => `${visible(name)} (${channelKinds[kind]})`).join(', ');
  return (
    <Panel title="Rule" hint={metric === null ? '' : metrics[metric].name}>
      <p className={styles.rulesays}>{visible(rule.sentence)}</p>
      {rule.problem !== null && <p className={styles.problem}>{visible(rule.problem)}</p>}
      <dl className={styles.facts}>
        <Fact label="Severity">{severities[severity].name}</Fact>
        {isOfTraining({ source, metric: metric ?? 'MESSAGE_COUNT' }) ? (
          <Fact label="Of">each training job that runs</Fact>
        ) : (
          <Fact label="Messages">{narrowed ?? 'all'}</Fact>
        )}
        <Fact label="Notifies">{channels.length === 0 ? 'no one' : names(channels)}</Fact>
        <Fact label="In the last 30 days">{noticesWords(noticesPerWeek)}</Fact>
        <Fact label="Stays at least">{minuteWords(rule.dwellMinutes)}</Fact>
        <Fact label="Reminds">{repeatMinutes === null ? 'never' : `every ${minuteWords(repeatMinutes)}`}</Fact>
        <Fact label="Escalates">
          {escalateAfterMinutes === null ? 'never' : `after ${minuteWords(escalateAfterMinutes)}, to ${names(escalateTo)}`}
        </Fact>
        <Fact label="Hours">
          {schedule === null
            ? 'always'
            : `${schedule.from} to ${schedule.to}, ${schedule.days.length === 7 ? 'every day' : dayWords(schedule.days)}, ${schedule.timeZone}`}
        </Fact>
        {mutedUntil !== null && (
          <Fact label="Muted until">
            <Moment at={mutedUntil} />
          </Fact>
        )}
        <Fact label="Changed">
          <Ago at={rule.updatedAt} />
        </Fact>
      </dl>
    </Panel>
  );
}

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const dayWords = (days: readonly number[]): string => days.map((day) => dayNames[day - 1]).join(', ');

/** Two rules on one metric notify twice: which others there are. */
function WatchersPanel({ rule }: { readonly rule: WholeAlertRuleFragment }) {
  if (rule.metric === null) return null;
  return (
    <Panel title="Who else watches it" hint={metrics[rule.metric].name}>
      {rule.watchers.length === 0 ? (
        <p className="quiet">No other rule watches this metric.</p>
      ) : (
        <ul className={styles.watchers}>
          {rule.watchers.map(({ id, name }) => (
            <li key={id}>
              <Link to="/alerts/$ruleId" params={{ ruleId: id }} search={keepView}>
                {visible(name)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
