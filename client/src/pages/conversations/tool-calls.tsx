import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import type { TurnFragment } from '../../graphql/generated/graphql.ts';
import { indented } from '../../panels/messages/pieces.ts';
import styles from './conversation.module.css';

/** Tools that a message called, each with what it was given and what came back. */
export function ToolCalls({ calls }: { readonly calls: TurnFragment['toolCalls'] }) {
  const locale = useLocale();
  if (calls.length === 0) return null;
  return (
    <ul className={styles.calls}>
      {calls.map((call, index) => (
        <li key={call.id ?? index}>
          <details className={styles.call}>
            <summary>
              <span className="mono">{call.name}</span>
              <span className={styles.callGist}>{gist(call.arguments)}</span>
              {call.success === false && <Badge tone="bad">{call.error ?? 'failed'}</Badge>}
              {call.durationMs != null && <span className="mono quiet">{format(call.durationMs, 'ms', locale)}</span>}
            </summary>
            <Value title="Arguments" value={call.arguments} />
            <Value title="Result" value={call.result} />
            {call.error != null && <Value title="Error" value={call.error} />}
          </details>
        </li>
      ))}
    </ul>
  );
}

function Value({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <div className={styles.callValue}>
      <span>{title}</span>
      {value === null || value === undefined ? (
        <em>not sent</em>
      ) : (
        <pre className={styles.code} tabIndex={0}>
          {written(value)}
        </pre>
      )}
    </div>
  );
}

function written(value: unknown): string {
  return typeof value === 'string' ? (indented(value) ?? value) : JSON.stringify(value, null, 2);
}

/** Arguments in a few words, for the folded line. */
function gist(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}
