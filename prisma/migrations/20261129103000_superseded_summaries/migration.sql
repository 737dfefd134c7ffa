-- AlterTable
ALTER TABLE "training_jobs" ADD COLUMN     "is_summary_stale" BOOLEAN NOT NULL DEFAULT false;

-- Losses of jobs that were restarted are read again from their points.
UPDATE "training_jobs" SET "is_summary_stale" = true WHERE "attempt" > 1;

-- A score that is no number is none.
UPDATE "training_health" SET
    "overfitting_score" = CASE WHEN "overfitting_score" BETWEEN 0 AND 1 THEN "overfitting_score" END,
    "convergence_score" = CASE WHEN "convergence_score" BETWEEN 0 AND 1 THEN "convergence_score" END,
    "stability_score" = CASE WHEN "stability_score" BETWEEN 0 AND 1 THEN "stability_score" END,
    "generalisation_score" = CASE WHEN "generalisation_score" BETWEEN 0 AND 1 THEN "generalisation_score" END;
