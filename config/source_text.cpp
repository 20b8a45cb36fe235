#include "config/source_text.hpp"

#include <algorithm>
#include <utility>

#include "config/shown_text.hpp"

namespace celltally {

namespace {

// A line longer than a screen is cut around the place.
constexpr std::size_t kColumns = 100;
constexpr std::size_t kBefore = 60;

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    text.remove_prefix(std::max<std::size_t>(utf8_length(text), 1));
  }
  return count;
}

// `count` characters of valid text, after the first `from`.
std::string_view part(std::string_view text, std::size_t from, std::size_t count) {
  for (; from > 0 && !text.empty(); --from) text.remove_prefix(utf8_length(text));
  std::size_t octets = 0;
  for (; count > 0 && octets < text.size(); --count) octets += utf8_length(text.substr(octets));
  return text.substr(0, octets);
}

// Whether the line names a key that looks like a secret and leaves the value to the next one.
bool announces_a_secret(std::string_view line) {
  const std::string probing = std::string{line} + " x";
  return line.ends_with(':') && without_secrets(probing) != probing;
}

}  // namespace

SourceText::SourceText(std::string_view name, std::string_view text) : name_(name), text_(text) {
  std::size_t start = 0;
  while (start < text.size()) {
    starts_.push_back(start);
    const std::size_t end = text.find('\n', start);
    if (end == std::string_view::npos) break;
    start = end + 1;
  }
}

std::string_view SourceText::line(std::size_t number) const noexcept {
  if (number == 0 || number > starts_.size()) return {};
  const std::size_t start = starts_[number - 1];
  const std::size_t next = number < starts_.size() ? starts_[number] : text_.size();
  std::string_view line = text_.substr(start, next - start);
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view SourceText::rest_of_line(TextPlace place) const noexcept {
  const std::string_view whole = line(place.line);
  return place.column < whole.size() ? whole.substr(place.column) : std::string_view{};
}

ConfigProblem SourceText::problem(TextPlace place, std::string key, std::string text) const {
  ConfigProblem problem;
  problem.file = printable_characters(name_);
  problem.line = place.line;
  problem.key = std::move(key);
  problem.text = std::move(text);
  if (place.line == 0) return problem;
  const std::string_view source = line(place.line);
  const std::size_t before = characters(source.substr(0, std::min(place.column, source.size())));
  problem.column = before + 1;
  const std::string shown = announces_a_secret(line(place.line - 1))
                                ? "********"
                                : printable_characters(without_secrets(source));
  const std::size_t length = characters(shown);
  const std::size_t caret = std::min(before, length);
  if (length <= kColumns) {
    problem.source_line = shown;
    problem.caret = caret;
    return problem;
  }
  const std::size_t cut = caret > kBefore ? caret - kBefore : 0;
  problem.source_line = std::string{cut > 0 ? "..." : ""} +
                        std::string{part(shown, cut, kColumns)} +
                        (cut + kColumns < length ? "..." : "");
  problem.caret = caret - cut + (cut > 0 ? 3 : 0);
  return problem;
}

}  // namespace celltally
