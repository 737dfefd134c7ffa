import { sendOperation, type ServerAddress } from 'importer/client';
import { Random } from './random.ts';

const datasetName = 'Fare rules';
const places = ['Lisbon', 'Oslo', 'Vienna', 'Naples', 'Dublin', 'Berlin', 'Porto', 'Athens'];

interface Rule {
  readonly asked: string;
  /** What a right answer names. */
  readonly facts: readonly string[];
  readonly right: string;
  readonly wrong: string;
  /** How often each assistant knows the rule, 0 to 1. */
  readonly known: readonly [first: number, second: number];
}

/** Rules of the invented airline, as its customers ask for them. */
const rules: readonly Rule[] = [
  {
    asked: 'How heavy may my cabin bag be on a flight to {to}?',
    facts: ['8 kg'],
    right: 'Your cabin bag may weigh up to 8 kg on all flights to {to}.',
    wrong: 'Your cabin bag may weigh up to 10 kg on all flights to {to}.',
    known: [0.5, 0.95],
  },
  {
    asked: 'How large may my cabin bag be to {to}?',
    facts: ['55', '40', '23'],
    right: 'It may measure 55 × 40 × 23 cm, wheels and handles included, also to {to}.',
    wrong: 'It has to fit under the seat in front of you.',
    known: [0.55, 0.95],
  },
  {
    asked: 'Until when can I change my booking to {to} for free?',
    facts: ['24 hours'],
    right: 'Up to 24 hours before departure; after that the fee of your fare applies.',
    wrong: 'Changes are free of charge at any time.',
    known: [0.45, 0.9],
  },
  {
    asked: 'What do I get when my flight to {to} is three hours late?',
    facts: ['250', 'meal'],
    right: 'A meal at the airport, and 250 € where the delay was in our hands.',
    wrong: 'We are sorry for the delay. Please wait for an announcement at the gate.',
    known: [0.55, 0.85],
  },
  {
    asked: 'Can my dog fly with me to {to}?',
    facts: ['8 kg', 'carrier'],
    right: 'Yes, in a closed carrier under the seat, up to 8 kg together.',
    wrong: 'Animals are not allowed on board.',
    known: [0.95, 0.6],
  },
  {
    asked: 'When does the check-in for {to} close?',
    facts: ['45 minutes'],
    right: 'At the counter and online it closes 45 minutes before departure.',
    wrong: 'It closes when boarding begins, about 20 minutes before departure.',
    known: [0.65, 0.95],
  },
  {
    asked: 'What does a second suitcase to {to} cost?',
    facts: ['35', '60'],
    right: 'It is 35 € online and 60 € at the airport.',
    wrong: 'A second suitcase is included in every fare to {to}.',
    known: [0.45, 0.9],
  },
  {
    asked: 'I missed my flight to {to}. What now?',
    facts: ['same day', '70'],
    right: 'You can take the next flight on the same day for 70 €, as long as there is a seat.',
    wrong: 'Unfortunately your ticket has expired.',
    known: [0.45, 0.85],
  },
];

interface Answered {
  readonly name: string;
  readonly model: string;
  readonly description: string;
  readonly place: 0 | 1;
}

const assistants: readonly Answered[] = [
  {
    name: 'support-assistant v1',
    model: 'meridian-small',
    description: 'The first version, before it was trained on the fare rules.',
    place: 0,
  },
  { name: 'support-assistant v2', model: 'meridian-small-ft', description: 'After training on the fare rules.', place: 1 },
];

const fill = (text: string, to: string): string => text.replaceAll('{to}', to);
const rows = rules.flatMap((rule) => places.map((to) => ({ rule, to })));

/** A dataset of the fare rules, and two runs of assistants over it, whose answers the server scores; where there is none yet. */
export async function sendEvaluations(server: ServerAddress): Promise<void> {
  const { dataset } = await sendOperation<{ dataset: object | null }>(
    server,
    'query DemoDataset($name: String!) { dataset(name: $name) { id } }',
    { name: datasetName },
  );
  if (dataset !== null) return;
  const { createDataset } = await sendOperation<{ createDataset: { id: string } }>(
    server,
    'mutation DemoDataset($input: CreateDatasetInput!) { createDataset(input: $input) { id } }',
    {
      input: {
        name: datasetName,
        description: 'What customers ask about the rules of the fare, with what a right answer names.',
        tags: ['demo'],
      },
    },
  );
  const { addDatasetRows } = await sendOperation<{ addDatasetRows: { id: string; rows: { edges: { node: { id: string } }[] } } }>(
    server,
    'mutation DemoRows($input: AddDatasetRowsInput!) { addDatasetRows(input: $input) { id rows(first: 200) { edges { node { id } } } } }',
    {
      input: {
        id: createDataset.id,
        rows: rows.map(({ rule, to }) => ({ split: 'test', input: { question: fill(rule.asked, to) }, expectedOutput: rule.facts })),
      },
    },
  );
  const rowIds = addDatasetRows.rows.edges.map(({ node }) => node.id);
  for (const { name, model, description, place } of assistants) {
    const random = new Random('evaluations', name);
    const { beginReportedEvaluationRun: run } = await sendOperation<{ beginReportedEvaluationRun: { id: string } }>(
      server,
      'mutation DemoRun($input: BeginReportedEvaluationRunInput!) { beginReportedEvaluationRun(input: $input) { id } }',
      {
        input: {
          name,
          description,
          versionId: addDatasetRows.id,
          application: 'demo',
          model,
          metadata: { simulated: true },
          checks: [{ kind: 'CONTAINS', name: 'names the facts', ignoresCase: true }],
        },
      },
    );
    const items = rows.map(({ rule, to }, at) => {
      const output = fill(random.uniform() < rule.known[place] ? rule.right : rule.wrong, to);
      const words = output.split(/\s+/).length;
      return {
        rowId: rowIds[at],
        output,
        latencyMs: Math.round(260 + 34 * words + 220 * random.uniform()),
        costUsd: (place === 0 ? 2e-6 : 3e-6) * (40 + 1.4 * words),
      };
    });
    await sendOperation(
      server,
      'mutation DemoItems($runId: ID!, $items: [ReportedEvaluationItemInput!]!) { recordEvaluationItems(runId: $runId, items: $items) { id } }',
      { runId: run.id, items },
    );
  }
}
