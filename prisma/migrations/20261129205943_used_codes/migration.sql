-- AlterTable
ALTER TABLE "second_factors" ADD COLUMN     "code_used_at" TIMESTAMPTZ(3),
ADD COLUMN     "used_codes" TEXT[] DEFAULT ARRAY[]::TEXT[];
