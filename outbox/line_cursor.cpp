#include "outbox/line_cursor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <system_error>

namespace celltally {

bool LineCursor::accept(std::string_view text) noexcept {
  if (!ok() || !line_.substr(at_).starts_with(text)) return false;
  at_ += text.size();
  return true;
}

void LineCursor::expect(std::string_view text) {
  if (!accept(text)) refuse(fmt::format("column {}: here must stand {}", at_ + 1, text));
}

std::string_view LineCursor::word() noexcept {
  const std::size_t quote = std::min(line_.find('"', at_), line_.size());
  const std::string_view text = line_.substr(at_, quote - at_);
  at_ = quote;
  return text;
}

std::uint64_t LineCursor::number(std::string_view name, std::uint64_t least, std::uint64_t most) {
  const std::string_view rest = line_.substr(at_);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  const auto digits = static_cast<std::size_t>(end - rest.data());
  const bool written_so = error == std::errc{} && (digits == 1 || rest.front() != '0');
  if (!written_so || value < least || value > most) {
    refuse(fmt::format("column {}: {} must be a number from {} to {}", at_ + 1, name, least, most));
  }
  at_ += digits;
  return value;
}

std::uint32_t LineCursor::tenths(std::string_view name, std::uint32_t whole_most) {
  const std::uint64_t whole = number(name, 0, whole_most);
  expect(".");
  const std::uint64_t all = whole * 10 + number(name, 0, 9);
  if (ok() && all == 0) refuse(fmt::format("{} must be 0.1 or more", name));
  return static_cast<std::uint32_t>(all);
}

void LineCursor::expect_end() {
  if (at_ != line_.size()) refuse(fmt::format("column {}: here the line must end", at_ + 1));
}

void LineCursor::refuse(std::string_view problem) {
  if (ok()) problem_ = problem;
}

}  // namespace celltally
