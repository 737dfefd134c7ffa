import { IconButton } from '../../primitives/button.tsx';
import { Menu, MenuChoice } from '../../primitives/menu.tsx';
import { chooseTheme, useTheme } from './theme.ts';
import type { Theme } from './theme.ts';

const icons = { system: 'screen', light: 'sun', dark: 'moon' } as const;
const names: Record<Theme, string> = { system: 'As the device', light: 'Light', dark: 'Dark' };

export function ThemeMenu() {
  const theme = useTheme();
  return (
    <Menu trigger={<IconButton icon={icons[theme]} label={`Theme: ${names[theme].toLowerCase()}`} />}>
      <MenuChoice
        label="Theme"
        value={theme}
        onChoose={chooseTheme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: names[value], icon: icons[value] }))}
      />
    </Menu>
  );
}
