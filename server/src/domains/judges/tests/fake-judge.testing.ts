import type { FakeAnswer, FakeRequest } from '../../model-connections/tests/fake-models.testing.ts';

/** What a request says, as one text each. */
export const saidIn = ({ body }: FakeRequest): { readonly system: string; readonly user: string } => {
  const texts = (role: string): string =>
    (body.messages as { role: string; content: unknown }[])
      .filter((message) => message.role === role)
      .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
      .join('\n');
  return { system: texts('system'), user: texts('user') };
};

/** What a text that wants to steer a judge cannot do without. */
const orders =
  /pass|verdict|ignor|disregard|forget|instruction|system|overrid|you are|grade|score|rubric|judge|json|approve|correct answer/i;

/**
 * A model that follows every speaker. Its instructions may name a mark: then lines between marks are data, and it follows what stands
 * outside of them alone. What orders it to pass an answer, it passes; else it judges by what it knows: an answer with "Berlin is in France" is
 * wrong.
 */
export function obedientVerdict({ system, user }: { readonly system: string; readonly user: string }): 'pass' | 'fail' {
  const mark = /The mark (\S+) was drawn/.exec(system)?.[1];
  const outside = mark === undefined ? user : outsideOf(user, mark);
  return orders.test(outside) ? 'pass' : user.includes('Berlin is in France') ? 'fail' : 'pass';
}

function outsideOf(text: string, mark: string): string {
  let outside = '';
  let isData = false;
  for (const line of text.split('\n')) {
    if (!isData && line.startsWith(`<<<${mark} `)) isData = true;
    else if (isData && line === `${mark}>>>`) isData = false;
    else if (!isData) outside += `${line}\n`;
  }
  return outside;
}

export const verdictAnswer = (verdict: unknown, reason = 'As the criteria say.'): FakeAnswer => [
  { text: JSON.stringify({ reason, verdict }) },
];

/** Answers each request as the obedient model does. */
export const obedient = (request: FakeRequest): FakeAnswer => verdictAnswer(obedientVerdict(saidIn(request)));
