"""Prompts by Langfuse's client for Python. Argument: the folder in which it makes them."""

import base64
import json
import os
import sys
import urllib.parse
import urllib.request

from langfuse import Langfuse

errand = json.loads(os.environ["ERRAND"])
folder = sys.argv[1]
public_key = os.environ["LANGFUSE_PUBLIC_KEY"]
langfuse = Langfuse(host=errand["server"], public_key=public_key, secret_key=errand["key"])
name = f"{folder}/hello"

made = langfuse.create_prompt(
    name=name, prompt="Hello {{name}}!", labels=["production"], config={"model": "m"}, tags=["t"]
)
langfuse.create_prompt(name=name, prompt="Hi {{name}}!", labels=[], commit_message="shorter")
by_default = langfuse.get_prompt(name)
latest = langfuse.get_prompt(name, label="latest")
first = langfuse.get_prompt(name, version=1)
langfuse.update_prompt(name=name, version=2, new_labels=["production"])
moved = langfuse.get_prompt(name, cache_ttl_seconds=0)

kept = langfuse.get_prompt(name)
credentials = base64.b64encode(f"{public_key}:{errand['key']}".encode()).decode()
request = urllib.request.Request(
    f"{errand['server']}/api/public/v2/prompts/{urllib.parse.quote(name, safe='')}/versions/1",
    data=json.dumps({"newLabels": ["production"]}).encode(),
    headers={"content-type": "application/json", "authorization": f"Basic {credentials}"},
    method="PATCH",
)
urllib.request.urlopen(request).read()
cached = langfuse.get_prompt(name)
fresh = langfuse.get_prompt(name, cache_ttl_seconds=0)

langfuse.create_prompt(
    name=f"{folder}/chat",
    type="chat",
    prompt=[
        {"role": "system", "content": "Be {{tone}}."},
        {"type": "placeholder", "name": "history"},
        {"role": "user", "content": "{{query}}"},
    ],
    labels=["production"],
)
talk = langfuse.get_prompt(f"{folder}/chat", type="chat")
compiled = talk.compile(tone="kind", query="Why?", history=[{"role": "user", "content": "Hi"}])

missing = langfuse.get_prompt(f"{folder}/missing", fallback="F {{x}}", max_retries=0)
try:
    langfuse.get_prompt(f"{folder}/missing", max_retries=0)
    refused = "found"
except Exception:
    refused = "refused"
print(
    json.dumps(
        {
            "made": made.version,
            "byDefault": [by_default.version, by_default.compile(name="Ada"), by_default.config, by_default.tags],
            "latest": [latest.version, latest.commit_message],
            "first": first.version,
            "moved": moved.version,
            "cached": [kept.version, cached.version, fresh.version],
            "chat": [{"role": one["role"], "content": one["content"]} for one in compiled],
            "missing": [missing.is_fallback, missing.compile(x="y"), refused],
        }
    )
)
