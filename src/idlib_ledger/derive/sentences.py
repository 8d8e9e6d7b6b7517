"""sentences: the accounts by sentence."""

from .articles import read_all


def build(files):
    return [
        {
            "sentence_id": f"{a.article_id}:{n}",
            "article_id": a.article_id,
            "paragraph": s.paragraph,
            "start": s.start,
            "end": s.end,
            "text": s.text,
        }
        for a in read_all(files)
        for n, s in enumerate(a.sentences, 1)
    ]
