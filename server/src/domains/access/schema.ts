import './schema/keys.ts';
import './schema/workspace.ts';
