import { useEffect, useRef, useState } from 'react';
import type { DragEvent } from 'react';
import { LeaveGuard } from '../../controls/form/form-dialog.tsx';
import { Page } from '../../controls/page/page.tsx';
import { Button } from '../../primitives/button.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { openEngine, startWorker, type Engine, type Place } from './engine/engine.ts';
import type { Reading } from './engine/types.ts';
import { FileImport } from './file-import.tsx';
import styles from './import.module.css';

type Held =
  | { readonly state: 'none' }
  | { readonly state: 'opening'; readonly name: string }
  | { readonly state: 'refused'; readonly name: string; readonly why: string }
  | { readonly state: 'open'; readonly id: number; readonly file: File; readonly engine: Engine; readonly reading: Reading };

const asItShows = { encoding: null, separator: null } as const;

/** A file that is dropped or chosen, and how it is read. `start` gives the place where files are read. */
export function ImportPage({ start = startWorker }: { readonly start?: () => Place }) {
  const [held, setHeld] = useState<Held>({ state: 'none' });
  const [leftOut, setLeftOut] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const engine = useRef<Engine | null>(null);
  useEffect(() => () => engine.current?.close(), []);
  const take = async (files: FileList | null) => {
    const file = files?.[0];
    if (file === undefined || isBusy) return;
    // What still looks through the file before is not waited for.
    engine.current?.close();
    const own = openEngine(start());
    engine.current = own;
    setHeld({ state: 'opening', name: file.name });
    setLeftOut((files?.length ?? 0) > 1 ? file.name : null);
    let next: Held;
    try {
      const reading = await own.open(file, asItShows);
      next = { state: 'open', id: Date.now(), file, engine: own, reading };
    } catch (error) {
      next = { state: 'refused', name: file.name, why: (error as Error).message };
    }
    if (engine.current === own) setHeld(next);
  };
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(!isBusy);
  };
  const hasFile = held.state === 'open';
  const pick = (
    <Button tone={hasFile ? 'plain' : 'primary'} icon="upload" disabled={isBusy} onClick={() => input.current?.click()}>
      {hasFile ? 'Another file' : 'Choose a file'}
    </Button>
  );
  return (
    <Page title="Import" actions={hasFile ? pick : undefined}>
      <div
        className={styles.page}
        data-over={isOver || undefined}
        onDragOver={over}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files);
        }}
      >
        <input
          ref={input}
          type="file"
          hidden
          aria-label="File to import"
          onChange={(event) => {
            void take(event.target.files);
            event.target.value = '';
          }}
        />
        {held.state === 'refused' && (
          <FormProblem>
            {held.name} could not be read: {held.why}
          </FormProblem>
        )}
        {leftOut !== null && <p className={styles.small}>One file at a time: {leftOut} is read, and no other.</p>}
        {held.state === 'open' ? (
          <FileImport key={held.id} {...held} onBusy={setBusy} />
        ) : (
          <div className={styles.drop}>
            {held.state === 'opening' ? (
              <p role="status">Reading {held.name}</p>
            ) : (
              <>
                <p>Drop a file here</p>
                {pick}
              </>
            )}
            <p className={styles.small}>
              CSV, JSON Lines, JSON or Parquet with any columns; exports of Langfuse, Phoenix, Opik, LangSmith and Weave; OTLP JSON. Nothing
              is sent before you import it.
            </p>
          </div>
        )}
      </div>
      <LeaveGuard
        isChanged={isBusy}
        title="Leave while a file is imported?"
        says="The import stops. What was read until then is kept, and importing the file again changes nothing of it."
      />
    </Page>
  );
}
