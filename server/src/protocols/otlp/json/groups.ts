import type { SpanSource } from '../../../domains/traces/types.ts';
import { BadItem, type Collector } from '../collector.ts';
import { Malformed } from '../types.ts';
import { fieldOf, listOf, messageOf, textOf, type Message } from './fields.ts';
import { attributesOf } from './values.ts';

/** What the lists of a request are called. */
export interface GroupNames {
  groups: string;
  scopeGroups: string;
  items: string;
}

/** Reads the document around the items. Errors: Malformed where it has another shape. */
export function readGroups(
  document: Message,
  names: GroupNames,
  collector: Collector<unknown>,
  readItem: (item: unknown, source: SpanSource) => void,
): void {
  try {
    for (const sentGroup of listOf(document, names.groups)) {
      const group = messageOf(sentGroup, names.groups);
      const resource = attributesOf(messageOf(fieldOf(group, 'resource'), 'resource'), collector);
      for (const sentScopeGroup of listOf(group, names.scopeGroups)) {
        const scopeGroup = messageOf(sentScopeGroup, names.scopeGroups);
        const scope = messageOf(fieldOf(scopeGroup, 'scope'), 'scope');
        const source = {
          resource,
          scopeName: textOf(scope, 'name', collector, 'scope.name'),
          scopeVersion: textOf(scope, 'version', collector, 'scope.version'),
        };
        for (const item of listOf(scopeGroup, names.items)) readItem(item, source);
      }
    }
  } catch (error) {
    throw error instanceof BadItem ? new Malformed(error.message) : error;
  }
}
