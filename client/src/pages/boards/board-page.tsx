import { useNavigate, useParams } from '@tanstack/react-router';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { Page } from '../../controls/page/page.tsx';
import { BoardPageDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { BoardView } from './board-view.tsx';

/** One board, by its id. */
export function BoardPage() {
  const { boardId } = useParams({ from: '/boards/$boardId' });
  const navigate = useNavigate();
  const answer = useLiveQuery({ query: BoardPageDocument, variables: { id: boardId } });
  const board = answer.data?.board ?? null;
  // Of another board, while this one is on its way.
  const isKnown = board !== null && board.id === boardId;
  if (isKnown) return <BoardView key={board.id} board={board} onChanged={answer.reload} />;
  return (
    <Page title="Board">
      {answer.failure !== null ? (
        <ErrorState message={answer.failure} onRetry={answer.reload} />
      ) : answer.data !== null && board === null && !answer.isStale ? (
        <EmptyState
          says="There is no such board, or its owner has not shared it."
          action={<Button onClick={() => void navigate({ to: '/boards' })}>All boards</Button>}
        />
      ) : (
        <Skeleton shape="chart" height={320} label="The board is loading" />
      )}
    </Page>
  );
}
