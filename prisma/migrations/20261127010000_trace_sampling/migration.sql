-- AlterTable
ALTER TABLE "data_policies" ADD COLUMN     "trace_sampled_until" TIMESTAMPTZ(3);
