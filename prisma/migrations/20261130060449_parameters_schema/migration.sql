-- AlterTable
ALTER TABLE "experiments" ADD COLUMN     "parameters_schema" JSONB;
