import type { Checked } from '../../controls/form/form-state.ts';
import type { RubricRowFragment, RubricScale, SaveRubricInput } from '../../graphql/generated/graphql.ts';

/** A rubric while it is typed. */
export interface RubricDraft {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly criteria: string;
  readonly scale: RubricScale;
  /** One a line. */
  readonly categories: string;
  readonly examples: readonly { readonly question: string; readonly answer: string; readonly verdict: string; readonly reason: string }[];
  readonly usesReference: boolean;
}

export const draftOf = (rubric: RubricRowFragment | null): RubricDraft => ({
  key: rubric?.key ?? '',
  name: rubric?.name ?? '',
  description: rubric?.description ?? '',
  criteria: rubric?.criteria ?? '',
  scale: rubric?.scale ?? 'PASS_FAIL',
  categories: rubric?.categories.join('\n') ?? '',
  examples: (rubric?.examples ?? []).map(({ question, answer, verdict, reason }) => ({ question, answer, verdict, reason })),
  usesReference: rubric?.usesReference ?? false,
});

/** "Tool choice" as "tool-choice". */
export const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64);

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The rubric that a draft stands for, or what keeps it from being one, by field. */
export function readRubric(draft: RubricDraft): Checked<SaveRubricInput> {
  const problems: Record<string, string> = {};
  const key = draft.key.trim() === '' ? keyOf(draft.name) : draft.key.trim();
  if (draft.name.trim() === '') problems['name'] = 'Give it a name.';
  else if (key === '') problems['key'] = 'Give a key of a to z and 0 to 9.';
  if (draft.criteria.trim() === '') problems['criteria'] = 'Say what the judge is to look for.';
  const categories = draft.scale === 'CATEGORY' ? linesOf(draft.categories) : [];
  if (draft.scale === 'CATEGORY' && categories.length < 2) problems['categories'] = 'Give two categories or more, one a line.';
  for (const [at, example] of draft.examples.entries())
    for (const field of ['question', 'answer', 'verdict', 'reason'] as const)
      if (example[field].trim() === '') problems[`examples[${at}].${field}`] = 'Is missing.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const { name, description, criteria, scale, examples, usesReference } = draft;
  return {
    ok: true,
    value: {
      key,
      name: name.trim(),
      description: description.trim() === '' ? null : description.trim(),
      criteria: criteria.trim(),
      scale,
      categories,
      examples: examples.map((example) => ({ ...example })),
      usesReference,
    },
  };
}
