import { checkFilter } from '../../analytics/pure/check-filter.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import type { BadInput, Result } from '../../../platform/graphql/errors.ts';
import { checkInput, Problems } from '../../../platform/ingest/input.ts';
import { badJson } from '../../../platform/ingest/json.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { BadExport } from '../errors.ts';
import type { ExportFormat, ExportType } from '../types.ts';

/** What a file is to hold, and how, as the API takes it. */
export interface FileInput {
  readonly type: ExportType;
  readonly format: ExportFormat;
  readonly filter?: AnalyticsFilter | null | undefined;
  readonly roles?: readonly string[] | null | undefined;
}

export interface CheckedFile {
  readonly type: ExportType;
  readonly format: ExportFormat;
  readonly filter: AnalyticsFilter;
  readonly roles: readonly string[];
}

/** The input as it can be made, or every field at fault. */
export const checkExport = (input: FileInput): Result<CheckedFile, BadExport> => checkInput(readFile(input), BadExport);

/** The parts of an input that say what a file holds. */
export const readFile = ({ type, format, filter, roles }: FileInput) => ({
  type,
  format,
  filter: readFilter(filter ?? {}),
  roles: readRoles(type, format, roles ?? []),
});

function readFilter(filter: AnalyticsFilter): AnalyticsFilter | Problems {
  const checked = checkFilter(filter);
  if (!checked.ok) return new Problems((checked.failure.within('filter') as BadInput).problems);
  // It is kept with the export: a query could look for some texts that can't be stored.
  const problems = Object.entries(filter).flatMap(([name, value]) => {
    const reason = badJson(value);
    return reason === null ? [] : [new Problem(`filter.${name}`, reason)];
  });
  return problems.length === 0 ? checked.value : new Problems(problems);
}

const readRoles = (type: ExportType, format: ExportFormat, roles: readonly string[]): readonly string[] | Problem =>
  roles.length === 0 || (type === 'COMPLETE' && format !== 'REPORT')
    ? [...new Set(roles)]
    : new Problem('roles', 'narrows a file of messages (COMPLETE); numbers are counted over answers alone');
