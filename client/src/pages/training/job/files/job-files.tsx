import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { TrainingJobFilesDocument } from '../../../../graphql/generated/graphql.ts';
import type { TrainingJobFilesQuery } from '../../../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../../../graphql/use-live.ts';
import { downloadAddress } from '../../../../graphql/workspace.ts';
import { useJobView } from '../use-job-view.ts';
import styles from './job-files.module.css';

type File = NonNullable<TrainingJobFilesQuery['trainingJob']>['artifacts'][number];

/** The files that the trainer kept with the job (checkpoints, models, configurations), a folder at a time, to be downloaded. */
export function JobFiles({ jobId }: { readonly jobId: string }) {
  const [{ folder = '' }] = useJobView();
  const answer = useLiveQuery({ query: TrainingJobFilesDocument, variables: { id: jobId, path: folder } });
  const load = loadOf(answer, ({ trainingJob }) =>
    trainingJob == null || trainingJob.artifacts.length === 0 ? null : trainingJob.artifacts,
  );
  return (
    <Panel
      title="Files"
      hint={folder === '' ? 'as the trainer kept them with the job' : undefined}
      flush
      skeleton="rows"
      minHeight={160}
      load={load}
      onRetry={answer.reload}
      aside={folder !== '' && <FolderTrail folder={folder} />}
      empty={{
        says: folder === '' ? 'No file was kept with this job.' : 'This folder is empty.',
        how: 'Artifacts of MLflow, and what a runner keeps of its outputs, stand here.',
      }}
    >
      {(files) => <DataTable caption="Files" columns={columns} rows={files} rowKey={({ path }) => path} rowHeight={32} maxHeight="560px" />}
    </Panel>
  );
}

const columns: readonly Column<File>[] = [
  {
    key: 'name',
    header: 'Name',
    of: ({ name, isFolder }) => (isFolder ? `${name}/` : name),
    cell: ({ name, path, isFolder, url }) =>
      isFolder ? (
        <FolderLink path={path}>{name}/</FolderLink>
      ) : url == null ? (
        name
      ) : (
        <a href={downloadAddress(url)} download={name}>
          {name}
        </a>
      ),
  },
  { key: 'size', header: 'Size', of: ({ sizeBytes }) => sizeBytes ?? null, unit: 'bytes' },
];

/** The folders over the one that is open, each of which can be opened. */
function FolderTrail({ folder }: { readonly folder: string }) {
  const names = folder.split('/');
  return (
    <nav aria-label="Folder" className={styles.trail}>
      <FolderLink path={undefined}>Files</FolderLink>
      {names.map((name, place) => (
        <span key={names.slice(0, place + 1).join('/')}>
          {' / '}
          {place === names.length - 1 ? (
            <span aria-current="location">{name}</span>
          ) : (
            <FolderLink path={names.slice(0, place + 1).join('/')}>{name}</FolderLink>
          )}
        </span>
      ))}
    </nav>
  );
}

function FolderLink({ path, children }: { readonly path: string | undefined; readonly children: ReactNode }) {
  return (
    <Link from="/training/$jobId" search={(held) => ({ ...held, folder: path })} resetScroll={false}>
      {children}
    </Link>
  );
}
