import { format } from '../format/unit.ts';
import type { Unit } from '../format/unit.ts';
import type { Locale } from '../format/locale.tsx';

/** A cell: what is read, and with it the bare number (or ISO instant) that a CSV file holds. A string is both. */
export type TwinCell = string | { readonly text: string; readonly value: number | string | null };

/** A chart's numbers as rows; made only when someone asks for it. */
export interface TwinTable {
  readonly columns: readonly { readonly label: string; readonly isNumeric: boolean }[];
  readonly rowCount: number;
  readonly row: (index: number) => readonly TwinCell[];
}

/** A cell of one number: formatted to be read, bare to be exported; no data is an empty field there. */
export function numberCell(value: number | null | undefined, unit: Unit, locale: Locale): TwinCell {
  const isKnown = value !== null && value !== undefined && Number.isFinite(value);
  return { text: format(value, unit, locale), value: isKnown ? value : null };
}

/** A cell of one instant: in the reader's words and zone to be read, ISO 8601 in UTC to be exported. */
export function timeCell(text: string, at: Date | number): TwinCell {
  const instant = new Date(at);
  return { text, value: Number.isNaN(instant.getTime()) ? null : instant.toISOString() };
}

/** What a cell says. */
export function cellText(cell: TwinCell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

/** Rows written out; beyond them the table says how many there are. */
const MOST_TWIN_ROWS = 500;

export function TableTwin({ table, title, height }: { readonly table: TwinTable; readonly title: string; readonly height: number }) {
  const shown = Math.min(table.rowCount, MOST_TWIN_ROWS);
  return (
    <div className="uk-table-scroll" style={{ height }} tabIndex={0} role="group" aria-label={`${title}, as a table`}>
      <table className="uk-table uk-twin">
        <caption className="uk-hidden">{title}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.label} scope="col" data-numeric={column.isNumeric || undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: shown }, (_, index) => (
            <tr key={index}>
              {table.row(index).map((cell, place) =>
                place === 0 ? (
                  <th key={place} scope="row" className="uk-num">
                    {cellText(cell)}
                  </th>
                ) : (
                  <td key={place} data-numeric={table.columns[place]?.isNumeric || undefined} className="uk-num">
                    {cellText(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rowCount > shown && (
        <p className="uk-panel-hint">
          The first {shown} of {table.rowCount} rows.
        </p>
      )}
    </div>
  );
}
