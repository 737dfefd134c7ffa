import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog, FormDialog } from '../../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../../controls/form/form.tsx';
import { useForm } from '../../../controls/form/use-form.ts';
import { useMay } from '../../../controls/viewer.ts';
import { DeleteTrainingJobDocument, EditTrainingJobDocument } from '../../../graphql/generated/graphql.ts';
import type { EditTrainingJobInput, EditTrainingJobMutation } from '../../../graphql/generated/graphql.ts';
import { send } from '../../../graphql/refusal.ts';
import { IconButton } from '../../../primitives/button.tsx';
import { FieldRow, FieldStack, TextField } from '../../../primitives/field.tsx';
import { Menu, MenuItem } from '../../../primitives/menu.tsx';
import { draftOfJob, readJobDraft } from './job-form.ts';
import type { JobDraft } from './job-form.ts';
import type { ShownJob } from './job.tsx';

/** What can be done to a job as an entry: described better, or taken away. */
export function JobActions({ job, onChanged }: { readonly job: ShownJob; readonly onChanged: () => void }) {
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const close = () => setOpen(null);
  const mayTrain = useMay('TRAIN');
  const mayDelete = useMay('DELETE_DATA');
  if (!mayTrain && !mayDelete) return null;
  return (
    <>
      <Menu trigger={<IconButton icon="more" label={`Actions for ${job.name}`} />}>
        {mayTrain && (
          <MenuItem icon="edit" onChoose={() => setOpen('edit')}>
            Edit
          </MenuItem>
        )}
        {mayDelete && (
          <MenuItem icon="trash" tone="bad" onChoose={() => setOpen('delete')}>
            Delete
          </MenuItem>
        )}
      </Menu>
      {open === 'edit' && <JobDialog job={job} onSaved={onChanged} onClose={close} />}
      {open === 'delete' && <DeleteJob job={job} onClose={close} />}
    </>
  );
}

function JobDialog({ job, onSaved, onClose }: { readonly job: ShownJob; readonly onSaved: () => void; readonly onClose: () => void }) {
  const client = useClient();
  const form = useForm<JobDraft, EditTrainingJobInput, EditTrainingJobMutation>({
    start: draftOfJob(job),
    check: (typed) => readJobDraft(job.id, typed),
    save: (input) => send(client, EditTrainingJobDocument, { input }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  const { draft, problems, change: set } = form;
  return (
    <FormDialog form={form} onClose={onClose} title={`Edit ${job.name}`} save="Save job">
      <FieldStack>
        <TextField label="Name" value={draft.name} problem={problems['name']} onText={(name) => set({ name })} />
        <FieldRow>
          <TextField label="Project" value={draft.project} problem={problems['project']} onText={(project) => set({ project })} />
          <TextField
            label="Group"
            value={draft.groupName}
            problem={problems['groupName']}
            hint="Jobs of a group are averaged together."
            onText={(groupName) => set({ groupName })}
          />
        </FieldRow>
        <TextField
          label="Tags"
          value={draft.tags}
          problem={problems['tags']}
          hint="Separated by commas."
          onText={(tags) => set({ tags })}
        />
        <TextField
          label="Planned steps"
          value={draft.totalSteps}
          problem={problems['totalSteps']}
          onText={(totalSteps) => set({ totalSteps })}
          inputMode="numeric"
          mono
        />
        <TextField label="Notes" value={draft.notes} problem={problems['notes']} onText={(notes) => set({ notes })} />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

function DeleteJob({ job, onClose }: { readonly job: ShownJob; readonly onClose: () => void }) {
  const client = useClient();
  const navigate = useNavigate();
  return (
    <ConfirmDialog
      title={`Delete ${job.name}?`}
      says="The job is gone with all of its points, for everybody. A trainer that still logs to it is refused."
      action="Delete job"
      run={() => send(client, DeleteTrainingJobDocument, { id: job.id })}
      onDone={() => void navigate({ to: '/training' })}
      onClose={onClose}
    />
  );
}
