/** Prompts by Langfuse's client, fifth version. Argument: the folder in which it makes them. */
import { LangfuseClient } from '@langfuse/client';
import { errand, publicKey } from './errand.ts';

const [folder] = process.argv.slice(2) as [string];
const langfuse = new LangfuseClient({ publicKey, secretKey: errand.key, baseUrl: errand.server });
const name = `${folder}/hello`;
const { prompt: prompts } = langfuse;

const made = await prompts.create({ name, prompt: 'Hello {{name}}!', labels: ['production'], config: { model: 'm' }, tags: ['t'] });
await prompts.create({ name, prompt: 'Hi {{name}}!', commitMessage: 'shorter' });
const byDefault = await prompts.get(name);
const latest = await prompts.get(name, { label: 'latest' });
const first = await prompts.get(name, { version: 1 });
await prompts.update({ name, version: 2, newLabels: ['production'] });
const moved = await prompts.get(name, { cacheTtlSeconds: 0 });

// Moved behind the client's back: it goes on by its cache until that is over.
const kept = await prompts.get(name);
await fetch(`${errand.server}/api/public/v2/prompts/${encodeURIComponent(name)}/versions/1`, {
  method: 'PATCH',
  headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${publicKey}:${errand.key}`)}` },
  body: JSON.stringify({ newLabels: ['production'] }),
});
const cached = await prompts.get(name);
const fresh = await prompts.get(name, { cacheTtlSeconds: 0 });

const chat = [
  { role: 'system', content: 'Be {{tone}}.' },
  { type: 'placeholder', name: 'history' },
  { role: 'user', content: '{{query}}' },
] as never;
await prompts.create({ name: `${folder}/chat`, type: 'chat', prompt: chat, labels: ['production'] });
const talk = await prompts.get(`${folder}/chat`, { type: 'chat' });
const compiled = talk.compile({ tone: 'kind', query: 'Why?' }, { history: [{ role: 'user', content: 'Hi' }] } as never);

const missing = await prompts.get(`${folder}/missing`, { fallback: 'F {{x}}', maxRetries: 0 });
const refused = await prompts.get(`${folder}/missing`, { maxRetries: 0 }).then(
  () => 'found',
  () => 'refused',
);
console.log(
  JSON.stringify({
    made: made.version,
    byDefault: [byDefault.version, byDefault.compile({ name: 'Ada' }), byDefault.config, byDefault.tags],
    latest: [latest.version, latest.commitMessage ?? null],
    first: first.version,
    moved: moved.version,
    cached: [kept.version, cached.version, fresh.version],
    chat: compiled,
    missing: [missing.isFallback, missing.compile({ x: 'y' }), refused],
  }),
);
