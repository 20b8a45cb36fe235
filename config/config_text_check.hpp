#pragma once

#include "config/problem_notes.hpp"
#include "config/source_text.hpp"

namespace celltally {

// Notes what no configuration file holds, and what parsers of YAML see in different ways: too much,
// too much in a line, what is not UTF-8, a byte order mark, tabs, other control characters.
void check_config_text(const SourceText& source, ProblemNotes& notes);

}  // namespace celltally
