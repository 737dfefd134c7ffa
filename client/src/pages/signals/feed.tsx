import { Link } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useKeys } from '../../controls/keys.ts';
import { ListPanel } from '../../controls/list/list-panel.tsx';
import { keepView } from '../../controls/use-view.ts';
import type { AnomalyRowFragment } from '../../graphql/generated/graphql.ts';
import { SeverityMark } from '../../panels/signals/severity-mark.tsx';
import { ends, lastedWords, severities, states, verdicts, whereWords } from '../../panels/signals/words.ts';
import { Button } from '../../primitives/button.tsx';
import { useMinute } from '../../primitives/clock.ts';
import { Ago } from '../../primitives/moment.tsx';
import type { AnomalyFeed } from './feed-list.ts';
import { NothingFound } from './nothing-found.tsx';
import styles from './signals.module.css';

export interface FeedProps {
  readonly feed: AnomalyFeed;
  readonly isNarrowed: boolean;
  /** Shows every anomaly of a value of a dimension. */
  readonly onOf: (value: string) => void;
}

/** Anomalies, newest first: what was seen, what was expected, and what has become of it. j and k move, Enter opens. */
export function Feed({ feed, isNarrowed, onOf }: FeedProps) {
  const entries = feed.entries ?? [];
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(-1);
  const linkAt = (index: number) => list.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`);
  const move = useCallback((index: number) => {
    setActive(index);
    list.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus();
  }, []);
  useKeys('Anomalies', {
    j: { says: 'next anomaly', run: () => move(Math.min(entries.length - 1, active + 1)) },
    k: { says: 'anomaly before', run: () => move(Math.max(0, active - 1)) },
    Enter: { says: 'open the anomaly', run: () => linkAt(active)?.click() },
  });
  return (
    <ListPanel
      noun={['anomaly', 'anomalies']}
      list={feed}
      empty={isNarrowed ? <EmptyState says="No anomaly fits." how="Take a filter off, or choose a longer time range." /> : <NothingFound />}
    >
      <ul className={styles.feed} ref={list} aria-label="Anomalies" data-refreshing={feed.isStale || undefined}>
        {entries.map(({ node }, index) => (
          <li key={node.id} data-index={index} onFocus={() => setActive(index)}>
            <FeedEntry anomaly={node} onOf={onOf} />
          </li>
        ))}
      </ul>
      {feed.hasMore && (
        <p className={styles.more}>
          <Button onClick={feed.loadMore} disabled={feed.isLoadingMore}>
            {feed.isLoadingMore ? 'Loading more' : 'Show more'}
          </Button>
        </p>
      )}
    </ListPanel>
  );
}

function FeedEntry({ anomaly, onOf }: { readonly anomaly: AnomalyRowFragment; readonly onOf: (value: string) => void }) {
  const locale = useLocale();
  const now = useMinute();
  const { severity, state, beganAt, endedAt, endReason, dimension, dimensionValue, verdict, assignee, findings } = anomaly;
  const lasted = lastedWords(Date.parse(beganAt), endedAt === null ? now : Date.parse(endedAt));
  return (
    <article className={styles.entry} data-resolved={state === 'RESOLVED' || undefined}>
      <SeverityMark severity={severity} />
      <div className={styles.what}>
        <Link to="/signals/$anomalyId" params={{ anomalyId: anomaly.id }} search={keepView} className={styles.sentence}>
          {visible(anomaly.sentence)}
        </Link>
        <p className={styles.facts}>
          <span>{severities[severity].name}</span>
          {dimensionValue !== null && (
            <button type="button" className={styles.of} title="Show every anomaly of it" onClick={() => onOf(dimensionValue)}>
              {whereWords(dimension, dimensionValue)}
            </button>
          )}
          {findings.length > 1 && <span>{findings.length} findings</span>}
          {anomaly.userCount > 0 && <span>{format(anomaly.userCount, 'count', locale)} users</span>}
          {anomaly.excessCostUsd !== null && anomaly.excessCostUsd > 0 && (
            <span>{format(anomaly.excessCostUsd, 'usd', locale)} above what was expected</span>
          )}
        </p>
      </div>
      <div className={styles.stands}>
        <span>
          {verdict !== null && <Badge>{verdicts[verdict]}</Badge>} <Badge tone={states[state].tone}>{states[state].name}</Badge>
        </span>
        <span className={styles.small}>
          <Ago at={beganAt} />, {endedAt === null ? `for ${lasted} so far` : `for ${lasted}`}
        </span>
        <span className={styles.small}>
          {[endedAt === null || endReason === null ? null : ends[endReason], assignee === null ? null : visible(assignee.name)]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </div>
    </article>
  );
}
