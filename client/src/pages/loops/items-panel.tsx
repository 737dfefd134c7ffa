import { useCallback, useMemo, useState } from 'react';
import { useClient } from 'urql';
import { Badge } from 'ui-kit/badge';
import { EmptyState } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Link } from '@tanstack/react-router';
import { ListPanel } from '../../controls/list/list-panel.tsx';
import { ListTable } from '../../controls/list/list-table.tsx';
import { useKeysetList } from '../../controls/list/list.ts';
import type { ListSource } from '../../controls/list/list.ts';
import { keepView } from '../../controls/use-view.ts';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { LoopItemsDocument } from '../../graphql/generated/graphql.ts';
import type { LoopItemRowFragment, LoopScreenFragment } from '../../graphql/generated/graphql.ts';
import { Segmented } from '../../primitives/segmented.tsx';
import { outcomeLabels, outcomeTones } from './words.ts';
import styles from './loops.module.css';

const PAGE_SIZE = 50;
const CARD_PX = 132;

const choices = [
  { value: 'FAILURE', label: 'Failed' },
  { value: 'CONTROL', label: 'Control' },
  { value: 'FIXED', label: 'Fixed' },
  { value: 'STILL_WRONG', label: 'Still wrong' },
  { value: 'BROKE', label: 'Broke' },
] as const;
type Choice = (typeof choices)[number]['value'];

const variablesOf = (choice: Choice) => (choice === 'FAILURE' || choice === 'CONTROL' ? { kind: choice } : { outcome: choice });
const heads = ['Prompt', 'Answer before', 'Expected', 'Answer now', 'Outcome'] as const;

/** Each prompt before and after; only the rows in view are drawn. */
export function ItemsPanel({ loop: { id, step, status, steps } }: { readonly loop: LoopScreenFragment }) {
  const client = useClient();
  // What has come of the prompts: the list is asked for again when it changes.
  const stand = JSON.stringify([
    step,
    status,
    steps.flatMap(({ kind, count }) => (kind === 'CORRECTED' || kind === 'REPLAY' ? [count] : [])),
  ]);
  const [choice, setChoice] = useState<Choice>('FAILURE');
  const page = useCallback(
    async (after: string | null) => {
      const variables = { id, first: PAGE_SIZE, after, ...variablesOf(choice) };
      const { data, error } = await client.query(asDocument(LoopItemsDocument), variables, { requestPolicy: 'network-only' }).toPromise();
      const found = data?.loop?.items;
      if (found === undefined) return error === undefined ? null : { failure: failureWords(error) };
      return { entries: found.edges.map(({ cursor, node }) => ({ cursor, node })), hasMore: found.pageInfo.hasNextPage };
    },
    [client, id, choice],
  );
  const source = useMemo<ListSource<LoopItemRowFragment>>(
    () => ({ key: JSON.stringify([id, choice, stand]), page, newer: async () => null, follow: () => () => undefined }),
    [id, choice, stand, page],
  );
  const list = useKeysetList(source, true);
  return (
    <div className={styles.items}>
      <div className={styles.itemsHead}>
        <h2 className={styles.itemsTitle}>Prompts</h2>
        <Segmented label="Which prompts" value={choice} options={choices} onChoose={setChoice} />
      </div>
      <ListPanel
        list={list}
        noun={['prompt', 'prompts']}
        empty={
          <EmptyState
            says="There is none of these."
            how="Failed prompts and the control sample are here once they are selected, outcomes once they are replayed."
          />
        }
      >
        <ListTable
          label="Prompts of the loop"
          noun="prompt"
          list={list}
          cardPx={CARD_PX}
          opens="open the conversation"
          classes={{ table: styles.table, row: styles.columns }}
          heads={heads.map((head) => (
            <span key={head} role="columnheader">
              {head}
            </span>
          ))}
          cells={(item) => <Cells item={item} />}
        />
      </ListPanel>
    </div>
  );
}

function Cells({ item }: { readonly item: LoopItemRowFragment }) {
  const { prompt, failedAnswer, expectedAnswer, newAnswer, outcome, message, isTrained, split } = item;
  const words = (text: string | null | undefined) => (text == null ? <span className="quiet">–</span> : visible(text));
  return (
    <>
      <span role="cell" className={styles.prompt}>
        <Link
          to="/conversations/$conversationId"
          params={{ conversationId: message.conversation.externalId }}
          search={keepView}
          className={styles.open}
          preload={false}
        >
          {visible(prompt)}
        </Link>
      </span>
      <span role="cell" className={styles.before}>
        {words(failedAnswer ?? expectedAnswer)}
      </span>
      <span role="cell" className={styles.expected}>
        {words(expectedAnswer)}
      </span>
      <span role="cell" className={styles.after}>
        {words(newAnswer)}
      </span>
      <span role="cell" className={styles.outcome}>
        {outcome != null && <Badge tone={outcomeTones[outcome]}>{outcomeLabels[outcome]}</Badge>}
        {split != null && <span className="quiet">{isTrained ? 'trained' : 'not trained'}</span>}
      </span>
    </>
  );
}
