#include <gtest/gtest.h>

#include "tests/config/wrong_config.hpp"

namespace celltally {
namespace {

using namespace std::string_view_literals;
using testing::Base;
using testing::WrongConfig;

// What is no text, no YAML, or YAML that means different things to different readers.
const WrongConfig kCases[] = {
    {"an empty file", Base::nothing, "",
     "c.yaml: the file is empty; begin with version: 1, and see celltally config explain "
     "for the rest\n"},
    {"comments only", Base::nothing,
     "# nothing\n"
     "\n",
     "c.yaml: the file is empty; begin with version: 1, and see celltally config explain "
     "for the rest\n"},
    {"a document without a value", Base::nothing, "---\n",
     "c.yaml: the file is empty; begin with version: 1, and see celltally config explain "
     "for the rest\n"},
    {"a list", Base::nothing, "- version: 1\n",
     "c.yaml:1:1: the file is no list of keys and values; begin with version: 1, and see "
     "celltally config explain for the rest\n"
     "  - version: 1\n"
     "  ^\n"},
    {"a word", Base::nothing, "version\n",
     "c.yaml:1:1: the file is no list of keys and values; begin with version: 1, and see "
     "celltally config explain for the rest\n"
     "  version\n"
     "  ^\n"},
    {"a byte order mark", Base::nothing, "\xef\xbb\xbfversion: 1\n",
     "c.yaml: the file begins with a byte order mark; save it as UTF-8 without\n"},
    {"Latin-1", Base::nothing,
     "version: 1\n"
     "probe:\n"
     "  name: caf\xe9\n",
     "c.yaml:3:12: this is no UTF-8; save the file as UTF-8\n"
     "    name: caf?\n"
     "             ^\n"},
    {"UTF-16", Base::nothing,
     "\xff\xfev\x00"
     "e\x00"sv,
     "c.yaml: the file is UTF-16; save it as UTF-8\n"},
    {"overlong UTF-8", Base::nothing,
     "version: 1\n"
     "# \xc0\xaf\n",
     "c.yaml:2:3: this is no UTF-8; save the file as UTF-8\n"
     "  # ??\n"
     "    ^\n"},
    {"tabs, a line each", Base::nothing,
     "version:\x09"
     "1\n"
     "probe:\n"
     "\x09name: a\n",
     "c.yaml:1:9: here is a tab; write spaces\n"
     "  version: 1\n"
     "          ^\n"
     "c.yaml:3:1: here is a tab; write spaces\n"
     "   name: a\n"
     "  ^\n"},
    {"a tab in a comment", Base::nothing, "version: 1 #\x09here\n",
     "c.yaml:1:13: here is a tab; write spaces\n"
     "  version: 1 # here\n"
     "              ^\n"},
    {"a terminal's escape", Base::nothing,
     "version: 1\n"
     "log: \x1b[31mred\n",
     "c.yaml:2:6: here is a control character; take it out\n"
     "  log: ?[31mred\n"
     "       ^\n"},
    {"a NUL", Base::nothing,
     "version: 1\n"
     "\x00\n"sv,
     "c.yaml:2:1: here is a control character; take it out\n"
     "  ?\n"
     "  ^\n"},
    {"a lone carriage return", Base::nothing, "version: 1\x0dprobe: x\n",
     "c.yaml:1:11: here is a control character; take it out\n"
     "  version: 1?probe: x\n"
     "            ^\n"},
    {"end of transmission, which the parser takes for the end", Base::probe,
     "\x04log: {level: none}\n",
     "c.yaml:4:1: here is a control character; take it out\n"
     "  ?log: {level: none}\n"
     "  ^\n"},
    {"a repeated key", Base::shipper,
     "log:\n"
     "  level: info\n"
     "  format: text\n"
     "  level: debug\n",
     "c.yaml:6:3: log.level: is here twice, first in line 4; keep one of them\n"
     "    level: debug\n"
     "    ^\n"},
    {"a repeated section", Base::shipper,
     "log: {level: info}\n"
     "log: {format: text}\n",
     "c.yaml:4:1: log: is here twice, first in line 3; keep one of them\n"
     "  log: {format: text}\n"
     "  ^\n"},
    {"a repeated key in a list", Base::nothing,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - name: a\n"
     "      type: sqlite\n"
     "      name: b\n",
     "c.yaml:1:1: probe: is missing; write this section, its keys below it (who counts, "
     "and whose days)\n"
     "  version: 1\n"
     "  ^\n"
     "c.yaml:1:1: capture: is missing; write this section, its keys below it (where "
     "packets come from)\n"
     "  version: 1\n"
     "  ^\n"
     "c.yaml:6:7: ship.sinks[0].name: is here twice, first in line 4; keep one of them\n"
     "        name: b\n"
     "        ^\n"},
    {"the same key in quotes", Base::shipper, "log: {level: info, \"level\": info}\n",
     "c.yaml:3:20: log.level: is here twice, first in line 3; keep one of them\n"
     "  log: {level: info, \"level\": info}\n"
     "                     ^\n"},
    {"an anchor", Base::shipper, "log: &l {level: info}\n",
     "c.yaml:3:6: log: anchors (&) and aliases (*) are not read; write the value out\n"
     "  log: &l {level: info}\n"
     "       ^\n"},
    {"an anchor and its alias", Base::shipper,
     "log:\n"
     "  level: &x info\n"
     "  format: *x\n",
     "c.yaml:4:10: log.level: anchors (&) and aliases (*) are not read; write the value "
     "out\n"
     "    level: &x info\n"
     "           ^\n"
     "c.yaml:5:11: log.format: anchors (&) and aliases (*) are not read; write the value "
     "out\n"
     "    format: *x\n"
     "            ^\n"},
    {"an alias of nothing", Base::shipper,
     "log:\n"
     "  level: *info\n",
     "c.yaml:4:10: this is no YAML: the referenced anchor is not defined; write the "
     "value in quotes if it begins with *\n"
     "    level: *info\n"
     "           ^\n"},
    {"a merge key", Base::shipper,
     "log:\n"
     "  <<: {level: info}\n",
     "c.yaml:4:3: log.<<: merge keys are not read; write the keys out\n"
     "    <<: {level: info}\n"
     "    ^\n"},
    {"a tag", Base::shipper,
     "log:\n"
     "  level: !!str info\n",
     "c.yaml:4:10: log.level: tags (!) are not read; leave it out\n"
     "    level: !!str info\n"
     "           ^\n"},
    {"two documents", Base::shipper,
     "---\n"
     "version: 1\n",
     "c.yaml:3:1: a second document begins here; keep one, and take out the lines ---\n"
     "  ---\n"
     "  ^\n"},
    {"two documents, the second one broken", Base::shipper,
     "---\n"
     "}{\n",
     "c.yaml:3:1: a second document begins here; keep one, and take out the lines ---\n"
     "  ---\n"
     "  ^\n"},
    {"a key that is a list", Base::shipper,
     "? [a, b]\n"
     ": c\n",
     "c.yaml:3:3: a key is one word; write key: value\n"
     "  ? [a, b]\n"
     "    ^\n"},
    {"a key without a value", Base::shipper,
     "log:\n"
     "  level:\n",
     "c.yaml:4:3: log.level: has no value; write debug, info, warning or error (the "
     "least important lines that are written)\n"
     "    level:\n"
     "    ^\n"},
    {"a key without a colon", Base::shipper,
     "log:\n"
     "  level\n",
     "c.yaml:4:3: log: is no section; write its keys below it, indented, each with a "
     "colon and a space (what both daemons write to the journal)\n"
     "    level\n"
     "    ^\n"},
    {"no space after the colon", Base::shipper,
     "log:\n"
     "  level:info\n",
     "c.yaml:4:3: log: is no section; write its keys below it, indented, each with a "
     "colon and a space (what both daemons write to the journal)\n"
     "    level:info\n"
     "    ^\n"},
    {"a quote that is not closed", Base::shipper,
     "log:\n"
     "  level: \"info\n",
     "c.yaml:4:10: log.level: goes over several lines; write it in one, and close its "
     "quotes if it has some\n"
     "    level: \"info\n"
     "           ^\n"},
    {"a value over two lines", Base::shipper,
     "log:\n"
     "  level: info\n"
     "    format: text\n",
     "c.yaml:4:10: log.level: goes over several lines; write it in one, and close its "
     "quotes if it has some\n"
     "    level: info\n"
     "           ^\n"
     "c.yaml:5:11: this is no YAML: illegal map value; write the value in quotes if it "
     "has a colon and a space in it; look at the indentation\n"
     "      format: text\n"
     "            ^\n"},
    {"a forgotten colon", Base::shipper,
     "protection:\n"
     "  people_min: 20\n"
     "    rounding 5\n",
     "c.yaml:4:15: protection.people_min: goes over several lines; write it in one, and "
     "close its quotes if it has some\n"
     "    people_min: 20\n"
     "                ^\n"},
    {"a block of text", Base::shipper,
     "log:\n"
     "  level: |\n"
     "    info\n",
     "c.yaml:4:10: log.level: goes over several lines; write it in one, and close its "
     "quotes if it has some\n"
     "    level: |\n"
     "           ^\n"},
    {"a bracket that is not closed", Base::shipper,
     "counting:\n"
     "  event_kinds: [attach, detach\n",
     "c.yaml:4:31: this is no YAML: end of sequence flow not found; look at the "
     "indentation, colons, quotes and brackets here and above\n"
     "    event_kinds: [attach, detach\n"
     "                                ^\n"},
    {"a brace too many", Base::shipper, "log: {level: info}}\n",
     "c.yaml:3:19: this is no YAML: illegal flow end; look at the indentation, colons, "
     "quotes and brackets here and above\n"
     "  log: {level: info}}\n"
     "                    ^\n"},
    {"odd indentation", Base::nothing,
     "version: 1\n"
     "  ship:\n",
     "c.yaml:1:10: version: goes over several lines; write it in one, and close its "
     "quotes if it has some\n"
     "  version: 1\n"
     "           ^\n"
     "c.yaml:2:7: this is no YAML: illegal map value; write the value in quotes if it "
     "has a colon and a space in it; look at the indentation\n"
     "    ship:\n"
     "        ^\n"},
    {"a reserved character", Base::shipper,
     "log:\n"
     "  level: @info\n",
     "c.yaml:4:10: this is no YAML: unknown token; write the value in quotes if it "
     "begins with @, ` or %\n"
     "    level: @info\n"
     "           ^\n"},
    {"a colon in a value", Base::shipper,
     "log:\n"
     "  level: info: debug\n",
     "c.yaml:4:14: this is no YAML: illegal map value; write the value in quotes if it "
     "has a colon and a space in it; look at the indentation\n"
     "    level: info: debug\n"
     "               ^\n"},
    {"too deep", Base::shipper, "log: [[[[[[[[[[[[[[]]]]]]]]]]]]]]\n",
     "c.yaml:3:17: this is nested deeper than any setting; look for a missing key or "
     "bracket\n"
     "  log: [[[[[[[[[[[[[[]]]]]]]]]]]]]]\n"
     "                  ^\n"},
    {"a very long line", Base::shipper,
     "log: {level: info, "
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: 1, format: xml, "
     "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
     "yyyyyyyyyyyyyyyy: 2}\n",
     "c.yaml:3:20: log.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: is "
     "not a key here; there are level, format\n"
     "  log: {level: info, "
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."
     "\n"
     "                     ^\n"
     "c.yaml:3:333: log.format: \"xml\" is not known; write text or json (how a line "
     "looks)\n"
     "  ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: 1, format: xml, "
     "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy...\n"
     "                                                                 ^\n"
     "c.yaml:3:338: log.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy: is "
     "not a key here; there are level, format\n"
     "  ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: 1, format: xml, "
     "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy...\n"
     "                                                                 ^\n"},
    {"a very long value", Base::shipper,
     "log:\n"
     "  level: "
     "veryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryvery"
     "veryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryvery"
     "veryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryvery\n",
     "c.yaml:4:10: log.level: "
     "\"veryveryveryveryveryveryveryveryveryveryveryveryveryveryvery...\" is not known; "
     "write debug, info, warning or error (the least important lines that are written)\n"
     "    level: "
     "veryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryvery"
     "veryver...\n"
     "           ^\n"},
    {"letters of other languages", Base::shipper, "log: {\"\xc3\xa9\": 1, level: ni\xc3\xb1o}\n",
     "c.yaml:3:7: log.\xc3\xa9: is not a key here; there are level, format\n"
     "  log: {\"\xc3\xa9\": 1, level: ni\xc3\xb1o}\n"
     "        ^\n"
     "c.yaml:3:22: log.level: \"ni\xc3\xb1o\" is not known; write debug, info, warning "
     "or error (the least important lines that are written)\n"
     "  log: {\"\xc3\xa9\": 1, level: ni\xc3\xb1o}\n"
     "                       ^\n"},
};

TEST(WrongYaml, IsRefusedWithItsPlaceAndItsMend) {
  for (const WrongConfig& wrong : kCases) wrong.expect_problems();
}

}  // namespace
}  // namespace celltally
