import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { domains } from '../server/src/domains.ts';

const SOURCES = fileURLToPath(new URL('../server/src', import.meta.url));

/** Tables of the platform; those of a domain stand in its `domain.ts`. */
const PLATFORM_TABLES: Readonly<Record<string, string>> = {
  background_tasks: 'platform/jobs',
  schedules: 'platform/jobs',
  projection_queue: 'platform/store',
  rollup_dirty_hours: 'platform/store',
  schema_migrations: 'platform/store',
};

/** The folder that writes each table of PostgreSQL and ClickHouse, by the table's name. */
export const TABLES: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(PLATFORM_TABLES),
  ...domains.flatMap(({ name, tables = [] }) => tables.map((table) => [table, `domains/${name}`])),
]);

/** Who reads a table beside its owner, and why: a join of two owners has to stand somewhere. */
const READERS: Readonly<Record<string, readonly string[]>> = {
  // The projection joins a message with its judgments into one row of facts.
  // Units of an experiment may be conversations or messages, which callers know by their own ids; evaluation runs claim answers with their messages.
  messages: [
    'domains/datasets',
    'domains/evaluation-runs',
    'domains/annotation-queues',
    'domains/facts',
    'domains/evaluations',
    'domains/experiments',
    'domains/judges',
    'domains/loops',
    'domains/meaning',
    'domains/prices',
    'domains/traces',
  ],
  // Rows that a loop makes of answers name the user, so that deletions find them.
  conversations: ['domains/datasets', 'domains/experiments', 'domains/facts', 'domains/loops'],
  end_users: ['domains/datasets', 'domains/facts', 'domains/loops'],
  // A judge reads an answer with its calls of tools, and is compared with what people say.
  tool_calls: ['domains/datasets', 'domains/facts', 'domains/judges'],
  // Judged traces are kept by the sampling and found by the list of traces; files of messages have their judgments.
  // Rows of a dataset are made of what a queue has judged.
  annotation_queue_items: ['domains/datasets'],
  evaluations: ['domains/datasets', 'domains/facts', 'domains/judges', 'domains/loops', 'domains/traces', 'domains/messages'],
  // What a message may be grouped by, and whether a price reaches any model; versions are named after their model.
  // Charts mark when models were deployed, versions registered and prices changed.
  models: ['domains/analytics', 'domains/annotations', 'domains/prices', 'domains/versions'],
  model_versions: ['domains/annotations'],
  model_deployments: ['domains/annotations'],
  prices: ['domains/annotations'],
  // The health, the parameters and the lease of a job are locked after the job, and the queue is its jobs; savings are those of jobs by a
  // filter, and cost follows from the times of attempts.
  training_jobs: ['domains/alerts', 'domains/health', 'domains/runners', 'domains/steering', 'domains/strategy', 'domains/transfer'],
  // Alerts are about jobs that fail, warnings that hold, and guardrails that have paused an experiment.
  training_warnings: ['domains/alerts'],
  training_attempts: ['domains/health'],
  // Sockets are looked after with their sessions.
  person_sessions: ['domains/access'],
  // Members, invitations and personal keys are shown with their people.
  // Names of those who skipped a message.
  people: ['domains/access', 'domains/annotation-queues'],
  // A session leads to its person's membership.
  members: ['domains/people', 'domains/annotation-queues'],
  // The platform locks one, where a transaction of Prisma is to be alone in it.
  // The audit trail's chains are named by their workspaces.
  workspaces: [
    'domains/alerts',
    'domains/audit',
    'domains/exports',
    'domains/facts',
    'domains/meaning',
    'domains/people',
    'domains/policies',
    'domains/prices',
    'platform/store',
  ],
  // Exports that wait are those whose tasks do.
  background_tasks: ['domains/exports'],
  // Numbers, lists and first and last days come from the facts.
  // What versions of prompts did are the facts of answers that name them; metrics are sums of answers and events of
  // units.
  message_facts: [
    'domains/analytics',
    'domains/datasets',
    'domains/annotation-queues',
    'domains/experiments',
    'domains/judges',
    'domains/loops',
    'domains/messages',
    'domains/metrics',
    'domains/models',
    'domains/prompts',
    'domains/users',
    'domains/cohorts',
    'domains/cohort-comparison',
    'domains/meaning',
    'domains/traces',
    'domains/causes',
    'domains/drift',
    'domains/versions',
  ],
  // A rule about anomalies is tried on those of the last days.
  anomalies: ['domains/alerts'],
  anomaly_findings: ['domains/alerts'],
  // Cohorts are users by what was reported of them, what they did, and what they were shown.
  user_properties: ['domains/cohorts'],
  exposures: ['domains/cohorts'],
  experiments: ['domains/alerts', 'domains/cohorts'],
  events: ['domains/cohorts', 'domains/experiments', 'domains/metrics'],
  message_texts: ['domains/analytics', 'domains/messages'],
  // Messages may be filtered by what users mean, and causes searched by it.
  message_meaning: ['domains/analytics', 'domains/causes', 'domains/drift'],
  // How far projection is: jobs that wait for it, and the status.
  // Counts of experiments go up to what is not waiting any more.
  projection_queue: ['domains/alerts', 'domains/experiments', 'domains/facts', 'domains/prices', 'platform/jobs'],
  event_log: ['domains/experiments'],
  rollup_dirty_hours: ['domains/analytics', 'platform/jobs'],
  trace_queue: ['platform/jobs'],
  span_log: ['platform/jobs'],
  // Who asked for a change of parameters is shown by the name of the key, and wrong credentials belong to the workspace of their prefix.
  api_keys: ['domains/audit', 'domains/steering', 'domains/annotation-queues'],
};

