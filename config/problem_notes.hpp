#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "config/config_problem.hpp"
#include "config/source_text.hpp"
#include "config/text_place.hpp"

namespace celltally {

// Collects what is wrong with a file, in any order, up to a limit. Borrows the source.
class ProblemNotes {
 public:
  explicit ProblemNotes(const SourceText& source) : source_(source) {}

  void note(TextPlace place, std::string key, std::string text);

  bool empty() const noexcept { return count_ == 0; }

  // No further one will be told in words.
  bool full() const noexcept;

  // In the order of the file; of more than kConfigProblemsTold the last one tells how many more.
  ConfigProblems in_order() const;

 private:
  const SourceText& source_;
  std::vector<std::pair<TextPlace, ConfigProblem>> noted_;
  std::size_t count_ = 0;
};

}  // namespace celltally
