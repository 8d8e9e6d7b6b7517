"""The one error a person sees when data is wrong: file, row, field, found, expected."""


class DataError(ValueError):
    """Bad input. Prints as ``file:row field: "found" expected``.

    >>> print(DataError("data/coded/claims.csv", 17, "hedge", "atleast", "is not one of: exact, about"))
    data/coded/claims.csv:17 hedge: "atleast" is not one of: exact, about
    """

    def __init__(self, file, row=None, field=None, found=None, expected="", rule=None):
        self.file, self.row, self.field, self.found, self.expected = str(file), row, field, found, expected
        self.rule = rule  # the check or rule that found it, where one did
        super().__init__(str(self))

    def __str__(self):
        where = self.file if self.row is None else f"{self.file}:{self.row}"
        if self.field:
            where += f" {self.field}"
        found = "" if self.found is None else f'"{shorten(self.found)}" '
        return f"{where}: {found}{self.expected}"


def shorten(value, limit=80):
    """The value on one line, at most `limit` characters, control characters made visible."""
    text = str(value)
    text = text if len(text) <= limit else text[: limit - 3] + "..."
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
