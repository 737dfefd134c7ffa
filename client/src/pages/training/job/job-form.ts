import type { EditTrainingJobInput } from '../../../graphql/generated/graphql.ts';
import type { ShownJob } from './job.tsx';

/** What is edited of a job, while it is typed. */
export interface JobDraft {
  readonly name: string;
  readonly project: string;
  readonly groupName: string;
  /** Separated by commas. */
  readonly tags: string;
  /** Empty: not planned. */
  readonly totalSteps: string;
  readonly notes: string;
}

export function draftOfJob(job: Pick<ShownJob, 'name' | 'project' | 'groupName' | 'tags' | 'totalSteps' | 'notes'>): JobDraft {
  return {
    name: job.name,
    project: job.project ?? '',
    groupName: job.groupName ?? '',
    tags: job.tags.join(', '),
    totalSteps: job.totalSteps == null ? '' : String(job.totalSteps),
    notes: job.notes ?? '',
  };
}

/** The change a draft stands for, or what keeps it from being one, by field. */
export function readJobDraft(
  id: string,
  draft: JobDraft,
):
  | { readonly ok: true; readonly value: EditTrainingJobInput }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> } {
  const problems: Record<string, string> = {};
  if (draft.name.trim() === '') problems['name'] = 'Give the job a name.';
  const steps = draft.totalSteps.trim().replaceAll(/[\s,_]/g, '');
  if (steps !== '' && !/^\d{1,15}$/.test(steps)) problems['totalSteps'] = 'Give a whole number of steps, or nothing.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const textOrNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    ok: true,
    value: {
      id,
      name: draft.name.trim(),
      project: textOrNull(draft.project),
      groupName: textOrNull(draft.groupName),
      tags: [
        ...new Set(
          draft.tags
            .split(',')
            .map((tag) => tag.trim())
            .filter((tag) => tag !== ''),
        ),
      ],
      totalSteps: steps === '' ? null : Number(steps),
      notes: textOrNull(draft.notes),
    },
  };
}
