import { useMemo } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { PromptNumbersDocument } from '../../graphql/generated/graphql.ts';
import type { PromptVersionNumbersRowFragment, PromptVersionRowFragment, WholePromptFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Ago, Moment } from '../../primitives/moment.tsx';
import { Counted } from './counted.tsx';
import { Labels } from './labels.tsx';
import { ShareWithInterval } from './share.tsx';
import { useRange } from './use-range.ts';

export interface VersionActs {
  readonly onLabels: (version: PromptVersionRowFragment) => void;
  readonly onDelete: (version: PromptVersionRowFragment) => void;
}

export interface NumbersPanelProps {
  readonly prompt: WholePromptFragment;
  readonly chosen: number;
  readonly onChoose: (version: number) => void;
  /** null: the viewer may not change anything. */
  readonly acts: VersionActs | null;
}

interface Row {
  /** Its name. */
  readonly prompt: string;
  readonly version: PromptVersionRowFragment;
  readonly numbers: PromptVersionNumbersRowFragment | undefined;
}

/** Every version with its labels and what it did in the chosen time. */
export function NumbersPanel({ prompt, chosen, onChoose, acts }: NumbersPanelProps) {
  const range = useRange();
  const { data, failure } = useLiveQuery({ query: PromptNumbersDocument, variables: { name: prompt.name, range } });
  const numbers = useMemo(() => new Map(data?.prompt?.numbers.map((one) => [one.version, one])), [data]);
  const rows = prompt.versions.map((version): Row => ({ prompt: prompt.name, version, numbers: numbers.get(String(version.version)) }));
  const columns = useMemo(() => (acts === null ? columnsOfAll : [...columnsOfAll, actions(acts)]), [acts]);
  return (
    <Panel
      title="Versions"
      hint={failure ?? 'what each did in the chosen time, by the spans that name it; a row shows its text below'}
      flush
    >
      <DataTable
        caption="Versions"
        columns={columns}
        rows={rows}
        rowKey={({ version }) => String(version.version)}
        selectedKey={String(chosen)}
        onRowOpen={({ version }) => onChoose(version.version)}
        initialSort={{ key: 'version', direction: 'descending' }}
        rowHeight={36}
        maxHeight="384px"
      />
    </Panel>
  );
}

const columnsOfAll: readonly Column<Row>[] = [
  { key: 'version', header: 'Version', of: ({ version }) => version.version, cell: ({ version }) => `v${version.version}` },
  {
    key: 'labels',
    header: 'Labels',
    of: ({ version }) => version.labels.length,
    isSortable: false,
    cell: ({ version }) => <Labels labels={version.labels.map((label) => ({ label }))} />,
  },
  {
    key: 'messages',
    header: 'Messages',
    of: ({ numbers }) => numbers?.messageCount ?? null,
    unit: 'count',
    cell: ({ prompt, version: { version }, numbers }) => (
      <Counted of="messages" prompt={prompt} version={version} count={numbers?.messageCount ?? null} />
    ),
  },
  {
    key: 'success',
    header: 'Success',
    of: ({ numbers }) => numbers?.successShare ?? null,
    align: 'end',
    cell: ({ numbers }) => <ShareWithInterval share={numbers?.successShare ?? null} interval={numbers?.successInterval ?? null} />,
  },
  {
    key: 'rating',
    header: 'Rating',
    of: ({ numbers }) => numbers?.averageRating ?? null,
    align: 'end',
    cell: ({ numbers }) => (
      <ShareWithInterval unit="rating" share={numbers?.averageRating ?? null} interval={numbers?.ratingInterval ?? null} />
    ),
  },
  { key: 'errors', header: 'Errors', of: ({ numbers }) => numbers?.errorShare ?? null, unit: 'share' },
  { key: 'latency', header: 'Latency p50', of: ({ numbers }) => numbers?.latencyP50Ms ?? null, unit: 'ms' },
  { key: 'cost', header: 'Cost / message', of: ({ numbers }) => numbers?.costPerMessageUsd ?? null, unit: 'usd' },
  {
    key: 'traces',
    header: 'Traces',
    of: ({ numbers }) => numbers?.traceCount ?? null,
    unit: 'count',
    cell: ({ prompt, version: { version }, numbers }) => (
      <Counted of="traces" prompt={prompt} version={version} count={numbers?.traceCount ?? null} />
    ),
  },
  {
    key: 'used',
    header: 'Last used',
    of: ({ numbers }) => (numbers === undefined ? null : Date.parse(numbers.lastUsedAt)),
    align: 'end',
    cell: ({ numbers }) =>
      numbers === undefined ? (
        <span className="quiet">–</span>
      ) : (
        <span title={`first used ${numbers.firstUsedAt}`}>
          <Ago at={numbers.lastUsedAt} />
        </span>
      ),
  },
  {
    key: 'saved',
    header: 'Saved',
    of: ({ version }) => Date.parse(version.createdAt),
    align: 'end',
    cell: ({ version }) => (
      <>
        <Moment at={version.createdAt} />{' '}
        <span className="quiet">{version.createdBy == null ? '' : `by ${visible(version.createdBy)}`}</span>
      </>
    ),
  },
];

const actions = ({ onLabels, onDelete }: VersionActs): Column<Row> => ({
  key: 'actions',
  header: <span className="uk-hidden">Actions</span>,
  of: () => null,
  isSortable: false,
  align: 'end',
  cell: ({ version }) => (
    <Menu trigger={<IconButton icon="more" label={`Actions for version ${version.version}`} />}>
      <MenuItem icon="edit" onChoose={() => onLabels(version)}>
        Set labels
      </MenuItem>
      <MenuItem icon="trash" tone="bad" onChoose={() => onDelete(version)}>
        Delete version
      </MenuItem>
    </Menu>
  ),
});
