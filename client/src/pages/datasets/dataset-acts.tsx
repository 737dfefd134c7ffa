import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { useMay } from '../../controls/viewer.ts';
import { DeleteDatasetDocument, UpdateDatasetDocument } from '../../graphql/generated/graphql.ts';
import type { DatasetVersionRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { downloadAddress } from '../../graphql/workspace.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../primitives/menu.tsx';
import { DatasetDialog } from './dataset-dialog.tsx';
import type { Dataset } from './dataset-page.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { MessagesDialog } from './messages-dialog.tsx';
import { SplitDialog } from './split-dialog.tsx';

/** What is being done with a dataset. */
export type Act = 'IMPORT' | 'MESSAGES' | 'SPLIT' | 'EDIT' | 'DELETE';

const formats = [
  ['ROWS', 'Rows as they are'],
  ['OPENAI', 'OpenAI'],
  ['TRL', 'TRL'],
  ['AXOLOTL', 'Axolotl'],
  ['LLAMA_FACTORY', 'LLaMA-Factory'],
] as const;

interface DatasetActsProps {
  readonly dataset: Dataset;
  readonly version: DatasetVersionRowFragment | null;
  readonly act: Act | null;
  readonly onAct: (act: Act | null) => void;
  readonly onChanged: () => void;
  readonly onDeleted: () => void;
}

/** Buttons of a dataset, and the dialogs that they open. */
export function DatasetActs({ dataset, version, act, onAct, onChanged, onDeleted }: DatasetActsProps) {
  const client = useClient();
  const mayEdit = useMay('EDIT_DATASETS');
  const mayExport = useMay('EXPORT');
  const isOpen = dataset.archivedAt == null;
  const close = () => onAct(null);
  const done = () => {
    close();
    onChanged();
  };
  const download = (format: string) => {
    if (version !== null) window.location.assign(downloadAddress(`${version.downloadUrl}?format=${format}`));
  };
  return (
    <>
      {version !== null && mayExport && (
        <Menu trigger={<Button icon="download">Export</Button>}>
          {formats.map(([format, label]) => (
            <MenuItem key={format} onChoose={() => download(format)}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      )}
      {mayEdit && isOpen && (
        <Menu
          trigger={
            <Button tone="primary" icon="plus">
              Add rows
            </Button>
          }
        >
          <MenuItem icon="upload" onChoose={() => onAct('IMPORT')}>
            From files
          </MenuItem>
          <MenuItem icon="chat" onChoose={() => onAct('MESSAGES')}>
            From messages
          </MenuItem>
        </Menu>
      )}
      {mayEdit && (
        <Menu trigger={<IconButton icon="more" label="More actions" />}>
          {version !== null && isOpen && <MenuItem onChoose={() => onAct('SPLIT')}>Split into train and test</MenuItem>}
          <MenuItem onChoose={() => onAct('EDIT')}>Edit name and tags</MenuItem>
          <MenuItem
            onChoose={() => void send(client, UpdateDatasetDocument, { input: { id: dataset.id, isArchived: isOpen } }).then(onChanged)}
          >
            {isOpen ? 'Archive' : 'Restore'}
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon="trash" tone="bad" onChoose={() => onAct('DELETE')}>
            Delete
          </MenuItem>
        </Menu>
      )}
      {act === 'IMPORT' && <ImportDialog datasetId={dataset.id} onDone={onChanged} onClose={close} />}
      {act === 'MESSAGES' && <MessagesDialog datasetId={dataset.id} onDone={done} onClose={close} />}
      {act === 'SPLIT' && <SplitDialog datasetId={dataset.id} onDone={done} onClose={close} />}
      {act === 'EDIT' && <DatasetDialog dataset={dataset} onSaved={onChanged} onClose={close} />}
      {act === 'DELETE' && (
        <ConfirmDialog
          title={`Delete ${visible(dataset.name)}?`}
          says={`Its ${dataset.versionCount} ${dataset.versionCount === 1 ? 'version' : 'versions'} and all rows are deleted for good. Datasets that were made of it stay.`}
          action="Delete dataset"
          run={() => send(client, DeleteDatasetDocument, { id: dataset.id })}
          onDone={onDeleted}
          onClose={close}
        />
      )}
    </>
  );
}
