#include "config/subscriber_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <optional>

#include "config/hex_digits.hpp"
#include "config/list_problems.hpp"
#include "config/text_lines.hpp"
#include "vocabulary/detail.hpp"

namespace celltally {

namespace {

constexpr std::size_t kHashDigits = 64;
constexpr std::size_t kEightOctets = 16;  // as digits
constexpr std::string_view kKeyLine = "# celltally key ";

std::optional<ListedAs> segment_from(std::string_view text) {
  const auto detail = detail_from_text(Statistic::segments, "segment", text);
  if (!detail) return std::nullopt;
  return ListedAs::in(PopulationSegment{static_cast<std::uint8_t>(detail->code)});
}

class Reading {
 public:
  Reading(std::istream& in, std::string_view name, SubscriberFile::Of of)
      : in_(in), lines_(in), name_(name), of_(of), problems_(name, "rows") {}

  Result<SubscriberFile, SubscriberFileProblems> read_all() {
    if (!lines_.next() || !take_key()) {
      return useless(1,
                     "does not say under which key its identities are hashed; write it with "
                     "celltally prepare-list, whose first line is # celltally key and 16 digits");
    }
    while (lines_.next()) {
      if (lines_.binary()) return useless(lines_.number(), "no text; write rows of text");
      std::string_view row = lines_.line();
      while (!row.empty() && (row.back() == '\r' || row.back() == ' ')) row.remove_suffix(1);
      if (row.empty() || row.front() == '#') continue;
      if (file_.people.size() == SubscriberFile::kRowsMax) {
        return useless(lines_.number(), "more than 100000000 rows; list each subscriber once");
      }
      take(row);
    }
    if (in_.bad()) {
      problems_.note(0, "cannot be read to its end; try again, or mend the disk");
    }
    if (!problems_.empty()) return fail(problems_.in_order());
    return std::move(file_);
  }

 private:
  bool take_key() {
    std::string_view line = lines_.line();
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.starts_with(kKeyLine)) return false;
    const auto key = eight_octets_from_hex(line.substr(kKeyLine.size()));
    if (!key) return false;
    file_.key = *key;
    return true;
  }

  void take(std::string_view row) {
    const std::string_view hash = row.substr(0, kHashDigits);
    const auto first = eight_octets_from_hex(hash.substr(0, kEightOctets));
    const bool whole =
        row.size() == kHashDigits || (row.size() > kHashDigits && row[kHashDigits] == ',');
    if (!first || !whole || !all_hex(hash)) {
      return problems_.note(lines_.number(),
                            "does not begin with 64 hexadecimal digits, a hashed identity; make "
                            "the list with celltally prepare-list");
    }
    const std::string_view more = row.substr(hash.size());
    if (of_ == SubscriberFile::Of::opted_out) {
      if (more.empty()) return keep(*first, ListedAs::opted_out());
      return problems_.note(lines_.number(),
                            "has a second column, as a list of segments has; name that with "
                            "segments, and leave the column out of the opted out");
    }
    const auto segment = more.empty() ? std::nullopt : segment_from(more.substr(1));
    if (segment) return keep(*first, *segment);
    problems_.note(lines_.number(),
                   "has no segment behind the hash; write one such as ,25-34/f or ,65+/m, with "
                   "ages 0-15, 16-24, 25-34, 35-44, 45-54, 55-64, 65+, or ,unknown");
  }

  void keep(std::uint64_t hash, ListedAs as) { file_.people.push_back(ListedPerson::of(hash, as)); }

  Failure<SubscriberFileProblems> useless(std::size_t line, const std::string& text) const {
    return fail(SubscriberFileProblems{name_ + ":" + std::to_string(line) + ": " + text});
  }

  std::istream& in_;
  TextLines lines_;
  std::string name_;
  SubscriberFile::Of of_;
  ListProblems problems_;
  SubscriberFile file_;
};

}  // namespace

Result<SubscriberFile, SubscriberFileProblems> read_subscriber_file(std::istream& in,
                                                                    std::string_view name,
                                                                    SubscriberFile::Of of) {
  return Reading(in, name, of).read_all();
}

Result<SubscriberFile, SubscriberFileProblems> load_subscriber_file(const std::string& path,
                                                                    SubscriberFile::Of of) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return fail(SubscriberFileProblems{path + ": is a folder; name a file of hashed identities"});
  }
  std::ifstream in(path);
  if (!in) {
    return fail(SubscriberFileProblems{path + ": cannot be read: " + std::strerror(errno) +
                                       "; name a file of hashed identities"});
  }
  return read_subscriber_file(in, path, of);
}

}  // namespace celltally
