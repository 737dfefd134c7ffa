import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';
import { Random } from './random.ts';
import { dayMs } from './rhythm.ts';
import type { Story } from './story.ts';
import { demoUser } from './visits.ts';

const identifyText = 'mutation DemoUsers($users: [UserInput!]!) { identifyUsers(users: $users) { accepted } }';
const listText = 'query DemoCohorts { cohorts { name } }';
const createText = 'mutation DemoCohort($input: CohortInput!) { createCohort(input: $input) { id } }';

const usersAtOnce = 1_000;
const plans = [
  { name: 'free', share: 0.62 },
  { name: 'plus', share: 0.28 },
  { name: 'gold', share: 0.1 },
] as const;
const airports = ['LIS', 'OSL', 'VIE', 'KEF', 'TLL'] as const;

const cohorts = [
  {
    name: 'demo: members who pay',
    description: 'Customers on plus or gold.',
    rule: { property: { name: 'plan', test: 'IS', value: ['plus', 'gold'] } },
  },
  {
    name: 'demo: busy lately',
    description: 'More than three conversations in 30 days.',
    rule: { activity: { measure: 'CONVERSATIONS', test: 'ABOVE', number: 3, days: 30 } },
  },
  {
    name: 'demo: disappointed newcomers',
    description: 'Signed up in the last 90 days and gave a rating of 1 or 2.',
    rule: {
      all: [
        { property: { name: 'signupDate', test: 'WITHIN_DAYS', value: 90 } },
        { activity: { measure: 'RATINGS', test: 'AT_LEAST', number: 1, ratings: [1, 2] } },
      ],
    },
  },
];

/** Customers with plan, date of sign-up, airport and flags, the same for a seed however often they are sent; and three cohorts of them. */
export async function sendCohorts(server: ServerAddress, { past }: Story, seed: number, userCount: number): Promise<void> {
  const at = new Date(past.fromMs).toISOString();
  const users = Array.from({ length: userCount }, (_, place) => ({
    userId: demoUser(place + 1),
    at,
    properties: propertiesOf(seed, place + 1, past.toMs),
  }));
  for (let first = 0; first < users.length; first += usersAtOnce)
    await sendOperation(server, identifyText, { users: users.slice(first, first + usersAtOnce) });
  try {
    const known = new Set(
      (await sendOperation<{ cohorts: readonly { name: string }[] }>(server, listText, {})).cohorts.map(({ name }) => name),
    );
    for (const input of cohorts) if (!known.has(input.name)) await sendOperation(server, createText, { input });
  } catch (error) {
    // A key that may send data alone makes no cohort.
    if (!(error instanceof ServerProblem && error.kind === 'REFUSED')) throw error;
  }
}

/** What the invented airline knows of a customer. */
function propertiesOf(seed: number, number: number, untilMs: number): object {
  const random = new Random(seed, 'customer', number);
  const signedUpMs = untilMs - random.uniform() ** 2 * 720 * dayMs;
  return {
    plan: random.weighted(plans, ({ share }) => share).name,
    signupDate: new Date(signedUpMs).toISOString().slice(0, 10),
    homeAirport: random.pick(airports),
    flightsPerYear: Math.floor(random.uniform() ** 2 * 30),
    flags: ['new-booking', 'paper-free'].filter(() => random.happens(0.4)),
  };
}
