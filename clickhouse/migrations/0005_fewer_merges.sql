-- Small requests make small parts, several a second. With ClickHouse's own base of 5 a part that grows is rewritten with every four new
-- ones until it has some megabytes, which costs more than the inserts; with 20 it is rewritten a fourth as often, and a partition holds
-- about 25 parts in place of 10. The base falls by itself where parts become many (`pnpm bench trickle`).
ALTER TABLE message_facts MODIFY SETTING merge_selector_base = 20;
ALTER TABLE message_texts MODIFY SETTING merge_selector_base = 20;
ALTER TABLE spans MODIFY SETTING merge_selector_base = 20;
ALTER TABLE contents MODIFY SETTING merge_selector_base = 20;
ALTER TABLE traces MODIFY SETTING merge_selector_base = 20;
