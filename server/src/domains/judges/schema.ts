import './schema/mutations.ts';
import './schema/queries.ts';
