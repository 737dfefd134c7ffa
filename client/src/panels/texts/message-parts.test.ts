import { expect, test } from 'vitest';
import { messageParts } from './message-parts.ts';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const wav = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';
const pdf = 'JVBERi0xLjQKJcOkw7zDtsOfCjIgMCBvYmoKPDwvTGVuZ3Ro';
const pngUrl = `data:image/png;base64,${png}`;
const page = 'https://pictures.example/1.png';

test.each([
  ['OpenAI', { type: 'image_url', image_url: { url: pngUrl, detail: 'low' } }, 'image', pngUrl],
  ['OpenAI responses', { type: 'input_image', image_url: pngUrl }, 'image', pngUrl],
  ['Anthropic', { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } }, 'image', pngUrl],
  ['Gemini', { inlineData: { mimeType: 'image/png', data: png } }, 'image', pngUrl],
  ['Gemini in Python', { inline_data: { mime_type: 'image/png', data: png } }, 'image', pngUrl],
  ['Bedrock', { image: { format: 'png', source: { bytes: png } } }, 'image', pngUrl],
  ['AI SDK', { type: 'image', image: png, mediaType: 'image/png' }, 'image', pngUrl],
  ['AI SDK, a file', { type: 'file', data: png, mediaType: 'image/png' }, 'image', pngUrl],
  ['LangChain', { type: 'image', source_type: 'base64', mime_type: 'image/png', data: png }, 'image', pngUrl],
  ['LangChain v1', { type: 'image', base64: png, mime_type: 'image/png' }, 'image', pngUrl],
  ['OpenTelemetry', { type: 'blob', modality: 'image', mime_type: 'image/png', content: png }, 'image', pngUrl],
  ['MCP', { type: 'image', data: png, mimeType: 'image/png' }, 'image', pngUrl],
  ['Pydantic AI', { kind: 'binary', media_type: 'image/png', content: png }, 'image', pngUrl],
  ['a picture without its type', { type: 'image', data: png }, 'image', pngUrl],
  ['base64 of URLs', { type: 'image', mime_type: 'image/png', data: png.replaceAll('+', '-').replaceAll('/', '_') }, 'image', pngUrl],
  [
    'bytes of Node',
    { image: { format: 'png', source: { bytes: { type: 'Buffer', data: [137, 80, 78] } } } },
    'image',
    'data:image/png;base64,iVBO',
  ],
  ['OpenAI audio', { type: 'input_audio', input_audio: { data: wav, format: 'wav' } }, 'audio', `data:audio/wav;base64,${wav}`],
  ['MCP audio', { type: 'audio', data: wav, mimeType: 'audio/wav' }, 'audio', `data:audio/wav;base64,${wav}`],
  [
    'OpenAI file',
    { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${pdf}` } },
    'file',
    `data:application/pdf;base64,${pdf}`,
  ],
  [
    'Anthropic document',
    { type: 'document', title: 'A', source: { type: 'base64', media_type: 'application/pdf', data: pdf } },
    'file',
    `data:application/pdf;base64,${pdf}`,
  ],
  ['MCP resource', { type: 'resource', resource: { uri: 'file:///a.pdf', mimeType: 'application/pdf', blob: pdf } }, 'file', null],
])('%s: content in the message', (_name, part, kind, dataUrl) => {
  const [read] = messageParts([part]);
  expect(read?.kind).toBe(kind);
  if (dataUrl !== null) expect(read).toMatchObject({ source: { at: 'message', dataUrl } });
});

test.each([
  ['OpenAI', { type: 'image_url', image_url: { url: page } }, 'image'],
  ['Anthropic', { type: 'image', source: { type: 'url', url: page } }, 'image'],
  ['Gemini', { fileData: { mimeType: 'image/png', fileUri: page } }, 'image'],
  ['OpenTelemetry', { type: 'uri', modality: 'image', uri: page }, 'image'],
  ['Pydantic AI', { kind: 'image-url', url: page }, 'image'],
  ['AI SDK', { type: 'image', image: page }, 'image'],
  ['audio', { kind: 'audio-url', url: page }, 'audio'],
  ['OpenAI file', { type: 'input_file', file_url: page, filename: 'a.csv' }, 'file'],
])('%s: content at an address', (_name, part, kind) => {
  expect(messageParts([part])).toMatchObject([{ kind, source: { at: 'address', url: page } }]);
});

test('a file that a provider holds is named by its id', () => {
  expect(messageParts([{ type: 'input_file', file_id: 'file-7' }])).toMatchObject([
    { kind: 'file', source: { at: 'provider', id: 'file-7' } },
  ]);
});

test('a picture that was cut states how long it was', () => {
  const url = `data:image/png;base64,iVBO… [cut here: the text was longer than 1 MiB, 2000000 characters]`;
  expect(messageParts([{ type: 'image_url', image_url: { url } }])).toMatchObject([
    { kind: 'image', source: { at: 'nowhere', characterCount: 2_000_000 } },
  ]);
});

test.each([
  [{ type: 'reasoning', hidden: true, encrypted_content: 'gAAAAABk' }, 8],
  [{ type: 'redacted_thinking', data: 'EmwKAhgB' }, 8],
])('reasoning that a provider encrypts has a length and no text: %j', (part, characterCount) => {
  expect(messageParts([part])).toEqual([{ kind: 'hidden reasoning', characterCount }]);
});

test.each([
  [
    { type: 'refusal', reason: 'refusal' },
    { kind: 'refusal', text: '', reason: null },
  ],
  [
    { type: 'refusal', reason: 'content_filter' },
    { kind: 'refusal', text: '', reason: 'content_filter' },
  ],
  [
    { type: 'refusal', refusal: 'No.' },
    { kind: 'refusal', text: 'No.', reason: null },
  ],
])('a refusal has the reason of the provider, or is the model’s own: %j', (part, expected) => {
  expect(messageParts([part])).toEqual([expected]);
});

test('citations have a title, an address and the words that are cited; an address that is none of the web is no link', () => {
  const citations = [
    { type: 'url_citation', url_citation: { url: page, title: 'Pictures', start_index: 0 } },
    { type: 'char_location', document_title: 'Terms', cited_text: 'No refunds.' },
    { url: 'javascript:alert(1)', title: 'Bad' },
  ];
  expect(messageParts([{ type: 'citations', citations }])).toMatchObject([
    {
      kind: 'citations',
      citations: [
        { title: 'Pictures', url: page },
        { title: 'Terms', url: null, text: 'No refunds.' },
        { title: 'Bad', url: null },
      ],
    },
  ]);
});

test.each([
  { cachePoint: { type: 'default' } },
  { type: 'executable_code', code: '1 + 1' },
  17,
  { type: 'text_delta', data: 'short words' },
])('a part of unknown form stays as it came: %j', (part) => expect(messageParts([part])).toMatchObject([{ kind: 'other', value: part }]));

test.each([null, undefined, []])('%j has no parts', (sent) => expect(messageParts(sent)).toEqual([]));
