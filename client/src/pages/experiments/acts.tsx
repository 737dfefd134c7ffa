import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import {
  ArchiveExperimentDocument,
  DeleteExperimentDocument,
  PauseExperimentDocument,
  ResumeExperimentDocument,
  ShipVariantDocument,
  StartExperimentDocument,
  StopExperimentDocument,
} from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import type { Sent } from '../../graphql/refusal.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { notify } from '../../primitives/toast.ts';
import { CloneDialog } from './clone-dialog.tsx';
import type { Experiment } from './experiment-page.tsx';
import { ForceDialog } from './force-dialog.tsx';
import styles from './experiments.module.css';

type Asked = { readonly kind: 'stop' | 'archive' | 'delete' | 'clone' | 'force' } | { readonly kind: 'ship'; readonly variant: string };

export interface ActsProps {
  readonly experiment: Experiment;
  readonly onEdit: () => void;
  readonly onDone: () => void;
}

/** What may be done with the experiment in its state: what ends something asks first. */
export function Acts({ experiment, onEdit, onDone }: ActsProps) {
  const { id, name, possibleActs } = experiment;
  const client = useClient();
  const mayStart = useMay('START_EXPERIMENTS');
  const mayEdit = useMay('EDIT_EXPERIMENTS');
  const [asked, setAsked] = useState<Asked | null>(null);
  const can = (act: string): boolean => mayStart && possibleActs.includes(act);
  const run = async (done: string, sending: Promise<Sent<unknown>>) => {
    const sent = await sending;
    if (!sent.ok) return notify({ title: `${name} was not ${done}`, says: sent.refusal.message, tone: 'bad' });
    return onDone();
  };
  return (
    <div className={styles.acts}>
      {can('START') && (
        <Button tone="primary" onClick={() => void run('started', send(client, StartExperimentDocument, { id }))}>
          Start
        </Button>
      )}
      {can('RESUME') && (
        <Button tone="primary" onClick={() => void run('resumed', send(client, ResumeExperimentDocument, { id }))}>
          Resume
        </Button>
      )}
      {can('PAUSE') && <Button onClick={() => void run('paused', send(client, PauseExperimentDocument, { id }))}>Pause</Button>}
      {mayEdit && experiment.state !== 'ARCHIVED' && (
        <Button icon="edit" onClick={onEdit}>
          Edit
        </Button>
      )}
      {(mayStart || mayEdit) && (
        <Menu trigger={<IconButton icon="more" label={`More for ${name}`} />}>
          {can('SHIP') &&
            experiment.variants.map(({ key }) => (
              <MenuItem key={key} onChoose={() => setAsked({ kind: 'ship', variant: key })}>
                Ship {key}
              </MenuItem>
            ))}
          {can('STOP') && <MenuItem onChoose={() => setAsked({ kind: 'stop' })}>Stop</MenuItem>}
          {mayEdit && experiment.state !== 'ARCHIVED' && <MenuItem onChoose={() => setAsked({ kind: 'force' })}>Force variants</MenuItem>}
          {mayEdit && <MenuItem onChoose={() => setAsked({ kind: 'clone' })}>Clone</MenuItem>}
          {can('ARCHIVE') && <MenuItem onChoose={() => setAsked({ kind: 'archive' })}>Archive</MenuItem>}
          {mayEdit && !['RUNNING', 'PAUSED'].includes(experiment.state) && (
            <MenuItem icon="trash" tone="bad" onChoose={() => setAsked({ kind: 'delete' })}>
              Delete
            </MenuItem>
          )}
        </Menu>
      )}
      {asked !== null && <AskFirst experiment={experiment} asked={asked} onDone={onDone} onClose={() => setAsked(null)} />}
    </div>
  );
}

interface AskFirstProps {
  readonly experiment: Experiment;
  readonly asked: Asked;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function AskFirst({ experiment, asked, onDone, onClose }: AskFirstProps) {
  const { id, key, kind, name } = experiment;
  const client = useClient();
  const navigate = useNavigate();
  const common = { onDone, onClose };
  switch (asked.kind) {
    case 'force':
      return <ForceDialog experiment={experiment} {...common} />;
    case 'clone':
      return <CloneDialog id={id} experimentKey={key} onClose={onClose} />;
    case 'ship':
      return (
        <ConfirmDialog
          {...common}
          title={`Ship ${asked.variant}?`}
          says={`${name} ends, and every unit gets ${asked.variant} from now on. Results are kept.`}
          action={`Ship ${asked.variant}`}
          run={() => send(client, ShipVariantDocument, { input: { id, variant: asked.variant } })}
        />
      );
    case 'stop':
      return (
        <ConfirmDialog
          {...common}
          title={`Stop ${name}?`}
          says="It ends for good, and every unit gets the default value. Results are kept. To go on later, pause it instead."
          action="Stop"
          run={() => send(client, StopExperimentDocument, { id })}
        />
      );
    case 'archive':
      return (
        <ConfirmDialog
          {...common}
          title={`Archive ${name}?`}
          says="Code that asks for it does not find it any more, and gets its own default. Results are kept."
          action="Archive"
          run={() => send(client, ArchiveExperimentDocument, { id })}
        />
      );
    case 'delete':
      return (
        <ConfirmDialog
          title={`Delete ${name}?`}
          says="Its definition, phases, versions and exposures are gone for good."
          action="Delete"
          run={() => send(client, DeleteExperimentDocument, { id })}
          onDone={() => void navigate({ to: kind === 'FLAG' ? '/flags' : '/experiments', search: keepView })}
          onClose={onClose}
        />
      );
    default:
      return asked satisfies never;
  }
}
