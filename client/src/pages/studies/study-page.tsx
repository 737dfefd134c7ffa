import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useClient } from 'urql';
import { Badge } from 'ui-kit/badge';
import { EmptyState } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import {
  DeleteStudyDocument,
  StartStudyDocument,
  StopStudyDocument,
  StudyOutlookDocument,
  StudyPageDocument,
} from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import type { Study } from './answer.ts';
import { FrontPanel } from './front-panel.tsx';
import { HeatmapPanel } from './heatmap-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { ImportancePanel } from './importance-panel.tsx';
import { InsightPanels } from './insight-panels.tsx';
import { NextPanel } from './next-panel.tsx';
import { ParallelPanel } from './parallel-panel.tsx';
import styles from './studies.module.css';
import { Summary } from './summary.tsx';
import { trialRows } from './trials.ts';
import { TrialsPanel } from './trials-panel.tsx';
import { useStudyQuery } from './use-study-query.ts';
import { statusWords } from './words.ts';

/** One study: how far it has come, what matters, what comes next, and its trials. */
export function StudyPage() {
  const { studyId } = useParams({ from: '/studies/$studyId' });
  return <OneStudy key={studyId} studyId={studyId} />;
}

function OneStudy({ studyId }: { readonly studyId: string }) {
  const answer = useStudyQuery(StudyPageDocument, { id: studyId }, { studyId, everyMs: 1_000 });
  const outlook = useStudyQuery(StudyOutlookDocument, { id: studyId }, { studyId, everyMs: 3_000, isWanted: answer.data !== null });
  const study = answer.data?.study ?? null;
  const rows = useMemo(() => (study === null ? [] : trialRows(study.trialTable)), [study]);
  const front = outlook.data?.study?.paretoFront;
  const onFront = useMemo(() => (front ?? []).map(({ number }) => number), [front]);
  return (
    <Page
      title={study === null ? 'Study' : visible(study.name)}
      beside={study !== null && <Badge tone={statusWords[study.status].tone}>{statusWords[study.status].label}</Badge>}
      trail={
        <Link to="/studies" search={keepView}>
          Studies
        </Link>
      }
      actions={study !== null && <Acts study={study} onChanged={answer.reload} />}
    >
      {answer.data !== null && study === null ? (
        <EmptyState says="There is no such study." how="It was deleted, or belongs to another workspace." />
      ) : (
        <div className={styles.page}>
          <Summary answer={answer} outlook={outlook} />
          <div className={styles.pair}>
            <HistoryPanel answer={answer} rows={rows} />
            <ImportancePanel studyId={studyId} isWanted={answer.data !== null} />
          </div>
          {(study?.objectives.length ?? 1) === 2 && <FrontPanel answer={answer} rows={rows} front={onFront} />}
          <NextPanel answer={outlook} study={study} />
          <ParallelPanel answer={answer} rows={rows} />
          <div className={styles.pair}>
            <InsightPanels studyId={studyId} study={study} />
          </div>
          <HeatmapPanel answer={answer} rows={rows} />
          <TrialsPanel answer={answer} rows={rows} />
        </div>
      )}
    </Page>
  );
}

function Acts({ study, onChanged }: { readonly study: Study; readonly onChanged: () => void }) {
  const client = useClient();
  const navigate = useNavigate();
  const mayTrain = useMay('TRAIN');
  const mayDelete = useMay('DELETE_DATA');
  const [asks, setAsks] = useState<'stop' | 'delete' | null>(null);
  const isOpen = study.status === 'OPEN' || study.status === 'RUNNING';
  const canStart =
    mayTrain && study.configuration != null && study.maxTrials != null && (study.status === 'OPEN' || study.status === 'STOPPED');
  const act = async (document: typeof StartStudyDocument): Promise<void> => {
    await send(client, document, { id: study.id });
    onChanged();
  };
  return (
    <>
      {canStart && <Button onClick={() => void act(StartStudyDocument)}>Start</Button>}
      {mayTrain && isOpen && <Button onClick={() => setAsks('stop')}>Stop</Button>}
      {mayDelete && (
        <Menu trigger={<IconButton icon="more" label="Actions for the study" />}>
          <MenuItem icon="trash" tone="bad" onChoose={() => setAsks('delete')}>
            Delete study
          </MenuItem>
        </Menu>
      )}
      {asks === 'stop' && (
        <ConfirmDialog
          title={`Stop ${visible(study.name)}?`}
          says="It gives no more trials. Values of those that run are still taken."
          action="Stop study"
          run={() => send(client, StopStudyDocument, { id: study.id })}
          onDone={onChanged}
          onClose={() => setAsks(null)}
        />
      )}
      {asks === 'delete' && (
        <ConfirmDialog
          title={`Delete ${visible(study.name)}?`}
          says={`Its ${study.trialCount} trials are deleted for good. Training jobs of its trials stay.`}
          action="Delete study"
          run={() => send(client, DeleteStudyDocument, { id: study.id })}
          onDone={() => void navigate({ to: '/studies', search: keepView })}
          onClose={() => setAsks(null)}
        />
      )}
    </>
  );
}
