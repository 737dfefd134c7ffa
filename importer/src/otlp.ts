/** A span of an OTLP JSON request, with what stands around it there. */
export interface OtlpSpan {
  /** `resource` and, where present, its `schemaUrl`. */
  readonly resource: Readonly<Record<string, unknown>>;
  /** `scope` and, where present, its `schemaUrl`. */
  readonly scope: Readonly<Record<string, unknown>>;
  readonly span: Readonly<Record<string, unknown>>;
}

/** An ExportTraceServiceRequest of these spans, each resource and each scope written once. */
export function exportRequest(spans: readonly OtlpSpan[]): { resourceSpans: object[] } {
  const resources = new Map<string, { around: object; scopes: Map<string, { around: object; spans: object[] }> }>();
  for (const { resource, scope, span } of spans) {
    const resourceKey = JSON.stringify(resource);
    const held = resources.get(resourceKey) ?? { around: resource, scopes: new Map() };
    resources.set(resourceKey, held);
    const scopeKey = JSON.stringify(scope);
    const within = held.scopes.get(scopeKey) ?? { around: scope, spans: [] };
    held.scopes.set(scopeKey, within);
    within.spans.push(span);
  }
  return {
    resourceSpans: [...resources.values()].map(({ around, scopes }) => ({
      ...around,
      scopeSpans: [...scopes.values()].map((scope) => ({ ...scope.around, spans: scope.spans })),
    })),
  };
}
