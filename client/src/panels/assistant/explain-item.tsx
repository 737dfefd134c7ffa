import { useFrame } from '../../controls/page/frame.ts';
import { IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';

/** Asks the assistant beside the page about a panel, as it is looked at: its time range and filters go along. Nothing where the viewer can't ask. */
export function ExplainItem({ title }: { readonly title: string }) {
  const { explain } = useFrame();
  if (explain === null) return null;
  return <MenuItem onChoose={() => explain(title)}>Explain</MenuItem>;
}

/** The menu of a panel that has nothing else in it. */
export function ExplainMenu({ title }: { readonly title: string }) {
  const { explain } = useFrame();
  if (explain === null) return null;
  return (
    <Menu trigger={<IconButton icon="more" label="Actions of this panel" />}>
      <ExplainItem title={title} />
    </Menu>
  );
}
