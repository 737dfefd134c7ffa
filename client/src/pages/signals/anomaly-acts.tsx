import { useState } from 'react';
import { visible } from 'ui-kit/visible';
import { useMay, useViewer } from '../../controls/viewer.ts';
import {
  AcknowledgeAnomalyDocument,
  AssignAnomalyDocument,
  ReopenAnomalyDocument,
  ResolveAnomalyDocument,
  SignalPeopleDocument,
} from '../../graphql/generated/graphql.ts';
import type { WholeAnomalyFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { useKeys } from '../../controls/keys.ts';
import { Button } from '../../primitives/button.tsx';
import { Popover } from '../../primitives/popover.tsx';
import { SearchSelect } from '../../primitives/search-select.tsx';
import type { Change } from './anomaly-page.tsx';
import styles from './signals.module.css';

interface ActsProps {
  readonly anomaly: WholeAnomalyFragment;
  readonly change: Change;
}

/** What is done with an anomaly: acknowledge, resolve, open again, assign. */
export function AnomalyActs({ anomaly, change }: ActsProps) {
  const mayJudge = useMay('JUDGE_ANOMALIES');
  const { id, state } = anomaly;
  const acknowledge = () => void change(AcknowledgeAnomalyDocument, { id });
  const resolve = () => void change(ResolveAnomalyDocument, { id });
  const reopen = () => void change(ReopenAnomalyDocument, { id });
  useKeys(
    'Anomaly',
    mayJudge
      ? {
          ...(state === 'OPEN' && { a: { says: 'acknowledge', run: acknowledge } }),
          ...(state === 'RESOLVED' ? { o: { says: 'open again', run: reopen } } : { e: { says: 'resolve', run: resolve } }),
        }
      : {},
  );
  if (!mayJudge) return null;
  return (
    <div className={styles.acts}>
      <Assign anomaly={anomaly} change={change} />
      {state === 'RESOLVED' ? (
        <Button onClick={reopen}>Open again</Button>
      ) : (
        <>
          <Button tone={state === 'OPEN' ? 'plain' : 'primary'} onClick={resolve}>
            Resolve
          </Button>
          {state === 'OPEN' && (
            <Button tone="primary" onClick={acknowledge}>
              Acknowledge
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function Assign({ anomaly: { id, assignee }, change }: ActsProps) {
  const [isOpen, setOpen] = useState(false);
  const viewer = useViewer();
  const set = async (personId: string | null) => {
    setOpen(false);
    await change(AssignAnomalyDocument, { id, personId });
  };
  const own = viewer?.person ?? null;
  return (
    <Popover
      title="Who looks after it"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>{assignee === null ? 'Assign' : visible(assignee.name)}</Button>}
    >
      {isOpen && (
        <div className={styles.assign}>
          <People onChoose={(person) => void set(person)} />
          <div className={styles.acts}>
            {own !== null && own.id !== assignee?.id && <Button onClick={() => void set(own.id)}>Take it</Button>}
            {assignee !== null && <Button onClick={() => void set(null)}>No one</Button>}
          </div>
        </div>
      )}
    </Popover>
  );
}

/** Members of the workspace, found by a part of their names. */
function People({ onChoose }: { readonly onChoose: (personId: string) => void }) {
  const { data, failure } = useLiveQuery({ query: SignalPeopleDocument, variables: {} });
  if (failure !== null) return <p className={styles.small}>{failure}</p>;
  const options = (data?.members.edges ?? []).map(({ node }) => ({ value: node.personId, label: visible(node.name) }));
  return (
    <SearchSelect label="Member" placeholder="Name of a member" options={options} onChoose={onChoose} none="No member by that name." />
  );
}
