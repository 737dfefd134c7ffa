import type { ToolLink } from './shape.ts';

/** Keys of the address by the arguments of tools (client/src/controls/view.ts reads them). */
const keys: Readonly<Record<string, string>> = {
  models: 'model',
  providers: 'provider',
  sessions: 'session',
  sessionIds: 'session',
  experiments: 'experiment',
  variants: 'variant',
  environments: 'environment',
  trainingMethods: 'method',
  failureTags: 'failure',
  errorTypes: 'error',
  tools: 'tool',
  users: 'user',
  ratings: 'rating',
  promptNames: 'prompt',
  text: 'says',
  topicIds: 'topic',
  languages: 'language',
  emotions: 'emotion',
};

/** A page of the dashboard that looks through the same time range and filters. `path`: without a search. */
export function viewLink(title: string, path: string, filter: Readonly<Record<string, unknown>>): ToolLink {
  const params = new URLSearchParams();
  const { from, to } = filter;
  if (typeof from === 'string' || typeof to === 'string') params.append('range', 'custom');
  else params.append('range', 'all');
  if (typeof from === 'string') params.append('from', from);
  if (typeof to === 'string') params.append('to', to);
  for (const [name, key] of Object.entries(keys)) {
    const value = filter[name];
    for (const one of Array.isArray(value) ? value : value === undefined || value === null ? [] : [value])
      params.append(key, one === '' ? '(none)' : String(one));
  }
  return { title, path: `${path}?${params.toString().replaceAll('%3A', ':')}` };
}

export const pageLink = (title: string, path: string): ToolLink => ({ title, path });
