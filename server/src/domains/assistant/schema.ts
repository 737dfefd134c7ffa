import './schema/mutations.ts';
import './schema/queries.ts';
import './schema/turn.ts';
