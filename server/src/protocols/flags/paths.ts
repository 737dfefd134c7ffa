/** What of the paths of flags a request is for. */
export type FlagRoute =
  | { readonly kind: 'ASSIGN' }
  | { readonly kind: 'EXPOSURES' }
  | { readonly kind: 'EVENTS' }
  | { readonly kind: 'OFREP_ONE'; readonly key: string }
  | { readonly kind: 'OFREP_ALL' }
  | { readonly kind: 'FEATURES'; readonly clientKey: string }
  | { readonly kind: 'TRACK' };

const plain = new Map<string, FlagRoute>([
  ['/api/assign', { kind: 'ASSIGN' }],
  ['/api/exposures', { kind: 'EXPOSURES' }],
  ['/api/events', { kind: 'EVENTS' }],
  ['/ofrep/v1/evaluate/flags', { kind: 'OFREP_ALL' }],
  ['/track', { kind: 'TRACK' }],
]);
const ofrepOne = '/ofrep/v1/evaluate/flags/';
const features = '/api/features/';

/** The route of a path; null: it is none of these. */
export function flagRoute(path: string): FlagRoute | null {
  const known = plain.get(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
  if (known !== undefined) return known;
  if (path.startsWith(ofrepOne)) return { kind: 'OFREP_ONE', key: decoded(path.slice(ofrepOne.length)) };
  if (path.startsWith(features)) return { kind: 'FEATURES', clientKey: decoded(path.slice(features.length)) };
  return null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What a caller may do there. */
export const methodOf = ({ kind }: FlagRoute): 'GET' | 'POST' => (kind === 'FEATURES' ? 'GET' : 'POST');
export const permissionOf = ({ kind }: FlagRoute): 'ASSIGN' | 'EXPOSE' =>
  kind === 'EXPOSURES' || kind === 'EVENTS' || kind === 'TRACK' ? 'EXPOSE' : 'ASSIGN';
