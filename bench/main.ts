const benches = {
  start: 'from the command to ready',
  'first-load': 'JavaScript and largest paint of the Overview page',
  ingest: 'messages a second, and how soon they are counted',
  overview: 'the Overview page’s first screen at 1 and 10 million messages',
  search: 'a page of messages found by text, of 1 million',
} as const;

type Name = keyof typeof benches;

const isBench = (name: string): name is Name => Object.hasOwn(benches, name);

const asked = process.argv.slice(2).filter((argument) => argument !== '--');
const unknown = asked.filter((name) => !isBench(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are:`);
  for (const [name, about] of Object.entries(benches)) console.error(`  ${name.padEnd(12)} ${about}`);
  process.exit(2);
}
// One after the other: two at once would measure each other.
for (const name of asked.length > 0 ? (asked as Name[]) : (Object.keys(benches) as Name[])) {
  console.log(`\n── ${name}: ${benches[name]}`);
  const { run } = (await import(`./${name}.ts`)) as { run: () => Promise<void> };
  await run();
}
// Engines in this process keep it alive.
process.exit(0);
