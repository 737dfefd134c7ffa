import './schema/comparison.ts';
import './schema/mutations.ts';
import './schema/queries.ts';
