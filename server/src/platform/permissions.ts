/** What a person may be in a workspace. Each role from VIEWER on may do what those before it may; a REVIEWER sees its queues only. */
export const roles = ['REVIEWER', 'VIEWER', 'ANALYST', 'EDITOR', 'ADMIN', 'OWNER'] as const;
export type Role = (typeof roles)[number];

/** What an API key is for. FULL: whatever its role may do. */
export const keyScopes = ['CLIENT', 'INGEST', 'READ', 'FULL'] as const;
export type KeyScope = (typeof keyScopes)[number];

interface Rule {
  /** What one may do with it, to be read after "may". */
  readonly what: string;
  readonly roles: readonly Role[];
  /** Keys with one of these scopes keep the permission, where their role has it. */
  readonly keys: readonly KeyScope[];
}

const from = (least: Exclude<Role, 'REVIEWER'>): readonly Role[] => roles.slice(roles.indexOf(least));
const rule = (what: string, allowed: readonly Role[], keys: readonly KeyScope[] = ['FULL']): Rule => ({ what, roles: allowed, keys });

/**
 * Every permission of the product: the one table that the schema, the pages, docs/permissions.md and the tests read. A root field names the
 * permission that it needs (`authScopes: { may: 'EDIT_PRICES' }`).
 */
