import type { Checked } from '../../controls/form/form-state.ts';
import type { JudgeRowFragment, RuleKind, SaveJudgeInput } from '../../graphql/generated/graphql.ts';

/** A judge while it is typed. */
export interface JudgeDraft {
  readonly name: string;
  readonly kind: 'MODEL' | 'RULE';
  readonly rubricId: string;
  readonly model: string;
  readonly minimumAgreement: string;
  readonly ruleKind: RuleKind;
  readonly pattern: string;
  /** One a line. */
  readonly texts: string;
  readonly ignoresCase: boolean;
  /** JSON text; empty: any JSON passes. */
  readonly schema: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly isNegated: boolean;
}

const shown = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));

export const draftOf = (judge: JudgeRowFragment | null, rubricId: string, model: string): JudgeDraft => ({
  name: judge?.name ?? '',
  kind: judge?.kind ?? 'MODEL',
  rubricId: judge?.rubric?.id ?? rubricId,
  model: judge?.modelName ?? model,
  minimumAgreement: shown(judge?.minimumAgreement ?? 0.4),
  ruleKind: judge?.rule?.kind ?? 'CONTAINS',
  pattern: judge?.rule?.pattern ?? '',
  texts: judge?.rule?.texts.join('\n') ?? '',
  ignoresCase: judge?.rule?.ignoresCase ?? true,
  schema: judge?.rule?.schema == null ? '' : JSON.stringify(judge.rule.schema, null, 2),
  minimum: shown(judge?.rule?.minimum),
  maximum: shown(judge?.rule?.maximum),
  isNegated: judge?.rule?.isNegated ?? false,
});

export const hasLimits = (kind: RuleKind): boolean => kind === 'LENGTH' || kind === 'LATENCY' || kind === 'COST';

/** The judge that a draft stands for, or what keeps it from being one, by field. */
export function readJudge(draft: JudgeDraft, id: string | null): Checked<SaveJudgeInput> {
  const problems: Record<string, string> = {};
  if (draft.name.trim() === '') problems['name'] = 'Give it a name.';
  const agreement = Number(draft.minimumAgreement);
  if (draft.minimumAgreement.trim() === '' || !(agreement >= -1 && agreement <= 1))
    problems['minimumAgreement'] = 'A number from -1 to 1, such as 0.4.';
  const base = { ...(id !== null && { id }), name: draft.name.trim(), minimumAgreement: agreement };
  if (draft.kind === 'MODEL') {
    if (draft.rubricId === '') problems['rubricId'] = 'Choose a rubric.';
    if (draft.model === '') problems['model'] = 'Connect a language model first, on the page Language models.';
    return Object.keys(problems).length > 0
      ? { ok: false, problems }
      : { ok: true, value: { ...base, rubricId: draft.rubricId, model: draft.model } };
  }
  const { ruleKind: kind } = draft;
  const number = (field: 'minimum' | 'maximum'): number | null => {
    const text = draft[field].trim();
    if (text === '' || !hasLimits(kind)) return null;
    if (!(Number(text) >= 0)) problems[`rule.${field}`] = 'A number from 0.';
    return Number(text);
  };
  const [minimum, maximum] = [number('minimum'), number('maximum')];
  if (hasLimits(kind) && minimum === null && maximum === null) problems['rule.maximum'] = 'Give one limit at least.';
  const texts = draft.texts
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  if (kind === 'CONTAINS' && texts.length === 0) problems['rule.texts'] = 'Give one text at least.';
  if (kind === 'REGEX' && draft.pattern === '') problems['rule.pattern'] = 'Give a pattern.';
  let schema: unknown = null;
  if (kind === 'JSON_SCHEMA' && draft.schema.trim() !== '')
    try {
      schema = JSON.parse(draft.schema);
    } catch (error) {
      problems['rule.schema'] = `Not JSON: ${error instanceof Error ? error.message : String(error)}`;
    }
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const { ignoresCase, isNegated } = draft;
  return {
    ok: true,
    value: {
      ...base,
      rule: {
        kind,
        ignoresCase,
        isNegated,
        ...(kind === 'REGEX' && { pattern: draft.pattern }),
        ...(kind === 'CONTAINS' && { texts }),
        ...(kind === 'JSON_SCHEMA' && schema !== null && { schema }),
        ...(hasLimits(kind) && { minimum, maximum }),
      },
    },
  };
}
