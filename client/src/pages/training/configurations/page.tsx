import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../../controls/form/form-dialog.tsx';
import { Page } from '../../../controls/page/page.tsx';
import { useMay } from '../../../controls/viewer.ts';
import {
  CloneTrainingConfigurationDocument,
  ConfigurationsPageDocument,
  DeleteTrainingConfigurationDocument,
} from '../../../graphql/generated/graphql.ts';
import type { ConfigurationRowFragment } from '../../../graphql/generated/graphql.ts';
import { send } from '../../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../../graphql/use-live.ts';
import { Button, IconButton } from '../../../primitives/button.tsx';
import { FormProblem } from '../../../primitives/field.tsx';
import { Menu, MenuItem } from '../../../primitives/menu.tsx';
import { Ago } from '../../../primitives/moment.tsx';
import { Tags } from '../tags.tsx';
import { ConfigurationDialog } from './configuration-dialog.tsx';
import { StartDialog } from './start-dialog.tsx';
import { VersionList } from './version-list.tsx';
import styles from './configurations.module.css';

type Act = 'start' | 'edit' | 'delete';

/** What jobs are started from: commands by their names, with parameters, in versions. */
export function ConfigurationsPage() {
  const client = useClient();
  const answer = useLiveQuery({ query: ConfigurationsPageDocument, variables: {} });
  const { chosen } = useSearch({ from: '/configurations' });
  const navigate = useNavigate({ from: '/configurations' });
  const [open, setOpen] = useState<{ readonly act: Act; readonly of: ConfigurationRowFragment } | 'new' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = useCallback(
    (id: string) => void navigate({ search: (held) => ({ ...held, chosen: id }), replace: true, resetScroll: false }),
    [navigate],
  );
  // Gone to once the dialog is closed: until then its form asks before what was typed is left.
  const [next, setNext] = useState<{ readonly jobId: string } | { readonly chosen: string } | null>(null);
  useEffect(() => {
    if (next === null) return;
    if ('jobId' in next) void navigate({ to: '/training/$jobId', params: { jobId: next.jobId }, search: {} });
    else choose(next.chosen);
  }, [next, navigate, choose]);
  const close = () => setOpen(null);
  const mayTrain = useMay('TRAIN');
  const { data, reload } = answer;
  const columns = useMemo(() => {
    const clone = async (id: string) => {
      const sent = await send(client, CloneTrainingConfigurationDocument, { id });
      setProblem(sent.ok ? null : sent.refusal.message);
      if (!sent.ok) return;
      choose(sent.data.cloneTrainingConfiguration.id);
      reload();
    };
    const acts = actionsOf({
      onAct: (act, of) => setOpen({ act, of }),
      onClone: (id) => void clone(id),
    });
    return mayTrain ? [...plainColumns, acts] : plainColumns;
  }, [client, choose, reload, mayTrain]);
  const configurations = data?.trainingConfigurations ?? [];
  const shown = configurations.find(({ id }) => id === chosen) ?? configurations[0];
  const runners = data?.runners ?? [];
  const commands = [...new Set(runners.flatMap((runner) => (runner.revokedAt == null ? runner.commands : [])))].toSorted();
  return (
    <Page
      title="Configurations"
      actions={
        mayTrain && (
          <Button tone="primary" icon="plus" onClick={() => setOpen('new')}>
            New configuration
          </Button>
        )
      }
    >
      {problem !== null && <FormProblem>{problem}</FormProblem>}
      <div className="grid">
        <div data-span={shown === undefined ? undefined : '7'}>
          <Panel
            title="Configurations"
            hint="what runners start: a command by its name, with parameters"
            flush
            skeleton="rows"
            minHeight={240}
            load={loadOf(answer, ({ trainingConfigurations }) => (trainingConfigurations.length === 0 ? null : trainingConfigurations))}
            onRetry={reload}
            empty={{
              says: 'No configuration yet.',
              how: 'A configuration names a command that a runner allows, and its parameters. Jobs are started from it, here or by the API, and keep the version that they began with.',
              action: mayTrain && <Button onClick={() => setOpen('new')}>Make a configuration</Button>,
            }}
          >
            {(rows) => (
              <DataTable
                caption="Configurations"
                columns={columns}
                rows={rows}
                rowKey={({ id }) => id}
                rowHeight={36}
                maxHeight="calc(100dvh - 150px)"
              />
            )}
          </Panel>
        </div>
        {shown !== undefined && (
          <div data-span="5">
            <VersionList
              key={`${shown.id} ${shown.version}`}
              id={shown.id}
              name={shown.name}
              version={shown.version}
              onStart={mayTrain ? () => setOpen({ act: 'start', of: shown }) : null}
            />
          </div>
        )}
      </div>
      {open === 'new' && (
        <ConfigurationDialog
          configuration={null}
          commands={commands}
          onSaved={(id) => {
            reload();
            setNext({ chosen: id });
          }}
          onClose={close}
        />
      )}
      {open !== null && open !== 'new' && open.act === 'edit' && (
        <ConfigurationDialog configuration={open.of} commands={commands} onSaved={reload} onClose={close} />
      )}
      {open !== null && open !== 'new' && open.act === 'start' && (
        <StartDialog configuration={open.of} runners={runners} onStarted={(jobId) => setNext({ jobId })} onClose={close} />
      )}
      {open !== null && open !== 'new' && open.act === 'delete' && (
        <ConfirmDialog
          title={`Delete ${open.of.name}?`}
          says="No job can be started from it any more. Jobs that were go on, and keep their parameters."
          action="Delete configuration"
          run={() => send(client, DeleteTrainingConfigurationDocument, { id: open.of.id })}
          onDone={reload}
          onClose={close}
        />
      )}
    </Page>
  );
}

