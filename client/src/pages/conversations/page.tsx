import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useKeys } from '../../controls/keys.ts';
import { Page } from '../../controls/page/page.tsx';
import { LiveSwitch } from '../../controls/live-switch.tsx';
import { keepView, useView } from '../../controls/use-view.ts';
import type { TurnFragment } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import { StaleNotice } from '../../panels/analytics/page-states.tsx';
import { visible } from 'ui-kit/visible';
import { notify } from '../../primitives/toast.ts';
import { TextFormSwitch } from '../../panels/texts/text-form-switch.tsx';
import { CommentDialog } from '../../panels/evaluations/comment-dialog.tsx';
import { useConversation } from './conversation-data.ts';
import type { ConversationHead } from './conversation-data.ts';
import { myEvaluationId, useMyEvaluations } from '../../panels/evaluations/my-evaluations.ts';
import { Side } from './side.tsx';
import { Turn } from './turn.tsx';
import styles from './conversation.module.css';

/** The whole exchange, with its tools, costs and verdicts; answers can be rated from the keyboard. */
export function ConversationPage() {
  const { conversationId } = useParams({ from: '/conversations/$conversationId' });
  const { message } = useSearch({ from: '/conversations/$conversationId' });
  const [view] = useView();
  const { found, failure, loadMore, reload } = useConversation(conversationId, message, view.live === 'paused');
  return (
    <Page
      title={visible(conversationId)}
      trail={
        <Link to="/messages" search={keepView}>
          Messages
        </Link>
      }
      actions={
        <>
          <TextFormSwitch />
          <LiveSwitch />
        </>
      }
    >
      {found === null &&
        (failure === null ? (
          <Skeleton shape="rows" height={480} label="The conversation is loading" />
        ) : (
          <ErrorState message={failure} onRetry={reload} />
        ))}
      {found !== null && failure !== null && <StaleNotice failure={failure} onRetry={reload} />}
      {found !== null &&
        (found.conversation === null ? (
          <EmptyState
            says="There is no conversation with this id."
            how="An id is the conversationId that its messages were sent with."
            action={
              <Link to="/messages" search={keepView}>
                All messages
              </Link>
            }
          />
        ) : (
          <Exchange key={found.conversation.head.id} {...found.conversation} wanted={message} onMore={loadMore} onChanged={reload} />
        ))}
    </Page>
  );
}

interface ExchangeProps {
  readonly head: ConversationHead;
  readonly turns: readonly TurnFragment[];
  readonly hasMore: boolean;
  readonly wanted: string | undefined;
  readonly onMore: () => void;
  readonly onChanged: () => void;
}

function Exchange({ head, turns, hasMore, wanted, onMore, onChanged }: ExchangeProps) {
  const answers = turns.filter(({ role }) => role === 'ASSISTANT');
  const [active, setActive] = useState(wanted ?? answers[0]?.externalId);
  const [commented, setCommented] = useState<string | null>(null);
  const { held, waiting, judge, undo } = useMyEvaluations(onChanged);
  const navigate = useNavigate({ from: '/conversations/$conversationId' });
  const isFirst = useRef(true);
  const show = useCallback((externalId: string | undefined) => {
    const element = externalId === undefined ? null : document.getElementById(`message-${externalId}`);
    element?.scrollIntoView({ block: 'nearest' });
    element?.focus({ preventScroll: true });
  }, []);
  // A link to one message brings it into sight, once.
  useEffect(() => {
    if (isFirst.current && wanted !== undefined) document.getElementById(`message-${wanted}`)?.scrollIntoView({ block: 'center' });
    isFirst.current = false;
  }, [wanted]);
  const index = answers.findIndex(({ externalId }) => externalId === active);
  const move = (to: number) => {
    const next = answers[Math.max(0, Math.min(answers.length - 1, to))];
    if (next === undefined) return;
    setActive(next.externalId);
    show(next.externalId);
  };
  const judgeActive = (change: Parameters<typeof judge>[1]) => {
    if (index >= 0 && active !== undefined) judge(active, change);
  };
  const link = useCallback(
    (externalId: string) => {
      void navigate({ search: (now) => ({ ...now, message: externalId }), replace: true, resetScroll: false });
      const url = new URL(window.location.href);
      url.search = `?message=${encodeURIComponent(externalId)}`;
      void navigator.clipboard.writeText(url.href).then(
        () => notify({ title: 'Link copied.' }),
        () => notify({ title: 'The link is in the address bar.' }),
      );
    },
    [navigate],
  );
  useKeys('Conversation', {
    j: { says: 'next answer', run: () => move(index + 1) },
    k: { says: 'answer before', run: () => move(Math.max(0, index - 1)) },
    1: { says: 'rate 1 of 5', run: () => judgeActive({ rating: 1 }) },
    2: { says: 'rate 2 of 5', run: () => judgeActive({ rating: 2 }) },
    3: { says: 'rate 3 of 5', run: () => judgeActive({ rating: 3 }) },
    4: { says: 'rate 4 of 5', run: () => judgeActive({ rating: 4 }) },
    5: { says: 'rate 5 of 5', run: () => judgeActive({ rating: 5 }) },
    y: { says: 'success', run: () => judgeActive({ success: true }) },
    n: { says: 'failure', run: () => judgeActive({ success: false }) },
    c: {
      says: 'comment',
      run: () => {
        if (index >= 0) setCommented(active ?? null);
      },
    },
    u: { says: 'take the last verdict back', run: undo },
  });
  return (
    <div className={styles.layout}>
      <div className={styles.exchange}>
        {turns.map((turn) => (
          <Turn
            key={turn.id}
            turn={turn}
            isActive={turn.externalId === active}
            mine={held.get(turn.externalId)}
            isWaiting={waiting.has(turn.externalId)}
            onActive={setActive}
            onJudge={judge}
            onComment={setCommented}
            onUndo={undo}
            onLink={link}
          />
        ))}
        {hasMore && (
          <div>
            <Button onClick={onMore}>Load more messages</Button>
          </div>
        )}
      </div>
      <Side head={head} turns={turns} hasMore={hasMore} />
      {commented !== null && (
        <CommentDialog
          initial={
            held.get(commented)?.comment ??
            turns.find((turn) => turn.externalId === commented)?.evaluations.find((one) => one.externalId === myEvaluationId(commented))
              ?.comment ??
            ''
          }
          onSave={(comment) => judge(commented, { comment })}
          onClose={() => setCommented(null)}
        />
      )}
    </div>
  );
}
