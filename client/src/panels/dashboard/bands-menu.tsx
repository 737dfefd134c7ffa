import { Button } from '../../primitives/button.tsx';
import { Menu, MenuChoice } from '../../primitives/menu.tsx';
import type { Bands } from './panel.ts';

const names: Readonly<Record<Bands, string>> = {
  off: 'Charts as they are',
  expected: 'Charts with what was expected',
  forecast: 'Charts with the week to come',
};
const options = (Object.keys(names) as Bands[]).map((value) => ({ value, label: names[value] }));

interface BandsProps {
  readonly bands: Bands;
  readonly onChoose: (bands: Bands) => void;
}

/** The choice alone, within a menu that holds other things. */
export function BandsChoice({ bands, onChoose }: BandsProps) {
  return <MenuChoice label="Charts over time" value={bands} options={options} onChoose={onChoose} />;
}

/** How charts over time are drawn where their number is watched: as they are, inside what was expected, or with a forecast. */
export function BandsMenu({ bands, onChoose }: BandsProps) {
  return (
    <Menu align="start" trigger={<Button>{names[bands]}</Button>}>
      <BandsChoice bands={bands} onChoose={onChoose} />
    </Menu>
  );
}
