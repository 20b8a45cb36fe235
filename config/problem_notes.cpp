#include "config/problem_notes.hpp"

#include <algorithm>

#include "config/load_config.hpp"

namespace celltally {

namespace {

// Kept to be put in order; a file of a megabyte may have more wrong than is worth keeping.
constexpr std::size_t kKeptMax = 10 * kConfigProblemsTold;

}  // namespace

bool ProblemNotes::full() const noexcept {
  return noted_.size() >= kKeptMax;
}

void ProblemNotes::note(TextPlace place, std::string key, std::string text) {
  ++count_;
  if (full()) return;
  noted_.emplace_back(place, source_.problem(place, std::move(key), std::move(text)));
}

ConfigProblems ProblemNotes::in_order() const {
  auto sorted = noted_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  ConfigProblems problems;
  for (const auto& [place, problem] : sorted) {
    if (problems.size() == kConfigProblemsTold) break;
    problems.push_back(problem);
  }
  if (count_ > problems.size()) {
    problems.push_back(source_.problem(
        {}, "", "there are " + std::to_string(count_ - problems.size()) + " more problems"));
  }
  return problems;
}

}  // namespace celltally
