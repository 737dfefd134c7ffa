import type { AuditRowFragment } from '../../graphql/generated/graphql.ts';

/** Things that the trail follows, by the type that it names; the list of the filter. */
export const targetTypes = [
  'ApiKey',
  'DataPolicy',
  'ImportMapping',
  'Invitation',
  'Member',
  'Model',
  'ModelAlias',
  'ParameterUpdate',
  'Person',
  'Price',
  'PriceTable',
  'Runner',
  'SavedView',
  'TrainingConfiguration',
  'TrainingJob',
  'TrainingProject',
  'UserDeletion',
  'Workspace',
] as const;

/** `TrainingConfiguration` as `training configuration`, `ApiKey` as `API key`. */
export const wordsOf = (name: string): string =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\b(api|sso|url)\b/g, (word) => word.toUpperCase());

const changeWords = { CREATED: 'created', CHANGED: 'changed', DELETED: 'deleted' } as const;

/** What was done or tried: `changed`, `was refused: delete workspace`, `download audit log`. */
export function deedWords({ outcome, change, action }: Pick<AuditRowFragment, 'outcome' | 'change' | 'action'>): string {
  if (outcome === 'REFUSED') return `was refused: ${wordsOf(action)}`;
  return change == null ? wordsOf(action) : changeWords[change];
}

/** To what: `price gpt-4o`, `3 prices`; '': to nothing that the trail follows. */
export function thingWords({
  targetType,
  targetName,
  count,
  outcome,
}: Pick<AuditRowFragment, 'targetType' | 'targetName' | 'count' | 'outcome'>): string {
  if (targetType == null) return '';
  const type = wordsOf(targetType);
  if (count > 1 && outcome === 'DONE') return `${count} × ${type}`;
  return targetName == null ? type : `${type} ${targetName}`;
}

/** A value of a field as a line of text; null: there is none. */
export function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ');
}
