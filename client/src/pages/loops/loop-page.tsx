import { Link, useParams } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { EmptyState, Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { LoopMovedDocument, LoopPageDocument } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { LoopActs } from './acts.tsx';
import { Chain } from './chain.tsx';
import { ItemsPanel } from './items-panel.tsx';
import { Review } from './review.tsx';
import { statusLabels, statusTones } from './words.ts';
import styles from './loops.module.css';

/** One loop: the chain from failures to the verdict, and each prompt before and after. */
export function LoopPage() {
  const { loopId } = useParams({ from: '/loops/$loopId' });
  const answer = useLiveQuery({
    query: LoopPageDocument,
    variables: { id: loopId },
    changes: { subscription: LoopMovedDocument, apply: (_data, { loopChanged }) => ({ loop: loopChanged }) },
  });
  const mayTrain = useMay('TRAIN');
  const loop = answer.data?.loop ?? null;
  const isReviewed = loop !== null && mayTrain && (loop.step === 'CORRECTED' || loop.step === 'DATASET') && loop.status === 'NEEDS_PERSON';
  return (
    <Page
      title={loop === null ? 'Loop' : visible(loop.name)}
      beside={loop !== null && <Badge tone={statusTones[loop.status]}>{statusLabels[loop.status]}</Badge>}
      trail={
        <Link to="/loops" search={keepView}>
          Loop
        </Link>
      }
      actions={loop !== null && <LoopActs loop={loop} onChanged={answer.reload} />}
    >
      {answer.data !== null && loop === null ? (
        <EmptyState says="There is no such loop." how="It was deleted, or belongs to another workspace." />
      ) : (
        <div className={styles.page}>
          <Panel
            title="From failures to the verdict"
            skeleton="rows"
            minHeight={190}
            load={loadOf(answer, (data) => data.loop)}
            onRetry={answer.reload}
          >
            {(shown) => <Chain loop={shown} />}
          </Panel>
          {isReviewed && <Review key={loop.id} loop={loop} onChanged={answer.reload} />}
          {loop !== null && <ItemsPanel loop={loop} />}
        </div>
      )}
    </Page>
  );
}