interface Acts {
  readonly onAct: (act: Act, of: ConfigurationRowFragment) => void;
  readonly onClone: (id: string) => void;
}

const plainColumns: readonly Column<ConfigurationRowFragment>[] = [
  {
    key: 'name',
    header: 'Name',
    of: ({ name }) => name,
    cell: ({ id, name }) => (
      <Link from="/configurations" search={(held) => ({ ...held, chosen: id })} replace resetScroll={false} className={styles.name}>
        {name}
      </Link>
    ),
  },
  { key: 'version', header: 'Version', of: ({ version }) => version, unit: 'count' },
  {
    key: 'command',
    header: 'Command',
    of: ({ versions }) => versions[0]?.command ?? null,
    cell: ({ versions }) => <span className="mono">{versions[0]?.command}</span>,
  },
  {
    key: 'labels',
    header: 'Labels',
    of: ({ versions }) => versions[0]?.labels.join(', ') ?? null,
    cell: ({ versions }) => <Tags of={versions[0]?.labels ?? []} />,
  },
  {
    key: 'changed',
    header: 'Changed',
    of: ({ updatedAt }) => Date.parse(updatedAt),
    cell: ({ updatedAt }) => <Ago at={updatedAt} />,
    align: 'end',
  },
];

function actionsOf({ onAct, onClone }: Acts): Column<ConfigurationRowFragment> {
  return {
    key: 'actions',
    header: <span className="uk-hidden">Actions</span>,
    of: () => null,
    isSortable: false,
    align: 'end',
    cell: (configuration) => (
      <span className={styles.actions}>
        <Button icon="play" aria-label={`Start a job of ${configuration.name}`} onClick={() => onAct('start', configuration)}>
          Start
        </Button>
        <Menu trigger={<IconButton icon="more" label={`Actions for ${configuration.name}`} />}>
          <MenuItem icon="edit" onChoose={() => onAct('edit', configuration)}>
            New version
          </MenuItem>
          <MenuItem icon="copy" onChoose={() => onClone(configuration.id)}>
            Clone
          </MenuItem>
          <MenuItem icon="trash" tone="bad" onChoose={() => onAct('delete', configuration)}>
            Delete
          </MenuItem>
        </Menu>
      </span>
    ),
  };
}
