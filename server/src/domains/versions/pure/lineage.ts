interface Linked {
  readonly id: string;
  readonly parentId: string | null;
}

/**
 * The ancestors of a version, nearest first. A lineage that runs in a circle ends where it would begin again.
 */
export function ancestorsOf(id: string, versions: ReadonlyMap<string, Linked>): string[] {
  const found: string[] = [];
  const seen = new Set([id]);
  for (let at = versions.get(id)?.parentId ?? null; at !== null && !seen.has(at); at = versions.get(at)?.parentId ?? null) {
    seen.add(at);
    if (versions.has(at)) found.push(at);
  }
  return found;
}

/** Whether a version would be its own ancestor if it were made from `parentId`. */
export const wouldCircle = (id: string, parentId: string, versions: ReadonlyMap<string, Linked>): boolean =>
  id === parentId || ancestorsOf(parentId, versions).includes(id);
