-- AlterTable
ALTER TABLE "training_jobs" ADD COLUMN     "step_attempt" INTEGER NOT NULL DEFAULT 1;

-- The step of a job that is known is that of its last attempt that has any.
UPDATE "training_jobs" j SET "step_attempt" = a."attempt"
FROM (SELECT "job_id", max("attempt") AS "attempt" FROM "training_attempts" WHERE "first_step" IS NOT NULL GROUP BY 1) a
WHERE a."job_id" = j."id" AND j."current_step" IS NOT NULL AND a."attempt" > 1;
