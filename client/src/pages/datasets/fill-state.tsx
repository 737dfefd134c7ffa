import { useState } from 'react';
import type { DragEvent } from 'react';
import { Button } from '../../primitives/button.tsx';
import type { Act } from './dataset-acts.tsx';
import type { Dataset } from './dataset-page.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { droppedFiles, type UploadFile } from './upload.ts';
import styles from './datasets.module.css';

interface FillStateProps {
  readonly dataset: Dataset;
  readonly mayEdit: boolean;
  readonly onAct: (act: Act) => void;
  readonly onFilled: () => void;
}

/** A dataset without rows: files are dropped here. */
export function FillState({ dataset, mayEdit, onAct, onFilled }: FillStateProps) {
  const [isOver, setOver] = useState(false);
  const [files, setFiles] = useState<readonly UploadFile[] | null>(null);
  if (!mayEdit) return <p className="quiet">There are no rows yet.</p>;
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      onDragOver={over}
      onDragEnter={over}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void droppedFiles(event.dataTransfer.items).then(setFiles);
      }}
    >
      <strong>Drop files or a folder here</strong>
      <p className="quiet">
        JSON Lines, JSON, CSV or Parquet, packed with gzip or not: chats of OpenAI, ShareGPT, Alpaca, pairs for DPO, KTO, prompts with
        completions, plain text, folders of Hugging Face. What rows look like is found out by their fields.
      </p>
      <span className={styles.buttons}>
        <Button tone="primary" icon="upload" onClick={() => onAct('IMPORT')}>
          Choose files
        </Button>
        <Button icon="chat" onClick={() => onAct('MESSAGES')}>
          From messages
        </Button>
      </span>
      {files !== null && <ImportDialog datasetId={dataset.id} start={files} onDone={onFilled} onClose={() => setFiles(null)} />}
    </div>
  );
}
