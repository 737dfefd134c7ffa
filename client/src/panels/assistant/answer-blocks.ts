/** A value in a text that stands in a cell of a result; places are UTF-16 code units from the beginning of the text. */
export interface TextNumber {
  readonly start: number;
  readonly end: number;
  readonly handle: string;
  readonly cell: string;
}

export interface Block {
  readonly text: string;
  /** Places are from the beginning of the block. */
  readonly numbers: readonly TextNumber[];
}

/** The text in blocks between blank lines, outside of fences of code: one that is whole is not read again while the next is written. */
export function blocksOf(text: string, numbers: readonly TextNumber[]): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  const end = (at: number): void => {
    const part = text.slice(start, at);
    if (part.trim() !== '')
      blocks.push({
        text: part,
        numbers: numbers
          .filter((number) => number.start >= start && number.end <= at)
          .map((number) => ({ ...number, start: number.start - start, end: number.end - start })),
      });
    start = at;
  };
  let isFenced = false;
  let isBlank = false;
  let at = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const isIndented = /^(?: {2,}|\t)/.test(line);
    if (isBlank && !isFenced && !isIndented && line.trim() !== '') end(at);
    if (/^ {0,3}(?:```|~~~)/.test(line)) isFenced = !isFenced;
    isBlank = line.trim() === '';
    at += line.length;
  }
  end(text.length);
  return blocks;
}

interface MdNode {
  type: string;
  value?: string;
  children?: MdNode[];
  position?: { start: { offset?: number }; end: { offset?: number } };
  data?: { hName?: string; hProperties?: Record<string, string>; hChildren?: unknown[] };
}

/** A plugin for Markdown that makes the values of cells elements `data`, which no Markdown can write, by their places in the text. */
export function markNumbers(numbers: readonly TextNumber[]): () => (tree: MdNode) => void {
  return () => (tree) => {
    if (numbers.length > 0) mark(tree, numbers);
  };
}

function mark(node: MdNode, numbers: readonly TextNumber[]): void {
  if (node.children === undefined || node.type === 'link') return;
  node.children = node.children.flatMap((child) => {
    if (child.type !== 'text') {
      mark(child, numbers);
      return [child];
    }
    return split(child, numbers);
  });
}

function split(node: MdNode, numbers: readonly TextNumber[]): MdNode[] {
  const { value = '', position } = node;
  const [from, to] = [position?.start.offset, position?.end.offset];
  // A text with escapes is shorter than its source: places in it are not known.
  if (from === undefined || to === undefined || to - from !== value.length) return [node];
  const inside = numbers.filter(({ start, end }) => start >= from && end <= to).toSorted((one, other) => one.start - other.start);
  if (inside.length === 0) return [node];
  const parts: MdNode[] = [];
  let at = from;
  const text = (end: number): void => {
    if (end > at) parts.push({ type: 'text', value: value.slice(at - from, end - from) });
  };
  for (const { start, end, cell } of inside) {
    if (start < at) continue;
    text(start);
    const shown = value.slice(start - from, end - from);
    parts.push({
      type: 'cell',
      children: [{ type: 'text', value: shown }],
      data: { hName: 'data', hProperties: { value: cell } },
    });
    at = end;
  }
  text(to);
  return parts;
}
