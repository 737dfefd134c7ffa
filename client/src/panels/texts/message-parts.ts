/** Content of a picture, a recording or a file: in the message, at an address, or known by a name only. */
export type PartSource =
  | { readonly at: 'message'; readonly dataUrl: string; readonly byteCount: number }
  | { readonly at: 'address'; readonly url: string }
  | { readonly at: 'provider'; readonly id: string }
  /** Larger than what is stored: `characterCount` characters of base64 were sent; null: not known. */
  | { readonly at: 'nowhere'; readonly characterCount: number | null };

export type MediaKind = 'image' | 'audio' | 'video' | 'file';

export interface MediaPart {
  readonly kind: MediaKind;
  /** '' for unknown. */
  readonly mediaType: string;
  readonly name: string | null;
  readonly source: PartSource;
}

export interface Citation {
  readonly title: string | null;
  /** Only addresses that a browser may open: http and https. */
  readonly url: string | null;
  readonly text: string | null;
  readonly sent: unknown;
}

export type MessagePart =
  | MediaPart
  | { readonly kind: 'hidden reasoning'; readonly characterCount: number }
  /** `reason`: of the provider; null: the model itself refused. `text`: '' where it is the text of the message. */
  | { readonly kind: 'refusal'; readonly text: string; readonly reason: string | null }
  | { readonly kind: 'citations'; readonly citations: readonly Citation[] }
  | { readonly kind: 'other'; readonly type: string | null; readonly value: unknown };

type Fields = Readonly<Record<string, unknown>>;

/** Parts of a message beside its text, in whatever form a provider or a framework sends them. A part of unknown form stays as it came. */
export function messageParts(sent: unknown): readonly MessagePart[] {
  if (sent === null || sent === undefined) return [];
  return (Array.isArray(sent) ? sent : [sent]).map(readPart);
}

function readPart(part: unknown): MessagePart {
  const fields = fieldsOf(part);
  if (fields === null)
    return (typeof part === 'string' ? mediaOf({ content: part }, '') : null) ?? { kind: 'other', type: null, value: part };
  const type = textOf(fields['type']) ?? textOf(fields['kind']) ?? null;
  if (isHidden(fields, type)) return { kind: 'hidden reasoning', characterCount: cipherLength(fields) };
  const refusal = textOf(fields['refusal']);
  const reason = textOf(fields['reason']);
  if (refusal !== null || type === 'refusal') return { kind: 'refusal', text: refusal ?? '', reason: reason === 'refusal' ? null : reason };
  const citations = fields['citations'] ?? fields['annotations'];
  if (type === 'citations' && Array.isArray(citations)) return { kind: 'citations', citations: citations.map(readCitation) };
  return mediaOf(fields, type ?? '') ?? { kind: 'other', type, value: part };
}

const isHidden = (fields: Fields, type: string | null): boolean =>
  (fields['hidden'] === true && type === 'reasoning') ||
  (type !== null && /^(redacted[-_](thinking|reasoning)|reasoning[._-]encrypted)$/.test(type));

/** How long what can't be read is: texts without their names. */
function cipherLength(value: unknown, name = ''): number {
  if (typeof value === 'string') return /^(type|id|format|kind|status)$/.test(name) ? 0 : value.length;
  if (value === null || typeof value !== 'object') return 0;
  return Object.entries(value).reduce((sum, [inner, held]) => sum + cipherLength(held, inner), 0);
}

function readCitation(sent: unknown): Citation {
  const outer = fieldsOf(sent) ?? {};
  // OpenAI and Bedrock name the kind of a citation, with what it says beneath.
  const fields = {
    ...outer,
    ...fieldsOf(outer['url_citation']),
    ...fieldsOf(outer['file_citation']),
    ...fieldsOf(fieldsOf(outer['location'])?.['web']),
  };
  const text =
    firstText(fields, 'cited_text', 'citedText', 'quote', 'snippet', 'text') ??
    firstText(fieldsOf(firstOf(fields['sourceContent'])) ?? {}, 'text');
  return {
    title: firstText(fields, 'title', 'document_title', 'documentTitle', 'filename', 'file_name', 'file_id', 'name', 'source'),
    url: webAddress(firstText(fields, 'url', 'uri', 'link', 'source')),
    text,
    sent,
  };
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

/** Names of the field that holds the content itself, or says where it is. */
const contentNames =
  /^(data|bytes|content|base64|b64_json|blob|result|binary_content|(file|image|audio|video)(_?data)?|base64_?data|(input_)?(image|audio|video)|source|(file|image|audio|video|document)?_?ur[il]|message_content|resource|media|inline_?data|file_?data|document|s3_?location|path)$/i;
const mediaTypeNames = /^(mime|media|content)_?type$/i;
const fileNames = /^(file_?name|title|name|display_?name)$/i;
const idNames = /^(file_?id|id)$/i;

interface Gathered {
  content: string | null;
  bytes: readonly number[] | null;
  mediaType: string | null;
  format: string | null;
  name: string | null;
  id: string | null;
  /** Names of fields on the way: they say what it is where nothing else does. */
  words: string;
}

function mediaOf(fields: Fields, type: string): MediaPart | null {
  const found: Gathered = { content: null, bytes: null, mediaType: null, format: null, name: null, id: null, words: type };
  gather(fields, found, 0);
  const inlineType = /^data:([^;,]+)[;,]/i.exec(found.content ?? '')?.[1] ?? null;
  const sniffed = found.content === null ? null : sniff(found.content);
  const mediaType = (found.mediaType ?? inlineType ?? formatTypes[(found.format ?? '').toLowerCase()] ?? sniffed ?? '').toLowerCase();
  const kind = kindOf(mediaType, found.words);
  const source = sourceOf(found, mediaType);
  if (kind === null || source === null) return null;
  return { kind, mediaType, name: found.name, source };
}

function gather(fields: Fields, found: Gathered, level: number): void {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string' && value !== '') {
      if (mediaTypeNames.test(name) && value.includes('/')) found.mediaType ??= value;
      else if (/^(format|modality)$/i.test(name)) {
        if (name.toLowerCase() === 'format') found.format ??= value;
        else found.words += ` ${value}`;
      } else if (contentNames.test(name) && isContent(value)) {
        found.content ??= value;
        found.words += ` ${name}`;
      } else if (fileNames.test(name)) found.name ??= value;
      else if (idNames.test(name)) found.id ??= value;
    } else if (Array.isArray(value) && contentNames.test(name) && isBytes(value)) found.bytes ??= value;
    else if (level < 4 && !Array.isArray(value) && fieldsOf(value) !== null && (contentNames.test(name) || name === 'data')) {
      found.words += ` ${name}`;
      // Node writes bytes as { type: 'Buffer', data: […] }.
      gather(value as Fields, found, level + 1);
    }
  }
}

