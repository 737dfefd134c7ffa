/** Prompts by Langfuse's client, third version. Argument: the folder in which it makes them. */
import { Langfuse } from 'langfuse';
import { errand, publicKey } from './errand.ts';

const [folder] = process.argv.slice(2) as [string];
const langfuse = new Langfuse({ publicKey, secretKey: errand.key, baseUrl: errand.server });
const name = `${folder}/hello`;

const made = await langfuse.createPrompt({ name, prompt: 'Hello {{name}}!', labels: ['production'], config: { model: 'm' }, tags: ['t'] });
await langfuse.createPrompt({ name, prompt: 'Hi {{name}}!', commitMessage: 'shorter' });
const byDefault = await langfuse.getPrompt(name);
const latest = await langfuse.getPrompt(name, undefined, { label: 'latest' });
const first = await langfuse.getPrompt(name, 1);
await langfuse.updatePrompt({ name, version: 2, newLabels: ['production'] });
const moved = await langfuse.getPrompt(name, undefined, { cacheTtlSeconds: 0 });

const kept = await langfuse.getPrompt(name);
await fetch(`${errand.server}/api/public/v2/prompts/${encodeURIComponent(name)}/versions/1`, {
  method: 'PATCH',
  headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${publicKey}:${errand.key}`)}` },
  body: JSON.stringify({ newLabels: ['production'] }),
});
const cached = await langfuse.getPrompt(name);
const fresh = await langfuse.getPrompt(name, undefined, { cacheTtlSeconds: 0 });

const chat = [
  { role: 'system', content: 'Be {{tone}}.' },
  { type: 'placeholder', name: 'history' },
  { role: 'user', content: '{{query}}' },
] as never;
await langfuse.createPrompt({ name: `${folder}/chat`, type: 'chat', prompt: chat, labels: ['production'] });
const talk = await langfuse.getPrompt(`${folder}/chat`, undefined, { type: 'chat' });
const compiled = talk.compile({ tone: 'kind', query: 'Why?' }, { history: [{ role: 'user', content: 'Hi' }] } as never);

const missing = await langfuse.getPrompt(`${folder}/missing`, undefined, { fallback: 'F {{x}}', maxRetries: 0 });
const refused = await langfuse.getPrompt(`${folder}/missing`, undefined, { maxRetries: 0 }).then(
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
await langfuse.shutdownAsync();
