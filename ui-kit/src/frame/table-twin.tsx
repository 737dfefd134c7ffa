/** A chart's numbers as rows of text; made only when someone asks for it. */
export interface TwinTable {
  readonly columns: readonly { readonly label: string; readonly isNumeric: boolean }[];
  readonly rowCount: number;
  readonly row: (index: number) => readonly string[];
}

/** Rows written out; beyond them the table says how many there are. */
export const MOST_TWIN_ROWS = 500;

export function TableTwin({ table, title, height }: { readonly table: TwinTable; readonly title: string; readonly height: number }) {
  const shown = Math.min(table.rowCount, MOST_TWIN_ROWS);
  return (
    <div className="uk-table-scroll" style={{ height }} tabIndex={0} role="group" aria-label={`${title}, as a table`}>
      <table className="uk-table uk-twin">
        <caption className="uk-hidden">{title}</caption>
        <thead>
          <tr>{table.columns.map((column) => <th key={column.label} scope="col" data-numeric={column.isNumeric || undefined}>{column.label}</th>)}</tr>
        </thead>
        <tbody>
          {Array.from({ length: shown }, (_, index) => (
            <tr key={index}>
              {table.row(index).map((cell, place) => (
                place === 0
                  ? <th key={place} scope="row" className="uk-num">{cell}</th>
                  : <td key={place} data-numeric={table.columns[place]?.isNumeric || undefined} className="uk-num">{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rowCount > shown && <p className="uk-panel-hint">The first {shown} of {table.rowCount} rows.</p>}
    </div>
  );
}
