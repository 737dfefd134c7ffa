import './schema/job.ts';
import './schema/savings.ts';
