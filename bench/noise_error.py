"""What noise costs: the released rows of a day beside the exact rows of the same day.

The exact number of a row is what `replay --exact` says; the theory is the mean of |noise| / number over the rows that
were published, sqrt(2 / pi) sigma for Gaussian noise.
"""

import collections
import math

KEYS = ("stat", "place", "from", "to", "kind", "service", "class", "origin", "destination", "segment", "country")
SIZES = (1, 50, 80, 120, 200, 500, 1000, 5000)


def name(row):
    return tuple(row[key] for key in KEYS)


def pairs(exact, noisy):
    """(statistic, exact number, noisy row) of every row of a place of its own."""
    truth = {name(row): int(row["value"]) for row in exact if row["state"] == "published"}
    for row in noisy:
        if row["state"] != "no_data" and not row["rest_of"]:
            yield row["stat"], truth.get(name(row), 0), row


def size_of(number):
    sizes = [size for size in SIZES if size <= number]
    return sizes[-1] if sizes else 0


def size_name(size):
    above = [other for other in SIZES if other > size]
    return f"{size} to {above[0] - 1}" if above else f"{size} and more"


def percent(part, whole):
    return "-" if whole == 0 else f"{100 * part / whole:.1f} %"


def mean(numbers):
    return f"{100 * sum(numbers) / len(numbers):.1f} %" if numbers else "-"


def markdown(heading, lines):
    rows = [heading, ["---"] + ["--:"] * (len(heading) - 1), *lines]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def holds(number, row):
    return abs(int(row["value"]) - number) <= 1.96 * float(row["sigma"])


def far_above(row):
    return row["state"] == "published" and not row["near_threshold"] and row["sigma"]


def by_size(*days):
    """Presence, by how many there were."""
    sizes = collections.defaultdict(list)
    for exact, noisy in days:
        for stat, number, row in pairs(exact, noisy):
            if stat == "presence":
                sizes[size_of(number)].append((number, row))
    lines = []
    everything = [pair for each in sizes.values() for pair in each]
    for size, all_rows in [*sorted(sizes.items()), (None, everything)]:
        told = [(number, row) for number, row in all_rows if row["state"] == "published"]
        errors = [abs(int(row["value"]) - number) / max(number, 1) for number, row in told]
        theory = [math.sqrt(2 / math.pi) * float(row["sigma"]) / max(number, 1) for number, row in told]
        far = [(number, row) for number, row in told if far_above(row)]
        name_of = "all" if size is None else size_name(size) if size else "0"
        lines.append([name_of, str(len(all_rows)), percent(len(told), len(all_rows)),
                      mean(errors), mean(theory), percent(sum(holds(*each) for each in far), len(far))])
    return markdown(["people in truth", "rows", "published", "mean error", "in theory", "intervals hold"], lines)


def by_statistic(day):
    """Of each statistic: what is published, of rows and of people, and what the intervals hold."""
    rows = collections.defaultdict(list)
    for stat, number, row in pairs(*day):
        rows[stat].append((number, row))
    rest = collections.Counter()
    for row in day[1]:
        if row["rest_of"] and row["value"]:
            rest[row["stat"]] += int(row["value"])
    lines = []
    for stat, all_rows in sorted(rows.items()):
        people = sum(number for number, _ in all_rows)
        told = [(number, row) for number, row in all_rows if row["state"] == "published"]
        far = [(number, row) for number, row in told if far_above(row)]
        noisy = sum(int(row["value"]) for _, row in told)
        lines.append([stat, str(len(all_rows)), percent(len(told), len(all_rows)),
                      percent(sum(number for number, _ in told), people), percent(noisy + rest[stat], people),
                      percent(sum(holds(*each) for each in far), len(far))])
    return markdown(["statistic", "rows", "published", "of people", "with the rests", "intervals hold"], lines)


def beside_truth(levels):
    """The error against the truth, without and with noise."""
    lines = []
    for level, (off, on) in levels.items():
        for stat in ("presence", "visitors"):
            for size in ("20-99", "100+"):
                errors = [figures.get(stat, {}).get("relative_error", {}).get(size) for figures in (off, on)]
                if errors[0] is not None:
                    told = ["-" if error is None else f"{100 * error:.1f} %" for error in errors]
                    lines.append([f"{stat} by {level}, of {size}", *told])
    return markdown(["error against the truth", "without noise", "with noise"], lines)
