#include "cli/text_table.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace celltally {

namespace {

constexpr std::size_t kGap = 2;

}  // namespace

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

TextTable::TextTable(std::vector<std::string> headings, std::size_t left, const Terminal& terminal)
    : headings_(std::move(headings)),
      left_(left),
      colours_(terminal.colours),
      columns_(terminal.columns) {
  for (const std::string& heading : headings_) widths_.push_back(width_of(heading));
}

void TextTable::measure(const Line& line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    widths_[i] = std::max(widths_[i], width_of(line[i].text));
  }
}

std::size_t TextTable::width(std::size_t first, std::size_t gap) const {
  const auto from = widths_.begin() + static_cast<std::ptrdiff_t>(first);
  return std::accumulate(from, widths_.end(), gap * (widths_.size() - 1));
}

bool TextTable::apart() const {
  return width(0, kGap) > columns_;
}

std::string TextTable::heading() const {
  Line cells;
  for (const std::string& heading : headings_) cells.push_back({heading, false});
  if (!apart()) return joined(cells, true);
  return headings_.front() + "\n" + joined(cells, false);
}

std::string TextTable::line(const Line& line) {
  if (!apart()) return joined(line, true);
  std::string above;
  if (std::exchange(first_, line.front().text) != line.front().text) above = first_ + "\n";
  return above + joined(line, false);
}

std::string TextTable::joined(const Line& line, bool with_first) const {
  const std::size_t gap = with_first || width(1, kGap) <= columns_ ? kGap : 1;
  std::string text;
  std::size_t ends = 0;  // without spaces
  for (std::size_t i = with_first ? 0 : 1; i < line.size(); ++i) {
    const std::string space(widths_[i] - std::min(widths_[i], width_of(line[i].text)), ' ');
    if (!text.empty() || !with_first) text.append(gap, ' ');
    if (i >= left_) text += space;
    if (!line[i].text.empty()) {
      const bool dim = colours_ && line[i].dim;
      text += (dim ? "\033[2m" : "") + line[i].text + (dim ? "\033[0m" : "");
      ends = text.size();
    }
    if (i < left_) text += space;
  }
  return text.substr(0, ends) + "\n";
}

}  // namespace celltally
