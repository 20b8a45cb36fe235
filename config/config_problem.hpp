#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace celltally {

// One thing that is wrong in a configuration file: where, what, and what to write instead. Holds no
// secret: values of keys that look like one are masked in source_line.
struct ConfigProblem {
  std::string file;
  std::size_t line = 0;     // from 1; 0: the file as a whole
  std::size_t column = 0;   // from 1, in characters
  std::string key;          // "protection.people_min", "ship.sinks[0].url"; may be empty
  std::string text;         // one line, printable
  std::string source_line;  // or the part of it around `column`; printable
  std::size_t caret = 0;    // where `column` is in source_line, in characters from 0

  bool operator==(const ConfigProblem&) const = default;
};

// Never empty where it is an error; in the order of the file.
using ConfigProblems = std::vector<ConfigProblem>;

// Three lines, or one where there is no place, each with its line break:
//   probe.yaml:4:15: protection.people_min: 3 is out of range; write ...
//       people_min: 3
//                   ^
std::string to_text(const ConfigProblem& problem);

}  // namespace celltally
