import { readFileSync } from 'node:fs';
import { fanova } from './src/domains/studies/pure/fanova.ts';
import { columnsOfTrials, float } from './src/domains/studies/pure/trials.testing.ts';
for (const which of ['random', 'tpe']) {
  const raw = JSON.parse(readFileSync(`/work/shared/data/training/made/hpo/${which}.trials.json`, 'utf8'));
  const refs = JSON.parse(readFileSync('/work/shared/data/training/made/hpo/reference_importances.json', 'utf8'))[which].importances;
  const space = Object.entries(raw[0].distributions).map(([name, d]: any) => d.name === 'CategoricalDistribution' ? { name, kind: 'CATEGORICAL', choices: d.attributes.choices, when: null } : { name, kind: d.name === 'IntDistribution' ? 'INT' : 'FLOAT', low: d.attributes.low, high: d.attributes.high, isLog: d.attributes.log, step: d.attributes.step, levels: null, when: null });
  const c = columnsOfTrials(space as any, raw.filter((x: any) => x.state === 'COMPLETE').map((x: any) => ({ params: x.params, values: [x.value] })));
  const t = performance.now(); const f = fanova(space as any, ['MINIMIZE'], c)!;
  console.log(which, c.count, Math.round(performance.now() - t), 'ms');
  for (const i of f.importances) console.log(i.parameter, i.value.toFixed(3), i.low.toFixed(3), i.high.toFixed(3), refs.fanova_seed0[i.parameter].toFixed(3));
  console.log(f.interactions.slice(0, 3));
}
const ref = JSON.parse(readFileSync('/tmp/wt-data/st/reference.json', 'utf8'));
const c = columnsOfTrials(ref.space, ref.minimize.trials);
const t = performance.now(); const f = fanova(ref.space, ['MINIMIZE'], c)!; console.log(Math.round(performance.now() - t));
for (const i of f.importances) console.log(i.parameter, i.value.toFixed(3), JSON.stringify(ref.minimize.fanova.map((r: any) => r[i.parameter]?.toFixed(3))));
// Ishigami
const sp = ['a', 'b', 'c'].map((n) => float(n, -Math.PI, Math.PI)) as any;
let s = 7; const rnd = () => { s = (s * 1103515245 + 12345) % 2147483648; return s / 2147483648; };
for (const n of [300, 600, 10000]) {
const tr = Array.from({ length: n }, () => { const [a, b, c] = [rnd(), rnd(), rnd()].map((u) => (2 * u - 1) * Math.PI) as any; return { params: { a, b, c }, values: [Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a)] }; });
const t2 = performance.now(); const g = fanova(sp, ['MINIMIZE'], columnsOfTrials(sp, tr))!; console.log(n, Math.round(performance.now() - t2), JSON.stringify(g.importances.map((x) => [x.parameter, x.value.toFixed(3)])), JSON.stringify(g.interactions.map((x) => [x.a + x.b, x.value.toFixed(3), x.low.toFixed(3), x.high.toFixed(3)])));
}
