/** What of the paths of flags a request is for. */
export type FlagRoute =
  | { readonly kind: 'ASSIGN' }
  | { readonly kind: 'EXPOSURES' }
  | { readonly kind: 'EVENTS' }
  | { readonly kind: 'OFREP_ONE'; readonly key: string }
  | { readonly kind: 'OFREP_ALL' }
  | { readonly kind: 'FEATURES'; readonly clientKey: string }
  | { readonly kind: 'STREAM'; readonly clientKey: string }
  | { readonly kind: 'EVAL'; readonly clientKey: string }
  | { readonly kind: 'TRACK' };

const plain = new Map<string, FlagRoute>([
  ['/api/assign', { kind: 'ASSIGN' }],
  ['/api/exposures', { kind: 'EXPOSURES' }],
  ['/api/events', { kind: 'EVENTS' }],
  ['/ofrep/v1/evaluate/flags', { kind: 'OFREP_ALL' }],
  ['/track', { kind: 'TRACK' }],
]);
const ofrepOne = '/ofrep/v1/evaluate/flags/';
/** Paths of GrowthBook's SDKs that end in a client key. */
const ofClients = [
  ['/api/features/', 'FEATURES'],
  ['/sub/', 'STREAM'],
  ['/api/eval/', 'EVAL'],
] as const;

/** The route of a path; null: it is none of these. */
export function flagRoute(path: string): FlagRoute | null {
  const known = plain.get(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
  if (known !== undefined) return known;
  if (path.startsWith(ofrepOne)) return { kind: 'OFREP_ONE', key: decoded(path.slice(ofrepOne.length)) };
  const ofClient = ofClients.find(([prefix]) => path.startsWith(prefix));
  return ofClient === undefined ? null : { kind: ofClient[1], clientKey: decoded(path.slice(ofClient[0].length)) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What a caller may do there. */
export const methodOf = ({ kind }: FlagRoute): 'GET' | 'POST' => (kind === 'FEATURES' || kind === 'STREAM' ? 'GET' : 'POST');
export const permissionOf = ({ kind }: FlagRoute): 'ASSIGN' | 'EXPOSE' =>
  kind === 'EXPOSURES' || kind === 'EVENTS' || kind === 'TRACK' ? 'EXPOSE' : 'ASSIGN';
