"""events: the coded events, with what is claimed about each counted."""


def build(files):
    collective = {r["actor_id"] for r in files.records("actors") if r["kind"] == "collective"}
    claims = {}
    for claim in files.records("claims"):
        claims.setdefault(claim["event_id"], []).append(claim)
    rows = []
    for event in files.records("coded_events"):
        own = claims.get(event["event_id"], [])
        rows.append(
            {
                **event,
                "n_claims": len(own),
                "n_articles": len({c["article_id"] for c in own}),
                "n_independent_sources": len({c["source_root_id"] for c in own if c["speaker_id"] not in collective}),
            }
        )
    return sorted(rows, key=lambda r: r["event_id"])
