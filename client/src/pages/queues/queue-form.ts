import type { QueueRowFragment, SaveAnnotationQueueInput } from '../../graphql/generated/graphql.ts';
import type { Checked } from '../../controls/form/form-state.ts';
import { linesOf, rubricFieldOf } from './words.ts';

/** A queue as it is typed. */
export interface QueueDraft {
  readonly name: string;
  readonly instructions: string;
  readonly rating: boolean;
  readonly success: boolean;
  readonly correction: boolean;
  /** One a line. */
  readonly tags: string;
  /** One a line: `tone: kind, cold`. */
  readonly fields: string;
  readonly overlap: string;
  readonly leaseMinutes: string;
  readonly isForAll: boolean;
  readonly memberIds: readonly string[];
}

export function draftOf(queue: QueueRowFragment | null, memberIds: readonly string[]): QueueDraft {
  const rubric = queue?.rubric;
  return {
    name: queue?.name ?? '',
    instructions: queue?.instructions ?? '',
    rating: rubric?.rating ?? true,
    success: rubric?.success ?? true,
    correction: rubric?.correction ?? true,
    tags: (rubric?.failureTags ?? []).join('\n'),
    fields: (rubric?.fields ?? []).map(({ name, values }) => `${name}: ${values.join(', ')}`).join('\n'),
    overlap: String(queue?.overlap ?? 1),
    leaseMinutes: String(queue?.leaseMinutes ?? 15),
    isForAll: queue?.isForAll ?? true,
    memberIds,
  };
}

const whole = (text: string): number | null => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : null);

export function readDraft(id: string | null, draft: QueueDraft): Checked<SaveAnnotationQueueInput> {
  const problems: Record<string, string> = {};
  const overlap = whole(draft.overlap);
  const leaseMinutes = whole(draft.leaseMinutes);
  const fields = linesOf(draft.fields).map(rubricFieldOf);
  if (draft.name.trim() === '') problems['name'] = 'Give the queue a name.';
  if (overlap === null || overlap < 1) problems['overlap'] = 'A whole number from 1 to 20.';
  if (leaseMinutes === null || leaseMinutes < 1) problems['leaseMinutes'] = 'A whole number of minutes, 1 to 1440.';
  if (fields.includes(null)) problems['fields'] = 'One field a line, with two values or more: tone: kind, cold';
  if (Object.keys(problems).length > 0 || overlap === null || leaseMinutes === null) return { ok: false, problems };
  return {
    ok: true,
    value: {
      ...(id !== null && { id }),
      name: draft.name.trim(),
      instructions: draft.instructions,
      overlap,
      leaseMinutes,
      isForAll: draft.isForAll,
      memberIds: draft.isForAll ? [] : [...draft.memberIds],
      rubric: {
        rating: draft.rating,
        success: draft.success,
        correction: draft.correction,
        failureTags: linesOf(draft.tags),
        fields: fields.filter((field) => field !== null),
      },
    },
  };
}
