import { Button } from '../../../primitives/button.tsx';
import { Menu, MenuSwitch } from '../../../primitives/menu.tsx';
import { columnNames, optionalColumns, useColumns } from './columns.ts';

/** Which columns the list has. */
export function ColumnMenu() {
  const [columns, choose] = useColumns();
  return (
    <Menu trigger={<Button>Columns</Button>}>
      {optionalColumns.map((column) => (
        <MenuSwitch
          key={column}
          isOn={columns.includes(column)}
          onChange={(isOn) => choose(isOn ? [...columns, column] : columns.filter((other) => other !== column))}
        >
          {columnNames[column]}
        </MenuSwitch>
      ))}
    </Menu>
  );
}
