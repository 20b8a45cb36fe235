#include "config/list_problems.hpp"

#include <algorithm>

namespace celltally {

void ListProblems::note(std::size_t line, std::string text) {
  ++count_;
  if (noted_.size() < kTold) noted_.emplace_back(line, std::move(text));
}

std::vector<std::string> ListProblems::in_order() const {
  auto sorted = noted_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> texts;
  for (const auto& [line, text] : sorted) {
    texts.push_back(name_ + (line > 0 ? ":" + std::to_string(line) : "") + ": " + text);
  }
  if (count_ > texts.size()) {
    texts.push_back(name_ + ": " + std::to_string(count_ - texts.size()) + " more " +
                    std::string{noun_} + " like these");
  }
  return texts;
}

}  // namespace celltally
