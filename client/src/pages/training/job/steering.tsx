import { useEffect, useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { useClient } from 'urql';
import { ConfirmDialog, FormDialog } from '../../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../../controls/form/form.tsx';
import { useForm } from '../../../controls/form/use-form.ts';
import { useMay } from '../../../controls/viewer.ts';
import { CancelTrainingJobDocument, UpdateTrainingParametersDocument } from '../../../graphql/generated/graphql.ts';
import type { ParameterUpdateStatus, UpdateTrainingParametersMutation } from '../../../graphql/generated/graphql.ts';
import { send } from '../../../graphql/refusal.ts';
import { Button } from '../../../primitives/button.tsx';
import { useMinute } from '../../../primitives/clock.ts';
import { FieldStack, TextField } from '../../../primitives/field.tsx';
import { Moment } from '../../../primitives/moment.tsx';
import { parametersOf } from '../parameters.ts';
import { isActive } from '../words.ts';
import type { CurveBook } from './curve-book.ts';
import type { ShownJob } from './job.tsx';
import { SchedulePreview } from './schedule-preview.tsx';
import { appliesWords, draftOfParameters, isSteerable, readSteering } from './steering-form.ts';
import type { SteeringDraft } from './steering-form.ts';
import styles from './job.module.css';

interface SteeringProps {
  readonly job: ShownJob;
  readonly book: CurveBook;
  readonly onChanged: () => void;
}

/** What can be done to a job while it trains: other parameters, a checkpoint and the end. */
export function SteeringButtons({ job, book, onChanged }: SteeringProps) {
  const [open, setOpen] = useState<'change' | 'stop' | 'save' | null>(null);
  const close = () => setOpen(null);
  const mayTrain = useMay('TRAIN');
  if (!isActive(job.status) || !mayTrain) return null;
  const canStop = job.status !== 'CANCELLING';
  return (
    <>
      {job.parameters.some(isSteerable) && (
        <Button disabled={!canStop} onClick={() => setOpen('change')}>
          Change parameters
        </Button>
      )}
      <Button disabled={!canStop} onClick={() => setOpen('save')}>
        Save and stop
      </Button>
      <Button tone="bad" disabled={!canStop} onClick={() => setOpen('stop')}>
        Stop
      </Button>
      {open === 'change' && <ChangeDialog job={job} book={book} onChanged={onChanged} onClose={close} />}
      {(open === 'stop' || open === 'save') && (
        <StopDialog job={job} savesCheckpoint={open === 'save'} onChanged={onChanged} onClose={close} />
      )}
    </>
  );
}

function StopDialog({
  job,
  savesCheckpoint,
  onChanged,
  onClose,
}: Omit<SteeringProps, 'book'> & { readonly savesCheckpoint: boolean; readonly onClose: () => void }) {
  const client = useClient();
  return (
    <ConfirmDialog
      title={`Stop ${job.name}?`}
      says={
        savesCheckpoint
          ? 'The trainer is asked to save a checkpoint and to stop. Until it confirms, the job is cancelling.'
          : 'The trainer is asked to stop without a checkpoint: what it learned since the last one is lost. Until it confirms, the job is cancelling.'
      }
      action={savesCheckpoint ? 'Save and stop' : 'Stop job'}
      run={() => send(client, CancelTrainingJobDocument, { id: job.id, saveCheckpoint: savesCheckpoint })}
      onDone={onChanged}
      onClose={onClose}
    />
  );
}

function ChangeDialog({ job, book, onChanged, onClose }: SteeringProps & { readonly onClose: () => void }) {
  const client = useClient();
  const form = useForm<SteeringDraft, Readonly<Record<string, number | string | boolean>>, UpdateTrainingParametersMutation>({
    start: draftOfParameters(job.parameters),
    check: (typed) => readSteering(job.parameters, typed),
    save: (parameters) => send(client, UpdateTrainingParametersDocument, { jobId: job.id, parameters }),
    onSaved: () => {
      onChanged();
      onClose();
    },
  });
  const logged = useLastRate(book);
  const fixed = job.parameters.filter((parameter) => !isSteerable(parameter));
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      wide
      title={`Change parameters of ${job.name}`}
      says="The trainer applies all of them or refuses with a reason; the step is marked on every curve."
      save="Send to the trainer"
    >
      <FieldStack>
        <div className={styles.steered}>
          {job.parameters.filter(isSteerable).map(({ name, applies, current, minimum, maximum }) => (
            <TextField
              key={name}
              label={name}
              value={form.draft[name] ?? ''}
              problem={form.problems[name]}
              hint={[
                `now ${current == null ? 'not known' : String(current)}`,
                appliesWords[applies],
                minimum != null && maximum != null ? `${minimum} to ${maximum}` : null,
              ]
                .filter((text) => text !== null)
                .join(' · ')}
              onText={(text) => form.change({ [name]: text })}
              mono
            />
          ))}
        </div>
        <SchedulePreview job={job} draft={form.draft} logged={logged} />
        {fixed.length > 0 && <p className="quiet small">Not while it runs: {fixed.map(({ name }) => name).join(', ')}.</p>}
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

/** The learning rate that was logged last. */
function useLastRate(book: CurveBook): { readonly step: number; readonly rate: number } | null {
  const [last, setLast] = useState<{ readonly step: number; readonly rate: number } | null>(null);
  useEffect(() => {
    const read = () => {
      const { curve } = book.read('learning_rate');
      const [step, rate] = [curve?.step.at(-1), curve?.value.at(-1)];
      if (step !== undefined && rate !== undefined) setLast((held) => (held?.step === step ? held : { step, rate }));
    };
    read();
    return book.watch('learning_rate', read);
  }, [book]);
  return last;
}

/** How long an answer to a change stays above the curves, ms. */
const ANSWER_MS = 120_000;

/** Where the last change stands: on its way, applied at a step, or refused with a reason; and a stop that is not confirmed. */
export function SteeringNotice({ job }: { readonly job: ShownJob }) {
  const now = useMinute();
  const locale = useLocale();
  const last = job.parameterUpdates.at(-1);
  const isWaiting = last?.status === 'REQUESTED' || last?.status === 'DELIVERED';
  const isShown = last !== undefined && isActive(job.status) && (isWaiting || now - Date.parse(last.requestedAt) < ANSWER_MS);
  return (
    <>
      {job.status === 'CANCELLING' && (
        <p className={styles.notice} role="status">
          <Badge tone="warn">cancelling</Badge>{' '}
          {job.stopDueAt == null ? (
            'It was asked to stop, and has not confirmed it.'
          ) : Date.parse(job.stopDueAt) > now + 60_000 ? (
            <>
              It was asked to stop; it should confirm by <Moment at={job.stopDueAt} precision="second" />.
            </>
          ) : (
            <>
              It should have confirmed the stop by <Moment at={job.stopDueAt} precision="second" />: whether it still runs is not known.
            </>
          )}
        </p>
      )}
      {isShown && (
        <p className={styles.notice} role="status">
          <Badge tone={statusWords[last.status].tone}>{statusWords[last.status].label}</Badge> <ChangeText update={last} />
          {last.appliedAtStep != null && ` from step ${format(last.appliedAtStep, 'count', locale)} on`}
          {last.reason != null && `: ${last.reason}`}
        </p>
      )}
    </>
  );
}

/** `learning_rate 0.003 → 0.001` */
function ChangeText({ update: { parameters, previous } }: { readonly update: Update }) {
  const before = new Map(parametersOf(previous).map(({ name, text }) => [name, text]));
  return (
    <span className="mono">
      {parametersOf(parameters)
        .map(({ name, text }) => `${name} ${before.get(name) ?? '?'} → ${text}`)
        .join(', ')}
    </span>
  );
}

const statusWords: Record<ParameterUpdateStatus, { readonly label: string; readonly tone: 'neutral' | 'accent' | 'good' | 'bad' }> = {
  REQUESTED: { label: 'waits', tone: 'neutral' },
  DELIVERED: { label: 'delivered', tone: 'accent' },
  APPLIED: { label: 'applied', tone: 'good' },
  REFUSED: { label: 'refused', tone: 'bad' },
};

type Update = ShownJob['parameterUpdates'][number];

const columns: readonly Column<Update>[] = [
  {
    key: 'at',
    header: 'Requested',
    of: ({ requestedAt }) => Date.parse(requestedAt),
    cell: ({ requestedAt }) => <Moment at={requestedAt} precision="second" />,
  },
  { key: 'by', header: 'By', of: ({ requestedBy }) => requestedBy ?? null },
  {
    key: 'change',
    header: 'Change',
    of: ({ parameters }) => JSON.stringify(parameters),
    cell: (update) => <ChangeText update={update} />,
  },
  {
    key: 'status',
    header: 'Answer',
    of: ({ status }) => status,
    cell: ({ status, reason }) => (
      <Badge tone={statusWords[status].tone} title={reason ?? undefined}>
        {statusWords[status].label}
      </Badge>
    ),
  },
  { key: 'step', header: 'At step', of: ({ appliedAtStep }) => appliedAtStep ?? null, unit: 'count' },
  { key: 'reason', header: 'Reason', of: ({ reason }) => reason ?? null, isClipped: true },
];

/** Every change that was requested while the job ran, and what the trainer answered. */
export function ParameterUpdates({ job }: { readonly job: ShownJob }) {
  if (job.parameterUpdates.length === 0) return null;
  return (
    <Panel title="Changes while it ran" hint="requested, delivered, then applied at a step or refused" flush>
      <DataTable
        caption="Changes while it ran"
        columns={columns}
        rows={job.parameterUpdates.toReversed()}
        rowKey={({ id }) => id}
        rowHeight={34}
        maxHeight="400px"
      />
    </Panel>
  );
}
