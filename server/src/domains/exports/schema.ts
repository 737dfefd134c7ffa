import './schema/export.ts';
import './schema/schedule.ts';
import './schema/user-export.ts';
