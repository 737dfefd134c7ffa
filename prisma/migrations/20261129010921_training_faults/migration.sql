-- AlterEnum
ALTER TYPE "TrainingEndReason" ADD VALUE 'NO_END_REPORTED';

-- AlterTable
ALTER TABLE "training_jobs" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3);

-- Runs that clients of MLflow deleted stood in the attributes of their jobs.
UPDATE "training_jobs" SET "deleted_at" = ("attributes" ->> 'mlflow:deleted')::timestamptz, "attributes" = "attributes" - 'mlflow:deleted'
WHERE "attributes" ? 'mlflow:deleted';
