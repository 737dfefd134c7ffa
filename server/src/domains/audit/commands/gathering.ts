import type { Stores } from '../../../platform/store/stores.ts';

/** Acts of one kind within so long are one entry. */
const gatheredMs = 5_000;
/** Kinds of acts that are gathered apart; those of more actors at once are gathered together. */
const mostGathered = 1_000;

type Write = (count: number) => Promise<void>;
interface Gathered {
  readonly write: Write;
  /** Not recorded yet. */
  count: number;
  readonly timer: NodeJS.Timeout;
}

const gatheredBy = new WeakMap<Stores['postgres'], Map<string, Gathered>>();

/**
 * Records an act: the first of its kind at once, those that follow within five seconds as one entry with their number. So a flood costs an entry
 * every five seconds, and a process that is killed loses no more than those of the last five. Resolves when the first is written.
 */
export async function gather({ postgres }: Pick<Stores, 'postgres'>, name: string, write: Write): Promise<void> {
  let gathered = gatheredBy.get(postgres);
  if (gathered === undefined) gatheredBy.set(postgres, (gathered = new Map()));
  const key = gathered.has(name) || gathered.size < mostGathered ? name : 'others';
  const known = gathered.get(key);
  if (known !== undefined) known.count += 1;
  else {
    open(gathered, key, write);
    await write(1);
  }
}

/** Records what was gathered, without waiting for the end of its time. */
export async function recordGathered({ postgres }: Pick<Stores, 'postgres'>): Promise<void> {
  const gathered = gatheredBy.get(postgres) ?? new Map<string, Gathered>();
  const all = [...gathered.values()];
  gathered.clear();
  for (const { timer } of all) clearTimeout(timer);
  await Promise.all(all.filter(({ count }) => count > 0).map(({ write, count }) => write(count)));
}

function open(gathered: Map<string, Gathered>, key: string, write: Write): void {
  const timer = setTimeout(() => {
    const { count } = gathered.get(key) as Gathered;
    gathered.delete(key);
    if (count === 0) return;
    open(gathered, key, write);
    write(count).catch(() => {}); // the log has that the store is unavailable
  }, gatheredMs).unref();
  gathered.set(key, { write, count: 0, timer });
}
