import { useState } from 'react';
import { useClient } from 'urql';
import { stars } from '../../controls/view.ts';
import { May } from '../../controls/viewer.ts';
import { FillAnnotationQueueDocument, QueuesToFillDocument } from '../../graphql/generated/graphql.ts';
import type { MessageJudgmentInput } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { notify } from '../../primitives/toast.ts';
import { useJudge } from './use-judge.ts';
import styles from './judgments.module.css';

export interface BulkBarProps {
  readonly externalIds: readonly string[];
  readonly tags: readonly string[];
  readonly onDone: () => void;
  readonly onClear: () => void;
}

/** The same judgment for all chosen messages, in one call; those that were refused are named. */
export function BulkBar({ externalIds, tags, onDone, onClear }: BulkBarProps) {
  const client = useClient();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const { judge, isSending } = useJudge(onDone);
  const queues = useLiveQuery({ query: QueuesToFillDocument, variables: {} });
  const open = (queues.data?.annotationQueues ?? []).filter(({ status }) => status === 'OPEN');
  const all = async (judgment: Omit<MessageJudgmentInput, 'messageExternalId'>) => {
    const rejected = await judge(externalIds.map((messageExternalId) => ({ messageExternalId, ...judgment })));
    if (rejected === null) return;
    setRefused(rejected.map(({ index, reason }) => `${externalIds[index] ?? ''}: ${reason}`));
    if (rejected.length === 0) onClear();
  };
  const queue = async (id: string, name: string) => {
    const sent = await send(client, FillAnnotationQueueDocument, { input: { id, messageExternalIds: [...externalIds] } });
    if (!sent.ok) return notify({ title: 'The messages were not added', says: sent.refusal.message, tone: 'bad' });
    notify({ title: `${sent.data.fillAnnotationQueue.addedCount} messages added to ${name}` });
    return onClear();
  };
  return (
    <section className={styles.bulk} aria-label="Chosen messages">
      <strong>{externalIds.length} chosen</strong>
      <May permission="JUDGE">
        <Menu trigger={<Button disabled={isSending}>Rate</Button>}>
          {stars.map((star) => (
            <MenuItem key={star} onChoose={() => void all({ rating: star })}>
              {`${star} of 5`}
            </MenuItem>
          ))}
        </Menu>
        <Button disabled={isSending} onClick={() => void all({ success: true })}>
          Success
        </Button>
        <Button disabled={isSending} onClick={() => void all({ success: false })}>
          Failure
        </Button>
        {tags.length > 0 && (
          <Menu trigger={<Button disabled={isSending}>Add tag</Button>}>
            {tags.slice(0, 20).map((tag) => (
              <MenuItem key={tag} onChoose={() => void all({ addFailureTags: [tag] })}>
                {tag}
              </MenuItem>
            ))}
          </Menu>
        )}
      </May>
      <May permission="MANAGE_QUEUES">
        {open.length > 0 && (
          <Menu trigger={<Button>Add to queue</Button>}>
            {open.map(({ id, name }) => (
              <MenuItem key={id} onChoose={() => void queue(id, name)}>
                {name}
              </MenuItem>
            ))}
          </Menu>
        )}
      </May>
      <Button tone="bare" onClick={onClear}>
        Clear
      </Button>
      {refused.length > 0 && (
        <FormProblem>
          {refused.length} not saved: {refused.slice(0, 5).join('; ')}
        </FormProblem>
      )}
    </section>
  );
}
