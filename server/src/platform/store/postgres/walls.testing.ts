import { randomUUID } from 'node:crypto';
import { everyWorkspace } from '../scope.ts';
import { PgSession, Postgres, type Statement } from './postgres.ts';

/** The last statement of each name about one workspace, of the file of tests that runs now. */
const sent = new Map<string, Statement>();

const keep = (statement: unknown): void => {
  const { label, scope } = statement as Statement;
  if (label !== undefined && typeof scope === 'string' && scope !== everyWorkspace) sent.set(label, statement as Statement);
};

for (const sender of [Postgres.prototype, PgSession.prototype]) {
  const { query } = sender;
  sender.query = function (statement, ...values) {
    keep(statement);
    return query.call(this, statement, ...values) as never;
  };
}

/** Begins anew: what was sent before belongs to other stores. */
export const forgetStatements = (): void => sent.clear();

/**
 * Sends each statement that tests have sent once more, as it was, from a session that is set to another workspace: what it answers there
 * no statement has stored in that workspace. A sentence for each that answers with anything of its own workspace.
 */
export async function leaksBetweenWorkspaces(postgres: Postgres): Promise<string[]> {
  const statements = [...sent.values()];
  sent.clear();
  const leaks: string[] = [];
  for (const { name: _prepared, ...statement } of statements) {
    const rows = await answerElsewhere(postgres, statement);
    const found = rows.find((row) => Object.values(row).some((value) => !isEmpty(value) && !isGiven(value, statement)));
    if (found !== undefined) leaks.push(`${statement.label} answers ${JSON.stringify(found).slice(0, 300)} in another workspace.`);
  }
  return leaks;
}

/** Nothing of it stays. A row that it would put into its own workspace is refused. */
async function answerElsewhere(postgres: Postgres, statement: Statement): Promise<object[]> {
  const undone = new Error('undone');
  let rows: object[] = [];
  await postgres
    .transaction(async (session) => {
      rows = (await session.query<object>({ ...statement, scope: randomUUID() })).rows;
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone && (error as { code?: string }).code !== refusedByPolicy) throw error;
    });
  return rows;
}

const refusedByPolicy = '42501';

const isEmpty = (value: unknown): boolean =>
  value === null || value === 0 || value === '0' || value === false || value === '' || (Array.isArray(value) && value.every(isEmpty));

const isGiven = (value: unknown, { values = [] }: Statement): boolean =>
  JSON.stringify(values).includes(typeof value === 'string' ? value : JSON.stringify(value));
