import type { CreateStudyInput } from '../../graphql/generated/graphql.ts';

type Parameter = CreateStudyInput['searchSpace'][number];

type ReadSpace = { readonly ok: true; readonly space: readonly Parameter[] } | { readonly ok: false; readonly problem: string };

/** What a reader can begin with. */
export const spaceExample =
  'learning_rate: 1e-5 to 0.01 log\nbatch_size: int 4 to 32 step 4\noptimizer: adamw, sgd\nmomentum: 0 to 0.95 if optimizer = sgd';

const linePattern = /^\s*([^:]+?)\s*:\s*(.+?)(?:\s+if\s+(.+?)\s*=\s*(.+?))?\s*$/;
const rangePattern = /^(int\s+)?(\S+)\s+to\s+(\S+)(?:\s+step\s+(\S+))?(\s+log)?$/i;

/** A search space of lines: `name: 0.1 to 10 log`, `name: int 1 to 8 step 2`, `name: a, b`, each with `if other = a | b`. */
export function readSpaceText(text: string): ReadSpace {
  const space: Parameter[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const parameter = readLine(line);
    if (typeof parameter === 'string') return { ok: false, problem: `Line ${index + 1}: ${parameter}` };
    space.push(parameter);
  }
  return space.length === 0 ? { ok: false, problem: 'One parameter at least, each on a line of its own.' } : { ok: true, space };
}

function readLine(line: string): Parameter | string {
  const [, name, values, parent, parentValues] = linePattern.exec(line) ?? [];
  if (name === undefined || values === undefined)
    return 'a name and its values are to stand around a colon, such as “rate: 1e-5 to 0.1 log”.';
  const when =
    parent === undefined || parentValues === undefined ? {} : { when: { parameter: parent, values: parentValues.split('|').map(valueOf) } };
  const [, int, low, high, step, log] = rangePattern.exec(values) ?? [];
  if (low === undefined || high === undefined) {
    const choices = values.split(',').map(valueOf);
    return choices.includes('') ? 'a choice is empty.' : { name, kind: 'CATEGORICAL', choices, ...when };
  }
  const numbers = [low, high, ...(step === undefined ? [] : [step])].map(Number);
  if (numbers.some((number) => !Number.isFinite(number))) return `“${values}” is no range of numbers.`;
  return {
    name,
    kind: int === undefined ? 'FLOAT' : 'INT',
    low: numbers[0] as number,
    high: numbers[1] as number,
    ...(numbers[2] !== undefined && { step: numbers[2] }),
    ...(log !== undefined && { isLog: true }),
    ...when,
  };
}

/** A number, true or false where the text is one, else the text. */
function valueOf(text: string): string | number | boolean {
  const value = text.trim();
  if (value === 'true' || value === 'false') return value === 'true';
  return value !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}
