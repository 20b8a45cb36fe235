#include "cli/imsi_list.hpp"

#include <algorithm>
#include <istream>
#include <optional>

#include "config/csv_row.hpp"
#include "config/list_problems.hpp"
#include "config/text_lines.hpp"
#include "vocabulary/detail.hpp"

namespace celltally {

namespace {

constexpr std::size_t kDigitsMin = 6;  // MCC, MNC and a digit of the subscriber's

std::optional<ImsiList::Person> person_from(std::string_view imsi) {
  ImsiList::Person person;
  const bool digits = imsi.find_first_not_of("0123456789") == std::string_view::npos;
  if (!digits || imsi.size() < kDigitsMin || imsi.size() > ImsiList::kDigitsMax) return {};
  std::ranges::copy(imsi, person.letters.begin());
  person.length = static_cast<std::uint8_t>(imsi.size());
  return person;
}

class Reading {
 public:
  Reading(std::istream& in, std::string_view name)
      : in_(in), lines_(in), name_(name), problems_(name, "lines") {}

  Result<ImsiList, ImsiListProblems> read_all() {
    while (lines_.next()) {
      if (lines_.binary()) {
        return fail(ImsiListProblems{name_ + ": not a text file; write an IMSI a line"});
      }
      if (!lines_.blank() && !lines_.line().starts_with('#')) take();
    }
    if (in_.bad()) problems_.note(0, "cannot be read to its end; try again, or mend the disk");
    if (!problems_.empty()) return fail(problems_.in_order());
    return std::move(list_);
  }

 private:
  void take() {
    std::string_view line = lines_.line();
    if (lines_.number() == 1 && line.starts_with("\xef\xbb\xbf")) line.remove_prefix(3);
    row_.split(line);
    if (!begun_) {
      begun_ = true;
      list_.segments = row_.size() > 1;
      if (row_[0] == "imsi") return;
    }
    auto person = person_from(row_[0]);
    if (!person) return note("does not begin with an IMSI; write its 6 to 15 digits");
    if (row_.size() > (list_.segments ? 2 : 1)) {
      return note(list_.segments ? "has more than two columns; write IMSI,segment"
                                 : "has another column than the first line; write an IMSI a line, "
                                   "or imsi,segment in the first line");
    }
    if (list_.segments && !take_segment(*person)) {
      return note(
          "has no segment in its second column; write an age band and a gender such as 25-34/f or "
          "65+/m, with ages 0-15, 16-24, 25-34, 35-44, 45-54, 55-64, 65+, or unknown");
    }
    list_.people.push_back(*person);
  }

  bool take_segment(ImsiList::Person& person) const {
    const auto detail = detail_from_text(Statistic::segments, "segment", row_[1]);
    if (!detail) return false;
    person.segment = PopulationSegment{static_cast<std::uint8_t>(detail->code)};
    return true;
  }

  void note(std::string text) { problems_.note(lines_.number(), std::move(text)); }

  std::istream& in_;
  TextLines lines_;
  std::string name_;
  ListProblems problems_;
  CsvRow row_;
  ImsiList list_;
  bool begun_ = false;
};

}  // namespace

Result<ImsiList, ImsiListProblems> read_imsi_list(std::istream& in, std::string_view name) {
  return Reading(in, name).read_all();
}

}  // namespace celltally
