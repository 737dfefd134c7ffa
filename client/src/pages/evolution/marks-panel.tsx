import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { EmptyState, Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMemo } from 'react';
import { useClient } from 'urql';
import { useMay } from '../../controls/viewer.ts';
import { DeleteDeploymentDocument } from '../../graphql/generated/graphql.ts';
import type { ReleaseVersionFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import { verdictWords } from './words.ts';

type Mark = ReleaseVersionFragment['deployments'][number];

const shown: readonly Column<Mark>[] = [
  { key: 'at', header: 'Deployed', of: ({ deployedAt }) => Date.parse(deployedAt), cell: ({ deployedAt }) => <Moment at={deployedAt} /> },
  { key: 'by', header: 'By', of: ({ deployedBy }) => (deployedBy == null ? null : visible(deployedBy)) },
  {
    key: 'verdict',
    header: 'Check then',
    of: ({ verdict }) => verdictWords[verdict].words,
    cell: ({ verdict, regressions }) => (
      <Badge tone={verdictWords[verdict].tone} title={regressions.join(' ')}>
        {verdictWords[verdict].words}
      </Badge>
    ),
  },
  {
    key: 'reason',
    header: 'Overridden because',
    of: ({ overrideReason }) => (overrideReason == null ? null : visible(overrideReason)),
    isClipped: true,
  },
];

/** When the version went into use. */
export function MarksPanel({ version, onChanged }: { readonly version: ReleaseVersionFragment; readonly onChanged: () => void }) {
  const client = useClient();
  const mayEdit = useMay('EDIT_MODELS');
  const columns = useMemo((): readonly Column<Mark>[] => {
    if (!mayEdit) return shown;
    const remove = async (id: string): Promise<void> => {
      const sent = await send(client, DeleteDeploymentDocument, { id });
      if (sent.ok) onChanged();
      else notify({ title: 'The mark stays', says: sent.refusal.message, tone: 'bad' });
    };
    const removal: Column<Mark> = {
      key: 'remove',
      header: '',
      of: () => null,
      align: 'end',
      isSortable: false,
      cell: ({ id }) => (
        <Button tone="bare" onClick={() => void remove(id)}>
          Take away
        </Button>
      ),
    };
    return [...shown, removal];
  }, [client, mayEdit, onChanged]);
  return (
    <Panel title="Deployments" hint="since when messages that name the model belong to this version" flush={version.deployments.length > 0}>
      {version.deployments.length === 0 ? (
        <EmptyState
          says="Not marked as deployed."
          how="Without marks, messages that name the model belong to the version that was made last."
        />
      ) : (
        <DataTable caption="Deployments" columns={columns} rows={version.deployments} rowKey={({ id }) => id} rowHeight={36} />
      )}
    </Panel>
  );
}
