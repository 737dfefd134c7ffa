"""Whether attributes meet conditions, by our own client: one line of JSON in, one out."""

import json
import sys

from finetune_lab.flags import meets

print(json.dumps([meets(attributes, condition) for condition, attributes in json.loads(sys.stdin.readline())]))
