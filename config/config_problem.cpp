#include "config/config_problem.hpp"

namespace celltally {

std::string to_text(const ConfigProblem& problem) {
  std::string text = problem.file;
  if (problem.line > 0) {
    text += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
  }
  text += ": ";
  if (!problem.key.empty()) text += problem.key + ": ";
  text += problem.text + "\n";
  if (problem.line == 0) return text;
  return text + "  " + problem.source_line + "\n  " + std::string(problem.caret, ' ') + "^\n";
}

}  // namespace celltally
