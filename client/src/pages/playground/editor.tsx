import { Link } from '@tanstack/react-router';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import { IconButton } from '../../primitives/button.tsx';
import { Field, TextField } from '../../primitives/field.tsx';
import { sourceWords } from './draft.ts';
import { first } from './editor-props.ts';
import type { EditorProps } from './editor-props.ts';
import { JsonField } from './json-field.tsx';
import { MessagesEditor } from './messages-editor.tsx';
import { RowsEditor } from './rows-editor.tsx';
import styles from './playground.module.css';

const toolExample = `[
  {
    "name": "weather",
    "description": "Weather of a city now.",
    "parameters": {
      "type": "object",
      "properties": { "city": { "type": "string" } },
      "required": ["city"]
    }
  }
]`;
const schemaExample = `{
  "type": "object",
  "properties": { "answer": { "type": "string" } },
  "required": ["answer"],
  "additionalProperties": false
}`;

/** Messages, values, tools, the form of the answer, and parameters. */
export function Editor({ draft, change, problems }: EditorProps) {
  return (
    <>
      {draft.source !== null && <Source draft={draft} change={change} />}
      <MessagesEditor draft={draft} change={change} problems={problems} />
      <RowsEditor draft={draft} change={change} problems={problems} />
      <JsonField
        title="Tools"
        hint="never run: you type their results"
        label="Tools as JSON"
        value={draft.tools}
        example={toolExample}
        add="Add tools"
        problem={first(problems, 'tools')}
        onChange={(tools) => change({ tools })}
      />
      <JsonField
        title="Form of the answer"
        hint="answers are checked against it"
        label="Schema of the answer"
        value={draft.schema}
        example={schemaExample}
        add="Ask for JSON"
        problem={first(problems, 'outputSchema')}
        onChange={(schema) => change({ schema })}
      />
      <section className={styles.section} aria-label="Parameters">
        <div className={styles.head}>
          <h2>Parameters</h2>
          <span className="quiet">empty: what the server does by itself</span>
        </div>
        <div className={styles.numbers}>
          <Number label="Temperature" field="temperature" hint="0 to 2" {...{ draft, change, problems }} />
          <Number label="Top p" field="topP" hint="0 to 1" {...{ draft, change, problems }} />
          <Number label="Most output tokens" field="maxOutputTokens" hint="empty: 4,000" {...{ draft, change, problems }} />
          <Number label="Seed" field="seed" hint="not every server takes one" {...{ draft, change, problems }} />
        </div>
        <Field label="Stop at" hint="one text a line, at most 4" problem={first(problems, 'stop')}>
          {(ids) => (
            <textarea
              {...ids}
              className={`${styles.short} mono`}
              rows={1}
              value={draft.stop}
              onChange={(event) => change({ stop: event.target.value })}
            />
          )}
        </Field>
      </section>
    </>
  );
}

interface NumberProps extends EditorProps {
  readonly label: string;
  readonly field: 'temperature' | 'topP' | 'maxOutputTokens' | 'seed';
  readonly hint: string;
}

function Number({ label, field, hint, draft, change, problems }: NumberProps) {
  return (
    <TextField
      label={label}
      value={draft[field]}
      onText={(text) => change({ [field]: text })}
      inputMode="decimal"
      mono
      hint={hint}
      problem={problems[field]}
    />
  );
}

/** What the prompt was taken from, with a link to it. */
function Source({ draft, change }: Pick<EditorProps, 'draft' | 'change'>) {
  const { source } = draft;
  if (source === null) return null;
  const words = visible(sourceWords(source));
  return (
    <p className={styles.source}>
      <span className="quiet">From </span>
      {source.kind === 'PROMPT' && source.promptName != null ? (
        <Link to="/prompts/$promptName" params={{ promptName: source.promptName }} search={keepView}>
          {words}
        </Link>
      ) : source.traceId != null ? (
        <Link
          to="/traces/$traceId"
          params={{ traceId: source.traceId }}
          search={(held) => ({ ...keepView(held), ...(source.spanId != null && { span: source.spanId }) })}
        >
          {words}
        </Link>
      ) : (
        <span>{words}</span>
      )}
      <IconButton icon="close" label="Run it without naming its source" onClick={() => change({ source: null })} />
    </p>
  );
}
