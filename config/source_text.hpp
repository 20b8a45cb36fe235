#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "config/config_problem.hpp"
#include "config/text_place.hpp"

namespace celltally {

// A configuration file's text by lines, and how a place in it is shown: printable, cut to what fits
// on a screen, values of keys that look like secrets masked. Borrows the text and its name.
class SourceText {
 public:
  SourceText(std::string_view name, std::string_view text);

  std::string_view name() const noexcept { return name_; }
  std::string_view text() const noexcept { return text_; }
  std::size_t lines() const noexcept { return starts_.size(); }

  // Without its line break; empty where there is no such line. Lines count from 1.
  std::string_view line(std::size_t number) const noexcept;

  // Everything from `place` to the end of its line.
  std::string_view rest_of_line(TextPlace place) const noexcept;

  ConfigProblem problem(TextPlace place, std::string key, std::string text) const;

 private:
  std::string_view name_;
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

}  // namespace celltally
