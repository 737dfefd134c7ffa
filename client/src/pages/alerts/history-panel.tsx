import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { EmptyState } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useClient } from 'urql';
import { ListPanel } from '../../controls/list/list-panel.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { AcknowledgeAlertDocument } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { OwnLink } from '../../panels/assistant/own-link.tsx';
import { lastedWords } from '../../panels/signals/words.ts';
import { Button } from '../../primitives/button.tsx';
import { useMinute } from '../../primitives/clock.ts';
import { Moment } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import { DeliveryList } from './delivery-list.tsx';
import { useEpisodes } from './episode-list.ts';
import type { Episode } from './episode-list.ts';
import { episodeStates, seriesName } from './words.ts';
import styles from './alerts.module.css';

/** What has fired, newest first, with what was sent of it; of one rule, or of all. */
export function HistoryPanel({ ruleId }: { readonly ruleId: string | null }) {
  const list = useEpisodes(ruleId);
  return (
    <div className={styles.named}>
      {ruleId !== null && <h2>History</h2>}
      <ListPanel
        noun={['alert', 'alerts']}
        list={list}
        empty={
          <EmptyState
            says={ruleId === null ? 'Nothing has fired yet.' : 'This rule has not fired yet.'}
            how="Each time that a condition holds for long enough stands here, with who acknowledged it and what was sent."
          />
        }
      >
        <ul className={styles.list} aria-label="Alerts">
          {(list.entries ?? []).map(({ node }) => (
            <li key={node.id}>
              <EpisodeEntry episode={node} isNamed={ruleId === null} onChanged={list.reload} />
            </li>
          ))}
        </ul>
        {list.hasMore && (
          <p className={styles.more}>
            <Button onClick={list.loadMore} disabled={list.isLoadingMore}>
              {list.isLoadingMore ? 'Loading more' : 'Show more'}
            </Button>
          </p>
        )}
      </ListPanel>
    </div>
  );
}

interface EpisodeProps {
  readonly episode: Episode;
  /** Whether it says of which rule it is. */
  readonly isNamed: boolean;
  readonly onChanged: () => void;
}

function EpisodeEntry({ episode, isNamed, onChanged }: EpisodeProps) {
  const client = useClient();
  const mayAcknowledge = useMay('ACKNOWLEDGE_ALERTS');
  const now = useMinute();
  const [isOpen, setOpen] = useState(false);
  const { id, rule, ruleName, series, state, openedAt, resolvedAt, acknowledgedAt, acknowledgedBy, sentence, link, deliveries } = episode;
  const acknowledge = async () => {
    const sent = await send(client, AcknowledgeAlertDocument, { episodeId: id });
    if (sent.ok) onChanged();
    else notify({ title: 'The alert was not acknowledged.', says: sent.refusal.message, tone: 'bad' });
  };
  const title = [isNamed ? visible(ruleName) : null, series === '' ? null : seriesName(series)].filter((part) => part !== null).join(', ');
  return (
    <article className={styles.episode}>
      <div className={styles.said}>
        <span>
          {title !== '' &&
            (isNamed && rule !== null ? (
              <Link to="/alerts/$ruleId" params={{ ruleId: rule.id }} search={keepView} className={styles.plainName}>
                {title}
              </Link>
            ) : (
              <b>{title}</b>
            ))}
        </span>
        <span>{visible(sentence)}</span>
        <span className={styles.small}>
          <Moment at={openedAt} />,{' '}
          {resolvedAt === null
            ? `for ${lastedWords(Date.parse(openedAt), now)} so far`
            : `for ${lastedWords(Date.parse(openedAt), Date.parse(resolvedAt))}`}
          {acknowledgedAt !== null && (
            <>
              {' · '}acknowledged{acknowledgedBy === null ? '' : ` by ${visible(acknowledgedBy)}`} <Moment at={acknowledgedAt} />
            </>
          )}
        </span>
        <span className={styles.links}>
          <OwnLink path={link}>What it is about</OwnLink>
          <button type="button" className={styles.plain} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {deliveries.length === 0 ? 'Nothing was sent' : `${deliveries.length} ${deliveries.length === 1 ? 'notice' : 'notices'}`}
          </button>
        </span>
        {isOpen && deliveries.length > 0 && <DeliveryList deliveries={deliveries} onChanged={onChanged} />}
      </div>
      <div className={styles.stands}>
        <Badge tone={episodeStates[state].tone}>{episodeStates[state].name}</Badge>
        {state === 'FIRING' && mayAcknowledge && (
          <Button tone="primary" onClick={() => void acknowledge()}>
            Acknowledge
          </Button>
        )}
      </div>
    </article>
  );
}
