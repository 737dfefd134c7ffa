const mlflowPage = /^#\/experiments(?:\/[\w-]+(?:\/runs\/([\w-]+))?)?/;

/**
 * The page here that stands for an address of MLflow's own: its clients print `ADDRESS/#/experiments/1/runs/RUN_ID` after a run. Null: it
 * is no such address.
 */
export function pageOfHash(hash: string): string | null {
  const found = mlflowPage.exec(hash);
  if (found === null) return null;
  return found[1] === undefined ? '/training' : `/training/runs/${found[1]}`;
}
