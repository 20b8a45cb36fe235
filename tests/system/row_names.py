"""What names a row, in every form that rows come in."""

KEYS = ("kind", "service", "class", "origin", "destination", "segment", "country")

# The same of a view of SQLite's.
COLUMNS = 'stat, place, "from", ' + ", ".join(KEYS)


def row_name(row):
    return (row["stat"], row.get("place", ""), row["from"], *(row.get(key, "") for key in KEYS))


def by_name(rows):
    """State and value of rows as JSON has them."""
    return {row_name(row): (row["state"], row.get("value")) for row in rows}


def cells_of(rows):
    """A file of the cells that rows tell of."""
    return "\n".join(sorted({row["place"] for row in rows if row["stat"] == "presence"})) + "\n"
