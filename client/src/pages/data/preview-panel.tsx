import { Panel } from 'ui-kit/panel';
import { useEffect, useState } from 'react';
import { MaskingPreviewDocument } from '../../graphql/generated/graphql.ts';
import type { MaskingKind, MaskingMode } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Field, FormProblem } from '../../primitives/field.tsx';
import styles from './data.module.css';

const example = `Hi, Ada here (ada@example.org, +49 30 1234567).
My card 4111 1111 1111 1111 was charged twice, please pay back to DE89 3704 0044 0532 0130 00.
I came from 203.0.113.7 with the key AKIAIOSFODNN7EXAMPLE.
It is order 112-4567890-1234567 of 2026-03-01, $1,250.50, on version 1.2.3.`;

/** So long after the last key the example is tried. */
const restMs = 200;
const longest = 20_000;

export interface PreviewPanelProps {
  readonly mode: MaskingMode;
  readonly kinds: readonly MaskingKind[];
}

/** What would be stored of an example, as the form stands now. Nothing of it is. */
export function PreviewPanel({ mode, kinds }: PreviewPanelProps) {
  const [text, setText] = useState(example);
  const tried = useRested(text);
  const isMasked = mode !== 'OFF' && kinds.length > 0;
  const { data, failure } = useLiveQuery({
    query: MaskingPreviewDocument,
    variables: { text: tried, mode, kinds: [...kinds] },
    isWanted: isMasked,
  });
  const stored = isMasked ? (data?.maskingPreview ?? null) : text;
  return (
    <Panel title="Try it" hint="nothing of this is stored">
      <div className={styles.preview}>
        <Field label="A text as it comes in">
          {(ids) => (
            <textarea
              {...ids}
              className={styles.example}
              rows={7}
              maxLength={longest}
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div>
          <div className={styles.small} id="stored-text">
            What would be stored
          </div>
          <div className={styles.stored} role="status" aria-labelledby="stored-text">
            {stored === null ? '\u00a0' : <Marked text={stored} />}
          </div>
        </div>
        {failure !== null && <FormProblem>{failure}</FormProblem>}
      </div>
    </Panel>
  );
}

const placeholders = /(\[(?:email|phone|card|iban|ip|jwt|cloud-key)(?::[0-9a-f]+)?\])/;

/** Placeholders stand out from what was written. */
function Marked({ text }: { readonly text: string }) {
  return text.split(placeholders).map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part));
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
