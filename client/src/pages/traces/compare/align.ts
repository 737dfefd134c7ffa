import type { SpanRow } from '../trace/span-rows.ts';

/** A step of two traces: the span of each that did it; null: only the other trace has it. */
export interface AlignedStep {
  /** The id of its span on the left, else `+` and that on the right: unique among the steps. */
  readonly key: string;
  readonly depth: number;
  readonly left: SpanRow | null;
  readonly right: SpanRow | null;
  /** Of the step that it is part of; null: of none. */
  readonly parentKey: string | null;
}

/** Kinds of which two may be the same step under different names: a call is named for its model, an agent for its version. */
const namedFreely: ReadonlySet<string> = new Set(['LLM', 'EMBEDDING', 'RERANKER', 'RETRIEVER', 'AGENT', 'CHAIN', 'GUARDRAIL', 'EVALUATOR']);

/**
 * Two trees as one, depth first: the spans of two steps that are the same stand together. Under the same parent these are the spans of one
 * kind and name, in their order; of what is left, the calls of models, agents and the like in their order; and the roots, where each trace
 * has one left. A step that only the right trace has stands after the one that it follows there.
 */
export function alignedSteps(left: readonly SpanRow[], right: readonly SpanRow[]): readonly AlignedStep[] {
  const [childrenLeft, childrenRight] = [childrenOf(left), childrenOf(right)];
  const steps: AlignedStep[] = [];
  // A stack, since a trace may be fifty thousand spans deep.
  const waiting: AlignedStep[] = [];
  const push = (parent: AlignedStep | null, ofLeft: readonly SpanRow[], ofRight: readonly SpanRow[]): void => {
    const pairs = pairsOf(ofLeft, ofRight, parent === null);
    for (let index = pairs.length - 1; index >= 0; index -= 1) {
      const [one, other] = pairs[index] as Pair;
      waiting.push({
        key: one?.id ?? `+${other?.id ?? ''}`,
        depth: parent === null ? 0 : parent.depth + 1,
        left: one,
        right: other,
        parentKey: parent?.key ?? null,
      });
    }
  };
  push(null, childrenLeft.get(null) ?? [], childrenRight.get(null) ?? []);
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    steps.push(step);
    push(
      step,
      step.left === null ? [] : (childrenLeft.get(step.left.id) ?? []),
      step.right === null ? [] : (childrenRight.get(step.right.id) ?? []),
    );
  }
  return steps;
}

type Pair = readonly [left: SpanRow | null, right: SpanRow | null];

function childrenOf(rows: readonly SpanRow[]): ReadonlyMap<string | null, readonly SpanRow[]> {
  return Map.groupBy(rows, ({ parentId }) => parentId);
}

function pairsOf(left: readonly SpanRow[], right: readonly SpanRow[], isTop: boolean): readonly Pair[] {
  const rightOf = new Int32Array(left.length).fill(-1);
  const isTaken = new Uint8Array(right.length);
  const match = (keyOf: (row: SpanRow) => string | null): void => {
    const free = new Map<string, number[]>();
    for (let place = right.length - 1; place >= 0; place -= 1) {
      const key = isTaken[place] === 1 ? null : keyOf(right[place] as SpanRow);
      if (key === null) continue;
      const places = free.get(key);
      if (places === undefined) free.set(key, [place]);
      else places.push(place);
    }
    for (const [place, row] of left.entries()) {
      const key = rightOf[place] === -1 ? keyOf(row) : null;
      const other = key === null ? undefined : free.get(key)?.pop();
      if (other === undefined) continue;
      rightOf[place] = other;
      isTaken[other] = 1;
    }
  };
  match((row) => `${row.kind} ${nameOf(row)}`);
  match(({ kind }) => (namedFreely.has(kind) ? kind : null));
  if (isTop && rightOf.filter((place) => place === -1).length === 1 && isTaken.filter((taken) => taken === 0).length === 1) match(() => '');
  return inOrder(left, right, rightOf);
}

/** Without the model, which a name often ends with. */
const nameOf = ({ name, model }: SpanRow): string => (model === '' ? name : name.replace(model, ''));

/** The left order; what only the right has follows the pair that it follows there. */
function inOrder(left: readonly SpanRow[], right: readonly SpanRow[], rightOf: Int32Array): readonly Pair[] {
  const leftOf = new Int32Array(right.length).fill(-1);
  for (const [place, other] of rightOf.entries()) if (other >= 0) leftOf[other] = place;
  const first: Pair[] = [];
  const after = new Map<number, Pair[]>();
  let anchor = -1;
  for (const [place, row] of right.entries()) {
    const partner = leftOf[place] as number;
    if (partner >= 0) {
      anchor = partner;
      continue;
    }
    if (anchor === -1) first.push([null, row]);
    else if (after.has(anchor)) after.get(anchor)?.push([null, row]);
    else after.set(anchor, [[null, row]]);
  }
  return [...first, ...left.flatMap((row, place): Pair[] => [[row, right[rightOf[place] as number] ?? null], ...(after.get(place) ?? [])])];
}

/** Whether the two did not take the same way: only one has the step, another model was called, or one of them failed. */
export function isDivergent({ left, right }: AlignedStep): boolean {
  return left === null || right === null || left.model !== right.model || left.error !== right.error;
}
