import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { Menu, MenuItem } from './menu.tsx';
import { saveCsv } from './csv.ts';
import type { CsvTable } from './csv.ts';

export interface PanelMenuProps {
  /** Name of the file. */
  readonly name: string;
  /** Rows of the file, its heads first; null while there is nothing to save. */
  readonly table: (() => CsvTable) | null;
  /** Items before that of the file. */
  readonly children?: ReactNode;
}

/** What can be done with a panel, in one place. */
export function PanelMenu({ name, table, children }: PanelMenuProps) {
  return (
    <Menu trigger={<IconButton icon="more" label="Actions of this panel" />}>
      {children}
      <MenuItem
        disabled={table === null}
        onChoose={() => {
          if (table !== null) saveCsv(name, table());
        }}
      >
        Save as CSV
      </MenuItem>
    </Menu>
  );
}
