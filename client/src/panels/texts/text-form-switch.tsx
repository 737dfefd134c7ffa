import { Segmented } from '../../primitives/segmented.tsx';
import { useTextForm } from './text-form.ts';

const forms = [
  { value: 'markdown', label: 'Markdown', title: 'Headings, lists, tables and code are drawn' },
  { value: 'source', label: 'Source', title: 'Each text as it came' },
] as const;

/** How texts of messages are shown, on every page. */
export function TextFormSwitch() {
  const [form, choose] = useTextForm();
  return <Segmented label="Texts as" value={form} options={forms} onChoose={choose} />;
}