/** Names of these calls take a table of ClickHouse that they write. */
const WRITING_CALLS = /\b(?:insert|deleteRows|mutate)\(\s*(?:[\w.]+,\s*)?'([a-z_]+)'/g;
/** Declarations by which a table is written: of its rows, or of a queue. */
const DECLARATIONS = /\bdefine(?:Table\(\{\s*name|(?:Queue|LineLog)\(\{(?:(?!\}\)).)*?\btable): '([a-z_]+)'/gs;
const WRITES = /\b(?:INSERT INTO|DELETE FROM|(?<!FOR |DO )UPDATE|ALTER TABLE|TRUNCATE(?: TABLE)?|LOCK TABLE)\s+(?:ONLY\s+)?"?([a-z_]+)"?/g;
const READS = /\b(?:FROM|JOIN|USING)\s+((?:"?[a-z_]+"?(?:\s+(?:AS\s+)?[a-z]\w*)?(?:\s*,\s*(?=[a-z"]))?)+)/g;
/** Documents may show what statements look like. */
const DOCUMENTS = /\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const FOR_TESTS = /\.(test|testing|fixtures|global)\.ts$|\/testing\.ts$|\/migrations\//;

/** Statements in this file that name tables of others, as sentences. */
export function tableOffences(path: string, source: string): string[] {
  const text = source.replaceAll(DOCUMENTS, '');
  const written = new Set(
    [...text.matchAll(WRITES), ...text.matchAll(WRITING_CALLS), ...text.matchAll(DECLARATIONS)].map((match) => match[1] as string),
  );
  const read = new Set(
    [...text.matchAll(READS)].flatMap((match) =>
      (match[1] as string).split(',').map((item) => (item.trim().split(/\s/)[0] as string).replaceAll('"', '')),
    ),
  );
  const isForeign = (table: string): boolean => TABLES[table] !== undefined && !path.startsWith(`${TABLES[table]}/`);
  const mayRead = (table: string): boolean => (READERS[table] ?? []).some((folder) => path.startsWith(`${folder}/`));
  return [
    ...[...written]
      .filter(isForeign)
      .map((table) => `server/src/${path} writes ${table}, which is for ${TABLES[table]} alone: call its commands, or react to its hook`),
    ...[...read]
      .filter((table) => isForeign(table) && !written.has(table) && !mayRead(table))
      .map((table) => `server/src/${path} reads ${table} of ${TABLES[table]}: ask it, or declare the reader in tools/tables.ts`),
  ];
}

/** Every statement of the server that names tables of others. */
export async function foreignTables(): Promise<string[]> {
  const files = (await readdir(SOURCES, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(SOURCES, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !FOR_TESTS.test(path) && !path.includes('/generated/'));
  const offences = await Promise.all(files.map(async (path) => tableOffences(path, await readFile(join(SOURCES, path), 'utf8'))));
  return offences.flat();
}
