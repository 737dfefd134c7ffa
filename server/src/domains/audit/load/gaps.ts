import {
  expectedFunctions,
  expectedTriggers,
  type CatalogFunction,
  type CatalogTrigger,
} from '../../../platform/store/migrations/audit/expected.ts';
import { auditDigest } from '../../../platform/store/migrations/audit/install.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { auditFunctionsNow, auditInstallation, auditTriggers, workspacesWithoutChain } from '../queries/chain.ts';

/** What would let changes go unrecorded from now on, or has, as sentences: functions and triggers are compared with those that this version makes. */
export async function gapsOf(statements: Statements): Promise<string[]> {
  const [installation] = await auditInstallation(statements);
  const isOwn = installation?.digest === auditDigest();
  const [functions, triggers] = [await auditFunctionsNow(statements), await auditTriggers(statements)];
  return [
    ...(isOwn ? [] : ['The triggers of the trail are of another version: run `pnpm db migrate`, then verify again.']),
    ...(installation?.isSilenced === true
      ? ['A setting of the database or of a role switches triggers off (session_replication_role).']
      : []),
    ...expectedFunctions().flatMap((expected) => functionGap(expected, functions, isOwn)),
    ...expectedTriggers().flatMap((expected) => triggerGap(expected, triggers, isOwn)),
    ...(await workspacesWithoutChain(statements)).map(({ slug }) => `The workspace ${slug} has no entry: its chain was removed.`),
  ];
}

function functionGap(expected: CatalogFunction, found: readonly CatalogFunction[], isOwn: boolean): string[] {
  const own = found.filter(({ name }) => name === expected.name);
  if (own.length === 0) return isOwn ? [`The function ${expected.name} is missing.`] : [];
  const isSame = own.length === 1 && JSON.stringify(sorted(own[0] as CatalogFunction)) === JSON.stringify(sorted(expected));
  return isOwn && !isSame ? [`The function ${expected.name} is not the one that this version makes.`] : [];
}

function triggerGap(expected: CatalogTrigger, found: readonly CatalogTrigger[], isOwn: boolean): string[] {
  const { table, trigger } = expected;
  const own = found.find((other) => other.table === table && other.trigger === trigger);
  if (own === undefined) return [`The trigger ${trigger} of the table ${table} is missing or disabled.`];
  const isSame = JSON.stringify(sorted(own)) === JSON.stringify(sorted(expected));
  return isOwn && !isSame ? [`The trigger ${trigger} of the table ${table} is not the one that this version makes.`] : [];
}

const sorted = (row: object): unknown => Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1));
