-- As the tables beside it have it (0005_fewer_merges.sql): a part is merged with more others at once, so that a row is written fewer times.
ALTER TABLE message_meaning MODIFY SETTING merge_selector_base = 20, compress_per_column_in_compact_parts = 0, write_marks_for_substreams_in_compact_parts = 0;
