import { measurePage } from './dashboard/page.ts';
import { folderOf } from './overview/dataset.ts';
const r = await measurePage(folderOf(Number(process.env['BENCH_MESSAGES'] ?? 1_000_000), false));
console.log(
  r.changesMs,
  [...r.interactions.delaysMs]
    .sort((a, b) => b - a)
    .slice(0, 20)
    .join(' '),
  r.interactions.delaysMs.length,
  r.interactions.answerCount,
);
process.exit(0);
