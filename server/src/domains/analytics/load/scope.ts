/** What a statement of another domain about the messages of a filter needs: its periods, its conditions, its zone (scope.ts). */
export { openScope, type Scope } from '../scope.ts';
