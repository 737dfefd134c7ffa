import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import {
  BuildLoopDatasetDocument,
  DeleteLoopDocument,
  ReplayLoopDocument,
  ResumeLoopDocument,
  StopLoopDocument,
} from '../../graphql/generated/graphql.ts';
import type { LoopScreenFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import type { Sent } from '../../graphql/refusal.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { notify } from '../../primitives/toast.ts';
import { ProposeDialog } from './propose-dialog.tsx';
import { TrainDialog } from './train-dialog.tsx';

const order: readonly LoopScreenFragment['step'][] = [
  'SELECTED',
  'UNIQUE',
  'MASKED',
  'CORRECTED',
  'DATASET',
  'TRAINING',
  'MODEL',
  'REPLAY',
  'VERDICT',
];
const isFrom = (loop: LoopScreenFragment, step: LoopScreenFragment['step']): boolean => order.indexOf(loop.step) >= order.indexOf(step);

/** What a person may do with a loop at its step: the next act first. */
export function LoopActs({ loop, onChanged }: { readonly loop: LoopScreenFragment; readonly onChanged: () => void }) {
  const client = useClient();
  const navigate = useNavigate();
  const mayTrain = useMay('TRAIN');
  const [open, setOpen] = useState<'train' | 'propose' | 'delete' | null>(null);
  const [isSending, setSending] = useState(false);
  if (!mayTrain) return null;
  const { id, status } = loop;
  const run = async (sent: Promise<Sent<unknown>>): Promise<void> => {
    setSending(true);
    const answer = await sent;
    setSending(false);
    if (!answer.ok) notify({ title: 'Nothing was changed.', says: answer.refusal.message, tone: 'bad' });
    onChanged();
  };
  const build = () => void run(send(client, BuildLoopDatasetDocument, { input: { id } }));
  const isIdle = status !== 'RUNNING';
  const hasCorrected = (loop.steps.find(({ kind }) => kind === 'CORRECTED')?.count ?? 0) > 0;
  return (
    <>
      {isIdle && (loop.step === 'DATASET' || loop.step === 'CORRECTED') && (
        <Button tone="primary" onClick={build} disabled={isSending || !hasCorrected}>
          Build the dataset
        </Button>
      )}
      {isIdle && loop.step === 'TRAINING' && (
        <Button tone="primary" icon="play" onClick={() => setOpen('train')}>
          Train
        </Button>
      )}
      {(status === 'STOPPED' || status === 'FAILED') && (
        <Button onClick={() => void run(send(client, ResumeLoopDocument, { id }))} disabled={isSending}>
          Resume
        </Button>
      )}
      <Menu trigger={<IconButton icon="more" label={`Actions for ${loop.name}`} />}>
        {isIdle && isFrom(loop, 'CORRECTED') && <MenuItem onChoose={() => setOpen('propose')}>Have a model propose corrections</MenuItem>}
        {isIdle && isFrom(loop, 'TRAINING') && hasCorrected && <MenuItem onChoose={build}>Build the dataset again</MenuItem>}
        {isIdle && isFrom(loop, 'MODEL') && (
          <MenuItem icon="play" onChoose={() => setOpen('train')}>
            Train again
          </MenuItem>
        )}
        {isIdle && isFrom(loop, 'REPLAY') && (
          <MenuItem onChoose={() => void run(send(client, ReplayLoopDocument, { input: { id } }))}>Replay again</MenuItem>
        )}
        {(status === 'RUNNING' || status === 'NEEDS_PERSON') && (
          <MenuItem onChoose={() => void run(send(client, StopLoopDocument, { id }))}>Stop</MenuItem>
        )}
        <MenuItem icon="trash" tone="bad" onChoose={() => setOpen('delete')}>
          Delete
        </MenuItem>
      </Menu>
      {open === 'train' && <TrainDialog loop={loop} onStarted={onChanged} onClose={() => setOpen(null)} />}
      {open === 'propose' && <ProposeDialog loop={loop} onSaved={onChanged} onClose={() => setOpen(null)} />}
      {open === 'delete' && (
        <ConfirmDialog
          title={`Delete ${loop.name}?`}
          says="Its prompts and its verdict go with it; the dataset, the training job and the model stay."
          action="Delete loop"
          run={() => send(client, DeleteLoopDocument, { id })}
          onDone={() => void navigate({ to: '/loops', search: keepView })}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
