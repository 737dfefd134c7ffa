import { auditedTables } from '../../audited.ts';
import { auditFunctions } from './functions.ts';
import { ruleOf } from './install.ts';

/** A function of the trail as the catalog of PostgreSQL shows it. */
export interface CatalogFunction {
  readonly name: string;
  readonly body: string;
  readonly isDefiner: boolean;
  /** Settings for as long as it runs, joined. */
  readonly settings: string;
}

/** A trigger of the trail as the catalog of PostgreSQL shows it. */
export interface CatalogTrigger {
  readonly table: string;
  readonly trigger: string;
  readonly calls: string;
  /** Text of its only argument; empty: none. */
  readonly argument: string;
  /** The bits of `tgtype`: when it fires, and for what. */
  readonly type: number;
  /** Whether it fires for some columns only. */
  readonly isPartial: boolean;
  /** Its WHEN, as PostgreSQL writes it; null: none. */
  readonly condition: string | null;
  readonly isDeferred: boolean;
}

const searchPath = 'search_path=public, pg_temp';
const ofActor = `(COALESCE(current_setting('ftl.actor'::text, true), ''::text) <> ''::text)`;
/** `tgtype`: 1 for each row, 2 before, 4 insert, 8 delete, 16 update, 32 truncate. */
const types = { insert: 4, delete: 8, update: 16, keep: 2 + 8 + 16 + 32, seal: 1 + 4 } as const;

/** The functions that this version makes. */
export const expectedFunctions = (): readonly CatalogFunction[] =>
  auditFunctions.flatMap((statement) => {
    const [, name, head, body] = /^CREATE OR REPLACE FUNCTION (\w+)([\s\S]*?) AS \$\$([\s\S]*)\$\$$/.exec(statement) ?? [];
    if (name === undefined || head === undefined || body === undefined) return [];
    const settings = [
      ...(head.includes('SET search_path') ? [searchPath] : []),
      ...(head.includes('SET timezone') ? ['TimeZone=UTC'] : []),
    ];
    return [{ name, body, isDefiner: head.includes('SECURITY DEFINER'), settings: settings.join(';') }];
  });

/** The triggers that this version makes. */
export const expectedTriggers = (): readonly CatalogTrigger[] => {
  const whole = { argument: '', isPartial: false, condition: null, isDeferred: false };
  return [
    ...['audit_entries', 'audit_seals'].map((table) => ({ ...whole, table, trigger: 'audit_keep', calls: 'audit_keep', type: types.keep })),
    { ...whole, table: 'audit_entries', trigger: 'audit_seal', calls: 'audit_seal', type: types.seal, isDeferred: true },
    ...Object.entries(auditedTables()).flatMap(([table, rule]) =>
      (['insert', 'update', 'delete'] as const).map((event) => ({
        ...whole,
        table,
        trigger: `audit_${event}`,
        calls: 'audit_change',
        argument: ruleOf(rule),
        type: types[event],
        condition: rule.always === true ? null : ofActor,
      })),
    ),
  ];
};
