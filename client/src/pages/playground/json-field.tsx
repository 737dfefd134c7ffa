import { useId } from 'react';
import { visible } from 'ui-kit/visible';
import { toolDefinitions } from '../../panels/texts/tool-definitions.ts';
import { Button } from '../../primitives/button.tsx';
import styles from './playground.module.css';

export interface JsonFieldProps {
  readonly title: string;
  readonly hint: string;
  readonly label: string;
  /** JSON; empty: nothing. */
  readonly value: string;
  readonly example: string;
  /** What the button that begins with the example says. */
  readonly add: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A part of the prompt that is JSON; folded to a button while there is none. */
export function JsonField({ title, hint, label, value, example, add, problem, onChange }: JsonFieldProps) {
  const id = useId();
  const words = problem ?? wordsOf(value);
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <span className="quiet">{hint}</span>
        {value === '' ? (
          <Button tone="bare" icon="plus" onClick={() => onChange(example)}>
            {add}
          </Button>
        ) : (
          <Button tone="bare" onClick={() => onChange('')}>
            Remove
          </Button>
        )}
      </div>
      {value !== '' && (
        <>
          <textarea
            id={id}
            className={`${styles.json} mono`}
            aria-label={label}
            aria-describedby={`${id}-note`}
            aria-invalid={problem !== undefined || undefined}
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <p
            id={`${id}-note`}
            className={problem === undefined ? 'quiet small' : styles.problem}
            role={problem === undefined ? undefined : 'alert'}
          >
            {visible(words)}
          </p>
        </>
      )}
    </section>
  );
}

/** What the JSON is, while it is typed. */
function wordsOf(value: string): string {
  if (value.trim() === '') return '';
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch (error) {
    return `No JSON yet: ${(error as Error).message}`;
  }
  if (!Array.isArray(parsed)) return '';
  const names = toolDefinitions(parsed).map(({ name }) => name);
  return names.length === 1 ? `1 tool: ${names[0]}` : `${names.length} tools: ${names.join(', ')}`;
}
