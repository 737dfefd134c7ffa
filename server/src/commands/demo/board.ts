import { sendOperation, type ServerAddress } from 'importer/client';
import type { Story } from './story.ts';

const name = 'demo: support at a glance';

const panel = (key: string, id: string, [x, y, width, height]: readonly [number, number, number, number], title?: string) => ({
  key,
  kind: 'PANEL',
  panel: id,
  x,
  y,
  width,
  height,
  ...(title !== undefined && { title }),
});
const section = (key: string, title: string, y: number) => ({ key, kind: 'SECTION', title, x: 0, y, width: 12, height: 1 });

const tiles = [
  {
    key: 'about',
    kind: 'TEXT',
    x: 0,
    y: 0,
    width: 12,
    height: 2,
    text: '**Simulated.** An invented airline’s support bot: is it good, is it fast, what does it cost? *Edit* moves and resizes these panels.',
  },
  panel('numbers', 'numbers', [0, 2, 12, 8]),
  section('quality', 'Is it good?', 10),
  panel('success', 'success-by-model', [0, 11, 8, 7]),
  panel('why', 'failure-tags', [8, 11, 4, 7], 'Why it fails'),
  section('speed', 'Is it fast?', 18),
  panel('latency', 'response-time', [0, 19, 6, 7]),
  panel('sla', 'sla', [6, 19, 6, 7]),
  section('money', 'What does it cost?', 26),
  panel('cost', 'cost-by-model', [0, 27, 8, 7]),
  panel('errors', 'errors', [8, 27, 4, 7]),
  panel('activity', 'activity', [0, 34, 12, 6]),
];

const at = (ms: number): string => new Date(ms).toISOString();

/** A board for everybody, where there is none of the name, and marks of what happens in the simulated past. */
export async function sendBoard(server: ServerAddress, { incident, degradation, experiment }: Story): Promise<void> {
  const { boards } = await sendOperation<{ boards: readonly { name: string }[] }>(server, 'query DemoBoards { boards { name } }', {});
  if (boards.some((board) => board.name === name)) return;
  await sendOperation(server, 'mutation DemoBoard($input: BoardInput!) { saveBoard(input: $input) { id } }', {
    input: { name, isShared: true, search: 'range=30d', tiles },
  });
  const marks = [
    { kind: 'INCIDENT', label: 'reservations slow', at: at(incident.fromMs), endAt: at(incident.toMs) },
    { kind: 'NOTE', label: 'new rules for refunds', at: at(degradation.fromMs) },
    { kind: 'DEPLOYMENT', label: `experiment ${experiment.name}`, at: at(experiment.fromMs) },
  ];
  for (const input of marks)
    await sendOperation(server, 'mutation DemoMark($input: CreateAnnotationInput!) { createAnnotation(input: $input) { id } }', { input });
}
