import { useMemo } from 'react';
import { EmptyState } from 'ui-kit/panel';
import { ListPanel } from '../../controls/list/list-panel.tsx';
import { SearchBox } from '../../controls/list/search-box.tsx';
import { Page } from '../../controls/page/page.tsx';
import { downloadAddress } from '../../graphql/workspace.ts';
import { Button } from '../../primitives/button.tsx';
import { useHour } from '../../primitives/clock.ts';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { useAuditList } from './audit-list.ts';
import { AuditTable } from './audit-table.tsx';
import { auditFilterOf, exportPath, isNarrowed } from './audit-view.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { useAuditView } from './use-audit-view.ts';

/** Every change of the workspace and every refused attempt: who, what, before and after. */
export function AuditPage() {
  const [view, change] = useAuditView();
  const hour = useHour();
  const filter = useMemo(() => auditFilterOf(view, hour), [view, hour]);
  const list = useAuditList(filter, view.live === 'paused');
  const open = view.entry === undefined ? undefined : list.entries?.find(({ node }) => node.id === view.entry)?.node;
  return (
    <Page
      title="Audit log"
      controls="list"
      fill
      actions={
        <Menu trigger={<Button>Export</Button>}>
          <MenuItem onChoose={() => save(exportPath('csv', filter))}>As CSV</MenuItem>
          <MenuItem onChoose={() => save(exportPath('jsonl', filter))}>As JSON Lines</MenuItem>
        </Menu>
      }
      filters={<AuditFilters />}
      row={<SearchBox noun="the log" value={view.q ?? ''} onSearch={(text) => change({ q: text.trim() === '' ? undefined : text })} />}
    >
      <ListPanel
        noun={['entry', 'entries']}
        list={list}
        empty={
          <EmptyState
            says={isNarrowed(view) ? 'Nothing in the log fits.' : 'Nothing was changed in this time range.'}
            how={
              isNarrowed(view)
                ? 'Take a filter off, or choose a longer time range.'
                : 'A change of a price, a model, a key, a member or a policy appears here with its author, and so does an attempt that was refused.'
            }
          />
        }
      >
        <AuditTable list={list} />
      </ListPanel>
      {open !== undefined && <EntryDialog entry={open} onNarrow={change} onClose={() => change({ entry: undefined })} />}
    </Page>
  );
}

/** The browser saves what the server gives out. */
function save(path: string): void {
  const link = document.createElement('a');
  link.href = downloadAddress(path);
  link.download = '';
  link.click();
}
