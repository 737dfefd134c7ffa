"""Scores pairs of texts, given as JSON on the standard input, by the packages whose scores ours are."""

import json
import re
import sys

import sacrebleu
from rouge_score import rouge_scorer


class Words:
    """Words that were taken apart already, joined by line ends: what `rouge_score` does with words, and not how it finds them."""

    def tokenize(self, text):
        return re.findall(r"[^\n]+", text)


plain = rouge_scorer.RougeScorer(["rougeL"])
worded = rouge_scorer.RougeScorer(["rougeL"], tokenizer=Words())
found = []
for pair in json.load(sys.stdin):
    prediction, reference = pair["prediction"], pair["reference"]
    found.append(
        {
            "chrf": sacrebleu.sentence_chrf(prediction, [reference]).score / 100,
            "plain": plain.score(reference, prediction)["rougeL"].fmeasure,
            "worded": worded.score("\n".join(pair["referenceWords"]), "\n".join(pair["predictionWords"]))["rougeL"].fmeasure,
        }
    )
print(json.dumps(found))
