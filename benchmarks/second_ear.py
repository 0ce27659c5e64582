"""An understanding that is not ours, over all intents: words and letters of the samples, counted, and a linear layer.

A program of its own, for `.venv-ear`: what it is taught comes in as JSON, and what it takes sentences for goes out so.
{"taught": [[text, intent], …], "heard": [text, …]} → [[intent, how surely], …], the surest first, three for each.
"""

import json
import sys

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import make_pipeline, make_union


def main() -> None:
    """Learn, and tell what was heard."""
    given = json.load(sys.stdin)
    texts, intents = zip(*given["taught"], strict=True)
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True),
    )
    ear = make_pipeline(features, SGDClassifier(loss="log_loss", alpha=1e-6, max_iter=30, random_state=7))
    ear.fit(texts, intents)
    names = ear.classes_
    told = [
        [[str(names[at]), float(row[at])] for at in row.argsort()[::-1][:3]]
        for row in ear.predict_proba(given["heard"])
    ]
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
