"""Evaluates flags by our own client: one line of JSON in, one out."""

import json
import sys

from finetune_lab.flags import Flags

asked = json.loads(sys.stdin.readline())
flags = Flags(asked["address"], asked["key"], exposed_attributes=["plan"])
values = [flags.value(flag, unit, None, attributes) for flag, unit, attributes in asked["asked"]]
flags.flush()
flags.refresh()
flags.close()
forced = Flags(asked["address"], asked["key"], forced={"tone": "warm"}, refresh_seconds=0, flush_seconds=0)
print(json.dumps({"values": values, "dropped": flags.dropped_count, "forced": forced.value("tone", "a", None)}))