export const permissions = {
  SEE_SELF: rule('see who one is, and what one may do', roles, ['CLIENT', 'INGEST', 'READ', 'FULL']),
  ASSIGN: rule('ask which variant of an experiment, or value of a flag, a unit gets', from('VIEWER'), ['CLIENT', 'INGEST', 'READ', 'FULL']),
  OWN_ACCOUNT: rule('keep own preferences, keys, sessions and memberships', roles),
  SEE_QUEUES: rule('see the annotation queues that one may judge', roles),
  REVIEW: rule('see and rate what own review queues hold', roles),
  READ: rule('see messages, traces, training jobs, analytics, models and prices', from('VIEWER'), ['READ', 'FULL']),
  READ_MEMBERS: rule('see who is a member, with which role', from('VIEWER'), ['READ', 'FULL']),
  EXPORT: rule('export messages and numbers as files, and schedule exports', from('ANALYST')),
  JUDGE: rule('rate, tag and correct messages in place', from('ANALYST')),
  ASK_ASSISTANT: rule('ask the assistant, and keep conversations', from('VIEWER')),
  USE_PLAYGROUND: rule('run prompts in the playground, and keep runs', from('ANALYST')),
  SAVE_VIEWS: rule('save and delete views of lists, and pin baselines of drift', from('ANALYST')),
  EDIT_BOARDS: rule('save, share and delete boards', from('ANALYST')),
  JUDGE_ANOMALIES: rule('judge, acknowledge, assign and resolve anomalies, mute series, and dismiss insights', from('ANALYST')),
  ANNOTATE: rule('mark times on charts', from('ANALYST'), ['INGEST', 'FULL']),
  READ_POLICY: rule('see what is masked and how long data is kept', from('ANALYST'), ['READ', 'FULL']),
  INGEST: rule('send messages, spans, evaluations and points of training', from('EDITOR'), ['INGEST', 'FULL']),
  EXPOSE: rule('record exposures and events', from('EDITOR'), ['CLIENT', 'INGEST', 'FULL']),
  EDIT_METRICS: rule('define, edit and delete metrics', from('EDITOR')),
  EDIT_EXPERIMENTS: rule('make, edit, copy and delete experiments and flags', from('EDITOR')),
  START_EXPERIMENTS: rule('start, pause, stop, archive and ship experiments, and switch flags', from('EDITOR')),
  EDIT_COHORTS: rule('make, edit, copy and delete cohorts', from('EDITOR')),
  IMPORT: rule('save and delete mappings of files that are imported', from('EDITOR')),
  EDIT_MODELS: rule('save and delete models and their versions, and mark what is deployed', from('EDITOR')),
  EDIT_RELEASE_POLICY: rule('set what regressions do to deployments of models', from('ADMIN')),
  OVERRIDE_RELEASES: rule('mark a version as deployed in spite of a regression that blocks it', from('OWNER')),
  EDIT_PROMPTS: rule('save versions of prompts, and set their labels, tags and comments', from('EDITOR')),
  RELEASE_PROMPTS: rule('set, move and take away the label `production` of prompts', from('EDITOR')),
  EDIT_PRICES: rule('save, import and delete prices', from('EDITOR')),
  EDIT_DATASETS: rule('make, fill, edit, split and delete datasets', from('EDITOR'), ['INGEST', 'FULL']),
  EDIT_JUDGES: rule('make rubrics and judges, and have them judge messages', from('EDITOR')),
  RUN_EVALUATIONS: rule('run evaluations of prompts and models, stop, resume and delete them', from('EDITOR')),
  MANAGE_QUEUES: rule('make, fill, close and delete annotation queues', from('EDITOR')),
  ACKNOWLEDGE_ALERTS: rule('acknowledge alerts', from('ANALYST')),
  EDIT_ALERTS: rule('make, edit, mute and delete alert rules, and send notices once more', from('EDITOR')),
  EDIT_SETTINGS: rule('set thresholds, targets, time zone and week of the workspace', from('EDITOR')),
  TRAIN: rule('start, steer, edit and cancel training jobs', from('EDITOR')),
  RUN_JOBS: rule('take training jobs from the queue and run them', from('EDITOR')),
  READ_KEYS: rule('see which API keys there are', from('EDITOR')),
  EDIT_KEYS: rule('create and revoke API keys', from('ADMIN')),
  MANAGE_RUNNERS: rule('revoke runners', from('ADMIN')),
  REBUILD: rule('have all facts written again', from('ADMIN')),
  DELETE_DATA: rule('delete traces and training jobs', from('ADMIN')),
  PERSON_DATA: rule('count, export and erase what is stored of a user', from('ADMIN')),
  EDIT_POLICY: rule('change what is masked and how long data is kept', from('ADMIN')),
  EDIT_MEMBERS: rule('invite people, change their roles and remove them', from('ADMIN')),
  READ_AUDIT: rule('see who changed what', from('ADMIN')),
  EDIT_CONNECTIONS: rule('connect language models and Slack, choose the default model, and set budgets', from('ADMIN')),
  EDIT_ALERT_CHANNELS: rule('make, edit, test and delete the channels that alerts go to', from('ADMIN')),
  EDIT_WORKSPACE: rule('rename and archive the workspace', from('ADMIN')),
  READ_SERVER: rule('read the numbers of the whole server (`/metrics`), from the workspace `default`', from('ADMIN'), ['READ', 'FULL']),
  EDIT_SIGN_IN: rule('set how members sign in', from('OWNER')),
  DELETE_WORKSPACE: rule('delete the workspace, and hand it to another owner', from('OWNER')),
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as readonly Permission[];

/**
 * What may be done in a workspace that is archived: reading it, keeping people and keys out, taking it back or away, and what the law asks
 * for. Everything else is refused with WORKSPACE_ARCHIVED, on every protocol.
 */
const heldInArchive: ReadonlySet<Permission> = new Set<Permission>([
  'SEE_SELF',
  'ASSIGN',
  'OWN_ACCOUNT',
  'READ',
  'READ_MEMBERS',
  'READ_POLICY',
  'READ_KEYS',
  'READ_AUDIT',
  'SEE_QUEUES',
  'EXPORT',
  'EDIT_KEYS',
  'EDIT_MEMBERS',
  'EDIT_SIGN_IN',
  'EDIT_WORKSPACE',
  'DELETE_WORKSPACE',
  'PERSON_DATA',
]);

/** Who asks, as far as permissions go. `role` null: signed in, and a member of no workspace. `keyScope` null: no key, or a personal one. */
export interface Permitted {
  readonly role: Role | null;
  readonly keyScope: KeyScope | null;
  /** Present: the workspace is archived. */
  readonly isArchived?: true;
}

/** Whether a permission is lacked for no other reason than that the workspace is archived. */
export const endsInArchive = (viewer: Permitted, permission: Permission): boolean =>
  viewer.isArchived === true && !heldInArchive.has(permission) && hasPermission(viewer, permission);

export const isPermitted = (viewer: Permitted, permission: Permission): boolean =>
  hasPermission(viewer, permission) && !endsInArchive(viewer, permission);

function hasPermission({ role, keyScope }: Permitted, permission: Permission): boolean {
  const { roles: allowed, keys } = permissions[permission] as Rule;
  if (keyScope !== null && !keys.includes(keyScope)) return false;
  return role === null ? permission === 'SEE_SELF' || permission === 'OWN_ACCOUNT' : allowed.includes(role);
}

/** The roles that have a permission. */
export const rolesWith = (permission: Permission): readonly Role[] => (permissions[permission] as Rule).roles;

/** Whether a role may do more than another. */
export const isAbove = (role: Role, other: Role): boolean => roles.indexOf(role) > roles.indexOf(other);

export const higherOf = (one: Role, other: Role | null): Role => (other !== null && isAbove(other, one) ? other : one);

/** The least role that has a permission. */
export const leastRole = (permission: Permission): Role => (permissions[permission] as Rule).roles[0] as Role;

/** Why it is not permitted, for the one who asked, and what would permit it. */
export function refusalOf({ role, keyScope }: Permitted, permission: Permission): string {
  const { what, keys } = permissions[permission] as Rule;
  const needed = `To ${what} takes the permission ${permission}`;
  if (keyScope !== null && !keys.includes(keyScope))
    return `${needed}; a key with the scope ${keyScope} does not have it, one with ${keys.at(-1)} does.`;
  return `${needed}, which begins with the role ${leastRole(permission)}; ${role === null ? 'you have none here: the workspace does not exist, or you are no member of it' : `the role here is ${role}`}.`;
}

/** Why something is permitted or not, to the viewer or to another. */
export function explanationOf(about: Permitted, permission: Permission): { isAllowed: boolean; reason: string } {
  const { what } = permissions[permission] as Rule;
  if (isPermitted(about, permission)) {
    const why = about.role === null ? 'every person who is signed in may' : `the role ${about.role} has the permission ${permission}`;
    return { isAllowed: true, reason: `May ${what}: ${why}.` };
  }
  if (endsInArchive(about, permission))
    return { isAllowed: false, reason: `May not ${what} while the workspace is archived; an admin can restore it.` };
  return { isAllowed: false, reason: refusalOf(about, permission) };
}

/** Whether an archived workspace still has a permission. */
export const isHeldInArchive = (permission: Permission): boolean => heldInArchive.has(permission);
