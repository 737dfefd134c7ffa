-- Small requests make small parts, several a second. With ClickHouse's own base of 5 a part that grows is rewritten with every four new
-- ones until it has some megabytes, which costs more than the inserts; with 20 it is rewritten a fourth as often, and a partition holds
-- about 25 parts in place of 10. The base falls by itself where parts become many (`pnpm bench trickle`).
-- In a small part all columns of one codec share a compressed block: with one for each column, compressing costs more than the data.
ALTER TABLE message_facts MODIFY SETTING merge_selector_base = 20, compress_per_column_in_compact_parts = 0, write_marks_for_substreams_in_compact_parts = 0;
ALTER TABLE message_texts MODIFY SETTING merge_selector_base = 20, compress_per_column_in_compact_parts = 0, write_marks_for_substreams_in_compact_parts = 0;
ALTER TABLE spans MODIFY SETTING merge_selector_base = 20, compress_per_column_in_compact_parts = 0, write_marks_for_substreams_in_compact_parts = 0;
ALTER TABLE contents MODIFY SETTING merge_selector_base = 20, compress_per_column_in_compact_parts = 0, write_marks_for_substreams_in_compact_parts = 0;
ALTER TABLE traces MODIFY SETTING merge_selector_base = 20, compress_per_column_in_compact_parts = 0, write_marks_for_substreams_in_compact_parts = 0;
