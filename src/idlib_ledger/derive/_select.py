"""The claims of some measures, in the columns of a table."""


def select(files, name, measures, **renamed):
    """Claims whose measure is in `measures`, with the fields of the table `name`; renamed: field of the table -> field of claims.

    A field `REL_claim_id` holds the claim to which the relation REL of the claim points.
    """
    fields = [f["name"] for f in files.fields(name)]
    relation = {(r["claim_id"], r["relation"]): r["other_claim_id"] for r in files.records("relations")}
    return [
        {f: relation.get((c["claim_id"], f.removesuffix("_claim_id"))) if f.endswith("_claim_id") else c[renamed.get(f, f)] for f in fields}
        for c in files.records("claims")
        if c["measure"] in measures
    ]
