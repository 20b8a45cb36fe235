"""Holds the JSON Schema of the configuration against the program itself.

usage: json_schema.py SCHEMA PROGRAM EXAMPLE...

The examples, and what the program prints for them, are good for both. Every example with one value
changed is refused by the schema only where the program refuses it too, and the other way round but
for what a schema cannot say.
"""

import copy
import json
import subprocess
import sys

import jsonschema
import yaml

WRONG = [-1, 10**9, True, "", "no such value", "../x", None, [], {}, [1, 1], {"unknown": 1}]

# The program looks over several keys, at the range of sizes and durations, and at what a list of
# words means; a schema does not.
BEYOND = ("is longer than", "is less than", "is shorter than", "is no multiple", "out of range",
          "belong together", "is not encrypted", "for security", "is taken in line", "is in outbox",
          "is not in ship.state", "is open to", "files are old", "is for pci", "uses no cert",
          "has no username")


def places(value, path=()):
    """The path of everything in a document."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in pairs:
        yield path + (key,)
        yield from places(below, path + (key,))


def changed(document, path, value):
    document = copy.deepcopy(document)
    holder = document
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return document


def problems(program, document):
    run = subprocess.run([program, "validate", "--no-files", "--json", "/dev/stdin"],
                         input=yaml.safe_dump(document, sort_keys=False, width=3000),
                         capture_output=True, text=True, check=False)
    assert run.returncode in (0, 78), run
    return [json.loads(line)["text"] for line in run.stdout.splitlines()]


def main():
    schema, program, examples = sys.argv[1], sys.argv[2], sys.argv[3:]
    with open(schema, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    wrong = tried = 0
    for name in examples:
        printed = subprocess.run([program, "config", "print", "--no-files", name],
                                 capture_output=True, text=True, check=True).stdout
        with open(name, encoding="utf-8") as file:
            documents = [yaml.safe_load(file), yaml.safe_load(printed)]
        for document in documents:
            for error in validator.iter_errors(document):
                print(f"{name}: {list(error.path)}: {error.message}")
                wrong += 1
        for number, path in enumerate(places(documents[1])):
            # One wrong value each: all of them would take a minute.
            for value in (WRONG[number % len(WRONG)], WRONG[(number * 7 + 3) % len(WRONG)]):
                document = changed(documents[1], path, value)
                ours = problems(program, document)
                theirs = validator.is_valid(document)
                tried += 1
                beyond = all(any(word in text for word in BEYOND) for text in ours)
                if (not ours and not theirs) or (ours and theirs and not beyond):
                    print(f"{name}: {path} = {value!r}: the program says {ours or 'good'}, "
                          f"the schema {'good' if theirs else 'bad'}")
                    wrong += 1
    print(f"{tried} changes tried, {wrong} disagreements")
    sys.exit(1 if wrong or not tried else 0)


main()
