import { visible } from 'ui-kit/visible';
import { Button, IconButton } from '../../primitives/button.tsx';
import { MAX_ROWS, valueIn, variablesOf } from './draft.ts';
import { first } from './editor-props.ts';
import type { EditorProps } from './editor-props.ts';
import styles from './playground.module.css';

/** Values of the variables, a row for each time that the prompt is run; nothing where the prompt has no variable. */
export function RowsEditor({ draft, change, problems }: EditorProps) {
  const variables = variablesOf(draft);
  const problem = first(problems, 'rows');
  if (variables.length === 0 && problem === undefined) return null;
  const { rows } = draft;
  const put = (at: number, name: string, value: string): void =>
    change({ rows: rows.map((row, place) => (place === at ? { ...row, [name]: value } : row)) });
  return (
    <section className={styles.section} aria-label="Values">
      <div className={styles.head}>
        <h2>Values</h2>
        <span className="quiet">
          {rows.length === 1 ? 'add rows to run the prompt over several' : `${rows.length} rows for each model, one after the other`}
        </span>
      </div>
      <div className={styles.rowsFrame}>
        <table className={styles.rows}>
          <thead>
            <tr>
              <th scope="col">#</th>
              {variables.map(({ name, isPlace }) => (
                <th key={name} scope="col">
                  <span className="mono">{visible(name)}</span>
                  {isPlace && <span className="quiet"> messages, JSON</span>}
                </th>
              ))}
              <td aria-label="Actions" />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                <td>{at + 1}</td>
                {variables.map(({ name }) => (
                  <td key={name}>
                    <textarea
                      aria-label={`${name} of row ${at + 1}`}
                      placeholder="empty"
                      rows={1}
                      value={valueIn(row, name)}
                      onChange={(event) => put(at, name, event.target.value)}
                    />
                  </td>
                ))}
                <td>
                  <IconButton
                    icon="trash"
                    label={`Remove row ${at + 1}`}
                    disabled={rows.length === 1}
                    onClick={() => change({ rows: rows.filter((_row, place) => place !== at) })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {visible(problem)}
        </p>
      )}
      {rows.length < MAX_ROWS && variables.length > 0 && (
        <div>
          <Button tone="bare" icon="plus" onClick={() => change({ rows: [...rows, {}] })}>
            Add a row
          </Button>
        </div>
      )}
    </section>
  );
}
