"""Examples to train on."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any, Dict, List, Tuple

Example = Dict[str, Any]
FORMS = {"sft": (("messages",), ("prompt", "completion"), ("text",)), "dpo": (("prompt", "chosen", "rejected"),)}


def load(method: str, path: str, eval_path: str, eval_share: float, seed: int) -> Tuple[List[Example], List[Example]]:
    """Examples for training and for evaluation. Raises ``ValueError`` that names the line at fault."""
    examples = read(method, path) if path else sums(method, 400, seed)
    if eval_path:
        return examples, read(method, eval_path)
    random.Random(seed).shuffle(examples)
    held_back = round(len(examples) * eval_share)
    return examples[held_back:], examples[:held_back]


def read(method: str, path: str) -> List[Example]:
    """The examples of a file, each with the fields of one form."""
    examples = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            example = json.loads(line)
        except ValueError as problem:
            raise ValueError(f"{path}, line {number}: {problem}") from None
        form = next((form for form in FORMS[method] if isinstance(example, dict) and all(name in example for name in form)), None)
        if form is None:
            wanted = " or ".join(" and ".join(form) for form in FORMS[method])
            raise ValueError(f"{path}, line {number}: {method} needs {wanted}")
        examples.append({name: example[name] for name in form})
    if not examples:
        raise ValueError(f"{path} has no example")
    return examples


def sums(method: str, count: int, seed: int) -> List[Example]:
    """Sums of two numbers, right or, as what is rejected, wrong."""
    chance = random.Random(seed)
    examples: List[Example] = []
    for _ in range(count):
        left, right = chance.randrange(10), chance.randrange(10)
        prompt, answer = f"{left}+{right}=", str(left + right)
        wrong = str(left + right + chance.choice((-2, -1, 1, 2)))
        examples.append({"prompt": prompt, "completion": answer} if method == "sft" else {"prompt": prompt, "chosen": answer, "rejected": wrong})
    return examples


def samples(examples: List[Example], count: int) -> List[Dict[str, str]]:
    """Prompts with the answers that are wanted; only of examples that have a prompt as text."""
    found = [
        {"prompt": example["prompt"], "reference": str(example.get("completion", example.get("chosen")))}
        for example in examples
        if isinstance(example.get("prompt"), str)
    ]
    return found[:count]
