#pragma once

#include <optional>

#include "config/problem_notes.hpp"
#include "config/source_text.hpp"
#include "config/yaml_node.hpp"

namespace celltally {

// The one YAML document of a file, keys in a mapping all different. Notes everything we do not
// take: what is no YAML, several documents, anchors and aliases, tags, repeated keys, values over
// several lines, nesting deeper than kConfigDepthMax. Nothing when there is no document.
std::optional<YamlNode> read_yaml(const SourceText& source, ProblemNotes& notes);

}  // namespace celltally