const isBytes = (value: readonly unknown[]): value is readonly number[] =>
  value.length > 0 && value.every((byte) => Number.isInteger(byte) && (byte as number) >= 0 && (byte as number) < 256);

const cutMark = /… \[cut here: the text was longer than 1 MiB(?: together with others of its span)?(?:, (\d+) characters)?\]/;
const address = /^(?:https?|gs|s3|file|azblob):\/\/\S+$/i;
const base64 = /^[A-Za-z0-9+/_-]{16,}={0,2}$/;
const isContent = (text: string): boolean =>
  text.startsWith('data:') || address.test(text) || cutMark.test(text) || base64.test(text.replaceAll(/\s/g, ''));

function sourceOf({ content, bytes, id }: Gathered, mediaType: string): PartSource | null {
  if (content !== null) {
    const cut = cutMark.exec(content);
    if (cut !== null) return { at: 'nowhere', characterCount: cut[1] === undefined ? null : Number(cut[1]) };
    if (address.test(content)) return { at: 'address', url: content };
    if (content.startsWith('data:'))
      return { at: 'message', dataUrl: content, byteCount: bytesOf(content.slice(content.indexOf(',') + 1)) };
    const plain = content.replaceAll(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/');
    return {
      at: 'message',
      dataUrl: `data:${mediaType === '' ? 'application/octet-stream' : mediaType};base64,${plain}`,
      byteCount: bytesOf(plain),
    };
  }
  if (bytes !== null) {
    const encoded = btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
    return {
      at: 'message',
      dataUrl: `data:${mediaType === '' ? 'application/octet-stream' : mediaType};base64,${encoded}`,
      byteCount: bytes.length,
    };
  }
  return id === null ? null : { at: 'provider', id };
}

const bytesOf = (encoded: string): number => Math.floor((encoded.replace(/=+$/, '').length * 3) / 4);

/** Formats that are named without a type. */
const formatTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  aac: 'audio/aac',
  pcm16: 'audio/pcm',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
  md: 'text/markdown',
  html: 'text/html',
};

/** The first bytes of common formats, in base64. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^iVBORw0KGgo/, 'image/png'],
  [/^\/9j\//, 'image/jpeg'],
  [/^R0lGOD/, 'image/gif'],
  [/^UklGR.{6}[A-Za-z0-9+/]XRUJQ/, 'image/webp'],
  [/^UklGR/, 'audio/wav'],
  [/^(SUQz|\/\/[uv])/, 'audio/mpeg'],
  [/^T2dnUw/, 'audio/ogg'],
  [/^ZkxhQw/, 'audio/flac'],
  [/^JVBERi0/, 'application/pdf'],
];
const sniff = (content: string): string | null => beginnings.find(([beginning]) => beginning.test(content))?.[1] ?? null;

function kindOf(mediaType: string, words: string): MediaKind | null {
  const [family = ''] = mediaType.split('/');
  if (family === 'image' || family === 'audio' || family === 'video') return family;
  const named = /image|audio|video/i.exec(words)?.[0].toLowerCase();
  if (mediaType === '' && named !== undefined) return named as MediaKind;
  if (mediaType !== '' && mediaType !== 'application/json') return 'file';
  return /file|document|blob|binary|media/i.test(words) ? 'file' : null;
}

/** An address that may be opened from the page; null for any other text. */
export function webAddress(text: string | null): string | null {
  return text !== null && /^https?:\/\/\S+$/i.test(text) ? text : null;
}

const fieldsOf = (value: unknown): Fields | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : null;
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function firstText(fields: Fields, ...names: readonly string[]): string | null {
  for (const name of names) {
    const text = textOf(fields[name]);
    if (text !== null) return text;
  }
  return null;
}
