import { Link, useParams } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, ErrorState, Panel, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useCallback } from 'react';
import { useClient } from 'urql';
import type { AnyVariables } from 'urql';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { AnomalyChangedDocument, OneAnomalyDocument } from '../../graphql/generated/graphql.ts';
import type { TypedDocumentString, WholeAnomalyFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useChanges, useLiveQuery } from '../../graphql/use-live.ts';
import { SeverityMark } from '../../panels/signals/severity-mark.tsx';
import { ends, lastedWords, metrics, rangeWords, severities, states, whereWords } from '../../panels/signals/words.ts';
import { useMinute } from '../../primitives/clock.ts';
import { Fact } from '../../primitives/fact.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import { AnomalyActs } from './anomaly-acts.tsx';
import { AroundPanel } from './around-panel.tsx';
import { FindingsPanel, MovedPanel } from './findings-panel.tsx';
import { JudgePanel } from './judge-panel.tsx';
import { LookFurther } from './look-further.tsx';
import { NotesPanel } from './notes-panel.tsx';
import styles from './signals.module.css';

/** Sends a change of the anomaly and shows what it is now; a refusal is shown at the edge of the page. Gives whether it was made. */
export type Change = <Data extends Readonly<Record<string, WholeAnomalyFragment>>, Variables extends AnyVariables>(
  mutation: TypedDocumentString<Data, Variables>,
  variables: Variables,
) => Promise<boolean>;

/** One anomaly: what was seen, what was expected, what else moved, what stands behind it, and what people make of it. */
export function AnomalyPage() {
  const { anomalyId } = useParams({ from: '/signals/$anomalyId' });
  return <OneAnomaly key={anomalyId} id={anomalyId} />;
}

function OneAnomaly({ id }: { readonly id: string }) {
  const client = useClient();
  const answer = useLiveQuery({ query: OneAnomalyDocument, variables: { id } });
  const { reload, update } = answer;
  useChanges(AnomalyChangedDocument, {}, ({ anomalyChanged }) => {
    if (anomalyChanged.id === id) reload();
  });
  const change: Change = useCallback(
    async (mutation, variables) => {
      const sent = await send(client, mutation, variables);
      if (!sent.ok) {
        notify({ title: 'The anomaly was not changed.', says: sent.refusal.message, tone: 'bad' });
        return false;
      }
      const [anomaly] = Object.values(sent.data);
      if (anomaly !== undefined) update((held) => ({ ...held, anomaly }));
      return true;
    },
    [client, update],
  );
  const anomaly = answer.data?.anomaly ?? null;
  return (
    <Page
      title={anomaly === null ? 'Anomaly' : `Anomaly ${anomaly.number}`}
      trail={
        <Link to="/signals" search={keepView}>
          Signals
        </Link>
      }
      beside={
        anomaly !== null && (
          <>
            <span className={styles.wide}>
              <Badge tone={severities[anomaly.severity].tone}>{severities[anomaly.severity].name}</Badge>
            </span>
            <Badge tone={states[anomaly.state].tone}>{states[anomaly.state].name}</Badge>
          </>
        )
      }
      actions={anomaly !== null && <AnomalyActs anomaly={anomaly} change={change} />}
    >
      {anomaly !== null ? (
        <Whole anomaly={anomaly} change={change} onChanged={reload} />
      ) : answer.data !== null ? (
        <EmptyState says="There is no such anomaly." how="It was deleted with its data, or belongs to another workspace." />
      ) : answer.failure !== null ? (
        <ErrorState message={answer.failure} onRetry={reload} />
      ) : (
        <Skeleton shape="rows" height={420} label="The anomaly is loading" />
      )}
    </Page>
  );
}

interface WholeProps {
  readonly anomaly: WholeAnomalyFragment;
  readonly change: Change;
  readonly onChanged: () => void;
}

function Whole({ anomaly, change, onChanged }: WholeProps) {
  return (
    <div className={styles.whole}>
      <Head anomaly={anomaly} />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <AroundPanel anomaly={anomaly} />
          <FindingsPanel anomaly={anomaly} onChanged={onChanged} />
          <MovedPanel anomaly={anomaly} />
        </div>
        <div className={styles.stack}>
          <JudgePanel key={anomaly.verdictAt ?? ''} anomaly={anomaly} change={change} />
          <Panel title="Look further" hint="the same filter and time">
            <LookFurther anomaly={anomaly} />
          </Panel>
          <NotesPanel anomaly={anomaly} change={change} />
        </div>
      </div>
    </div>
  );
}

/** What happened, in a sentence and its figures. */
function Head({ anomaly }: { readonly anomaly: WholeAnomalyFragment }) {
  const locale = useLocale();
  const now = useMinute();
  const { metric, severity, beganAt, endedAt, endReason, detectedAt, excessCostUsd, acknowledgedBy, acknowledgedAt } = anomaly;
  const { unit } = metrics[metric];
  const lasted = lastedWords(Date.parse(beganAt), endedAt === null ? now : Date.parse(endedAt));
  return (
    <section className={styles.head} aria-label="What happened">
      <h2 className={styles.headline}>
        <SeverityMark severity={severity} /> <span>{visible(anomaly.sentence)}</span>
      </h2>
      <dl className={styles.figures}>
        <Fact label={`${metrics[metric].name} at its worst`} isFigure>
          {format(anomaly.value, unit, locale)}
        </Fact>
        <Fact label="Expected" isFigure note={rangeWords(metric, anomaly.expectedLow, anomaly.expectedHigh, locale)}>
          {format(anomaly.expected, unit, locale)}
        </Fact>
        <Fact label="Of">{whereWords(anomaly.dimension, anomaly.dimensionValue)}</Fact>
        <Fact label="Began" note={`found ${lastedWords(Date.parse(beganAt), Date.parse(detectedAt))} later`}>
          <Moment at={beganAt} />
        </Fact>
        <Fact label="Lasted" isFigure note={endedAt === null ? 'so far' : endReason === null ? '' : ends[endReason]}>
          {lasted}
        </Fact>
        <Fact label="Messages" isFigure>
          {format(anomaly.messageCount, 'count', locale)}
        </Fact>
        <Fact label="Users" isFigure>
          {format(anomaly.userCount, 'count', locale)}
        </Fact>
        {excessCostUsd !== null && (
          <Fact label={excessCostUsd < 0 ? 'Cost below expected' : 'Cost above expected'} isFigure>
            {format(Math.abs(excessCostUsd), 'usd', locale)}
          </Fact>
        )}
        {acknowledgedAt !== null && (
          <Fact label="Acknowledged" note={acknowledgedBy === null ? '' : visible(acknowledgedBy.name)}>
            <Moment at={acknowledgedAt} />
          </Fact>
        )}
      </dl>
    </section>
  );
}
