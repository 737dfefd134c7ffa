import type { AuditRowFragment } from '../../graphql/generated/graphql.ts';

/** Things that the trail follows, by the type that it names; the list of the filter. */
export const targetTypes = [
  'Annotation',
  'AnnotationQueue',
  'ApiKey',
  'AssistantSettings',
  'BenchmarkRun',
  'BenchmarkSuite',
  'Board',
  'ContinualSession',
  'DataPolicy',
  'Dataset',
  'DatasetVersion',
  'Experiment',
  'ExperimentOverride',
  'Export',
  'ExportSchedule',
  'ImportMapping',
  'Invitation',
  'Loop',
  'Member',
  'Metric',
  'Model',
  'ModelAlias',
  'ModelConnection',
  'ModelDeployment',
  'ModelSettings',
  'ModelVersion',
  'ParameterUpdate',
  'Person',
  'Price',
  'PriceTable',
  'Prompt',
  'PromptComment',
  'PromptLabel',
  'PromptVersion',
  'ReleasePolicy',
  'Runner',
  'SavedView',
  'StrategyRecommendation',
  'TrainingConfiguration',
  'TrainingConfigurationVersion',
  'TrainingControl',
  'TrainingJob',
  'TrainingProject',
  'TransferSession',
  'UserCohort',
  'UserDeletion',
  'UserExport',
  'Workspace',
  'WorkspaceSettings',
] as const;

/** What the trail has of sign-in, by its names there; the list of the filter. */
export const signInActs: Readonly<Record<string, string>> = {
  signIn: 'signed in',
  signOut: 'signed out',
  requestPasswordReset: 'asked for a new password',
  resetPassword: 'set a new password',
  changePassword: 'changed the password',
  changeName: 'changed the name',
  enableSecondFactor: 'set up a second factor',
  disableSecondFactor: 'took off the second factor',
  renewRecoveryCodes: 'made new recovery codes',
  useRecoveryCode: 'used a recovery code',
  addPasskey: 'added a passkey',
  renamePasskey: 'renamed a passkey',
  deletePasskey: 'deleted a passkey',
  linkProvider: 'linked a provider',
  revokeSession: 'ended a session',
  revokeOtherSessions: 'ended all other sessions',
  createSignInLink: 'made a sign-in link for',
  resetSignIn: 'reset the ways to sign in of',
};

/** What changes no row, and would read as an order: `downloaded the audit log`. */
const otherActs: Readonly<Record<string, string>> = {
  downloadAuditLog: 'downloaded the audit log',
  downloadUserExport: 'downloaded',
  useKeyFromNewPlace: 'was used from a new address:',
  deleteWorkspaceForGood: 'deleted for good',
};

/** `TrainingConfiguration` as `training configuration`, `ApiKey` as `API key`. */
export const wordsOf = (name: string): string =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\b(api|sso|url)\b/g, (word) => word.toUpperCase());

const changeWords = { CREATED: 'created', CHANGED: 'changed', DELETED: 'deleted' } as const;

/** What was done or tried: `changed`, `was refused: delete workspace`, `download audit log`. */
export function deedWords({ outcome, change, action }: Pick<AuditRowFragment, 'outcome' | 'change' | 'action'>): string {
  // Of a protocol, the action is the request: its address stays as it is.
  if (outcome === 'REFUSED') return `was refused: ${action.includes(' ') ? action : wordsOf(action)}`;
  return change == null ? (signInActs[action] ?? otherActs[action] ?? wordsOf(action)) : changeWords[change];
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
