import { useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { useClient } from 'urql';
import { useMay } from '../../controls/viewer.ts';
import { ImportPricesDocument } from '../../graphql/generated/graphql.ts';
import type { ImportPricesMutation, TaskFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { readTable } from './price-table-file.ts';
import styles from './prices.module.css';

type Report = ImportPricesMutation['importPrices'];
type ImportState =
  | { readonly state: 'idle' }
  | { readonly state: 'busy'; readonly name: string }
  | { readonly state: 'refused'; readonly name: string; readonly message: string }
  | { readonly state: 'done'; readonly name: string; readonly report: Report };

export interface PriceImport {
  readonly choose: () => void;
  /** Around the page: a file dropped anywhere on it is imported. */
  readonly surround: (children: ReactNode) => ReactNode;
  readonly isBusy: boolean;
}

/** Imports LiteLLM's price table, or that of genai-prices, from a file that is chosen or dropped, and reports what came of it. */
export function usePriceImport(onImported: (task: TaskFragment | null) => void): PriceImport {
  const [now, setNow] = useState<ImportState>({ state: 'idle' });
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const client = useClient();
  const mayEdit = useMay('EDIT_PRICES');
  const take = async (file: File | undefined) => {
    if (file === undefined || !mayEdit) return;
    setNow({ state: 'busy', name: file.name });
    const read = readTable(await file.text());
    if (!read.ok) return setNow({ state: 'refused', name: file.name, message: read.problem });
    const sent = await send(client, ImportPricesDocument, { table: read.table });
    if (!sent.ok) return setNow({ state: 'refused', name: file.name, message: sent.refusal.message });
    setNow({ state: 'done', name: file.name, report: sent.data.importPrices });
    return onImported(sent.data.importPrices.task ?? null);
  };
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const close = () => setNow({ state: 'idle' });
  return {
    isBusy: now.state === 'busy',
    choose: () => input.current?.click(),
    surround: (children) => (
      <div
        className={styles.dropArea}
        data-over={isOver || undefined}
        onDragOver={over}
        onDragLeave={(event) => {
          if (event.currentTarget === event.target) setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        {children}
        {isOver && <p className={styles.dropHere}>Drop the price file here</p>}
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="Price file"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        {now.state === 'refused' && (
          <Dialog
            open
            onClose={close}
            title="The file was not imported"
            says={`${now.name}: nothing was changed.`}
            actions={<Button onClick={close}>Close</Button>}
          >
            {now.message}
          </Dialog>
        )}
        {now.state === 'done' && <ReportDialog name={now.name} report={now.report} onClose={close} />}
      </div>
    ),
  };
}

function ReportDialog({ name, report, onClose }: { readonly name: string; readonly report: Report; readonly onClose: () => void }) {
  const locale = useLocale();
  return (
    <Dialog
      open
      onClose={onClose}
      title="Prices imported"
      says={name}
      actions={
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <dl className={styles.report}>
        {(
          [
            ['added', report.added],
            ['changed', report.changed],
            ['as before', report.unchanged],
            ['skipped', report.skipped.length],
          ] as const
        ).map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="mono">{format(count, 'count', locale)}</dd>
          </div>
        ))}
      </dl>
      {report.skipped.length > 0 && (
        <details className={styles.skipped}>
          <summary>Why some were skipped</summary>
          <ul>
            {report.skipped.map(({ model, reason }) => (
              <li key={model}>
                <span className="mono">{model}</span> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Dialog>
  );
}
