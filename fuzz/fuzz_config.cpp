// Any bytes as a configuration: either it is valid, and printed and loaded again it is the same, or
// there are problems that can be shown. No memory is refused: g++ 12's variant of a string does not
// survive that (it is never valueless, and reset as if it had a value), and a program that has no
// memory for its configuration does not start.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "config/config_printer.hpp"
#include "config/load_config.hpp"
#include "config/shown_text.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_problem(const celltally::ConfigProblem& problem) {
  require(!problem.text.empty() && problem.text.size() < 1000);
  require(problem.source_line.size() < 1000 && problem.caret <= problem.source_line.size());
  require((problem.line == 0) == (problem.column == 0));
  for (const std::string& shown : {problem.key, problem.text, problem.source_line}) {
    require(celltally::printable_characters(shown) == shown);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace celltally;
  if (size == 0) return 0;
  // Files of this machine are none of the input's business.
  LoadOptions options;
  options.check_files = false;
  options.purpose = static_cast<Purpose>(data[0] % 3);
  const std::string text(data + 1, data + size);
  const auto config = load_config_text("f", text, options);
  if (!config) {
    require(!config.error().empty());
    require(config.error().size() <= kConfigProblemsTold + 1);
    for (const ConfigProblem& problem : config.error()) check_problem(problem);
    return 0;
  }
  require(config->protection.people_min >= ProtectionConfig::kPeopleMinFloor ||
          config->protection.allow_small_groups);
  const std::string printed = to_yaml(*config);
  const auto again = load_config_text("f", printed, options);
  require(again.has_value());
  require(*again == *config && to_yaml(*again) == printed);
  return 0;
}
