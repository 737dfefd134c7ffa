import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, Panel } from 'ui-kit/panel';
import { ListPanel } from '../../controls/list/list-panel.tsx';
import { Page } from '../../controls/page/page.tsx';
import { useView, useViewQuery } from '../../controls/use-view.ts';
import { NONE } from '../../controls/view.ts';
import { JudgmentTagsDocument } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { useJudgedMessages } from './list.ts';
import { MessageCard } from './message-card.tsx';
import { judgedFilter } from './query.ts';
import type { JudgmentKind } from './routes.ts';
import styles from './judgments.module.css';

const kinds = [
  { value: 'poor', label: 'Failed or low-rated' },
  { value: 'failed', label: 'Failed' },
  { value: 'rated', label: 'Rated 1 or 2' },
  { value: 'judged', label: 'All judged' },
] as const satisfies readonly { value: JudgmentKind; label: string }[];

/** Failed and low-rated messages by failure tag, to be looked at, rated, tagged and corrected in place. */
export function JudgmentsPage() {
  const { judged = 'poor' } = useSearch({ from: '/judgments' });
  const navigate = useNavigate({ from: '/judgments' });
  const [view, change] = useView();
  const { filter } = useViewQuery();
  const asked = useMemo(() => judgedFilter(filter, judged), [filter, judged]);
  const tags = useLiveQuery({ query: JudgmentTagsDocument, variables: { filter: asked } });
  const list = useJudgedMessages(asked);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const known = tags.data?.analytics.failureTags ?? [];
  const toggle = (externalId: string) =>
    setChosen((now) => (now.has(externalId) ? new Set([...now].filter((one) => one !== externalId)) : new Set([...now, externalId])));
  const entries = list.entries ?? [];
  const kept = entries.filter(({ node }) => chosen.has(node.externalId)).map(({ node }) => node.externalId);
  const onJudged = () => {
    list.reload();
    tags.reload();
  };
  return (
    <Page
      title="Judgments"
      controls="list"
      row={
        <Segmented
          label="Judged"
          value={judged}
          options={kinds}
          onChoose={(value) =>
            void navigate({ search: (held) => ({ ...held, judged: value === 'poor' ? undefined : value }), replace: true })
          }
        />
      }
    >
      <div className={styles.page}>
        <Panel
          title="Failure tags"
          hint="of these messages; a press shows those with the tag"
          skeleton="rows"
          minHeight={84}
          load={loadOf(tags, ({ analytics }) => (analytics.failureTags.length === 0 ? null : analytics.failureTags))}
          onRetry={tags.reload}
          empty={{ says: 'No failure tag.', how: 'A tag appears here when a judgment gives it to a message of this time range.' }}
        >
          {(rows) => (
            <TagButtons
              rows={rows}
              chosen={view.failure ?? []}
              onChoose={(failure) => change({ failure: failure.length === 0 ? undefined : failure })}
            />
          )}
        </Panel>
        {kept.length > 0 && (
          <BulkBar externalIds={kept} tags={known.map(({ tag }) => tag)} onDone={onJudged} onClear={() => setChosen(new Set())} />
        )}
        <ListPanel
          noun={['message', 'messages']}
          list={list}
          empty={
            <EmptyState
              says="No message here was judged so."
              how="Judgments come from people, models and rules: by the API, from traces, or from annotation queues."
            />
          }
        >
          <ul className={styles.list}>
            {entries.map(({ node }) => (
              <li key={node.id}>
                <MessageCard
                  message={node}
                  tags={known.map(({ tag }) => tag)}
                  isChosen={chosen.has(node.externalId)}
                  onChoose={() => toggle(node.externalId)}
                  onJudged={onJudged}
                />
              </li>
            ))}
          </ul>
          {list.hasMore && (
            <p className={styles.more}>
              <Button onClick={list.loadMore} disabled={list.isLoadingMore}>
                Show more
              </Button>
            </p>
          )}
        </ListPanel>
      </div>
    </Page>
  );
}

interface TagButtonsProps {
  readonly rows: readonly { readonly tag: string; readonly count: number }[];
  readonly chosen: readonly string[];
  readonly onChoose: (tags: readonly string[]) => void;
}

function TagButtons({ rows, chosen, onChoose }: TagButtonsProps) {
  const locale = useLocale();
  return (
    <div role="group" aria-label="Failure tags" className={styles.tags}>
      {rows.map(({ tag, count }) => {
        const value = tag === '' ? NONE : tag;
        const isOn = chosen.includes(value);
        return (
          <button
            key={tag}
            type="button"
            className={styles.tag}
            aria-pressed={isOn}
            onClick={() => onChoose(isOn ? chosen.filter((one) => one !== value) : [...chosen, value])}
          >
            {tag} <span className={styles.count}>{format(count, 'count', locale)}</span>
          </button>
        );
      })}
    </div>
  );
}
