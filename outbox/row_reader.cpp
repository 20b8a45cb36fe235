#include "outbox/row_reader.hpp"

#include <fmt/format.h>

#include "outbox/row_text.hpp"
#include "vocabulary/row_key.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

ReleaseState read_state(LineCursor& line) {
  const std::string_view word = line.word();
  for (const ReleaseState one :
       {ReleaseState::published, ReleaseState::withheld, ReleaseState::no_data}) {
    if (word == to_text(one)) return one;
  }
  line.refuse("state must be published, withheld or no_data");
  return ReleaseState::no_data;
}

// What a problem says of a place and of a word that no row of the statistic may have.
std::string_view place_wanted(Statistic statistic) noexcept {
  switch (statistic) {
    case Statistic::events:
    case Statistic::presence:
    case Statistic::visitors:
    case Statistic::dwell:
      return "place must be that of a cell or an area, such as ecgi:001-01-0000101";
    default: return "place must be a zone, such as zone:none";
  }
}

std::string_view word_wanted(std::string_view name) noexcept {
  if (name == "kind") return "kind must be that of an event, such as attach";
  if (name == "service") return "service must be that of an event, such as voice";
  if (name == "class") return "class must be one that the statistic has";
  if (name == "origin") return "origin must be a zone, such as zone:none, or unknown";
  if (name == "destination") return "destination must be a zone, such as zone:none";
  if (name == "segment") return "segment must be an age and a gender, such as 25-34/f, or unknown";
  return "country must be the three digits of an MCC";
}

constexpr std::uint64_t kPlacesMost = 100'000'000;

std::string before_word(std::string_view name) {
  return fmt::format(R"(,"{}":")", name);
}

}  // namespace

RowReader::RowReader(const SegmentHeader& header)
    : statistic_(header.statistic),
      protection_(header.protection),
      has_place_(!is_row_place(statistic_, "")),
      may_have_no_key_(is_row_key(statistic_, "", "")),
      begin_(fmt::format(R"({{"stat":"{}"{})", to_text(statistic_),
                         has_place_ ? before_word("place") : "")),
      after_place_(fmt::format(R"({},"from":"{}","to":"{}","state":")", has_place_ ? "\"" : "",
                               utc_seconds(header.window.from), utc_seconds(header.window.to))),
      before_word_(before_word(row_key_name(statistic_))),
      end_(below_floor_mark(header.protection.people_min) + "}") {}

SegmentRow RowReader::read(LineCursor& line) const {
  SegmentRow row;
  line.expect(begin_);
  if (has_place_) {
    row.place = line.word();
    if (!is_row_place(statistic_, row.place)) line.refuse(place_wanted(statistic_));
  }
  line.expect(after_place_);
  row.state = read_state(line);
  line.expect("\"");
  if (row.state == ReleaseState::published) row.value = read_value(line);
  read_key(line, row.key);
  if (row.value && protection_.noise) row.noise = read_noise(line, *row.value);
  line.expect(end_);
  line.expect_end();
  return row;
}

// Whoever is told a number below the threshold, or an exact one, was not told by the Gate.
std::uint64_t RowReader::read_value(LineCursor& line) const {
  line.expect(R"(,"value":)");
  if (protection_.noise) return line.number("value", 0, SegmentHeader::kSequenceMost);
  const std::uint64_t value =
      line.number("value", protection_.people_min, SegmentHeader::kSequenceMost);
  if (line.ok() && value % protection_.rounding != 0) {
    line.refuse(fmt::format("value must be a multiple of {}", protection_.rounding));
  }
  return value;
}

// A rest has a threshold of its own, which is people_min or more; its noise is wider than that of
// one number.
RowNoise RowReader::read_noise(LineCursor& line, std::uint64_t value) const {
  const SegmentHeader::Noise& noise = *protection_.noise;
  RowNoise row;
  if (line.accept(R"(,"rest_of":)")) {
    row.rest_of = static_cast<std::uint32_t>(line.number("rest_of", 2, kPlacesMost));
  }
  line.expect(R"(,"sigma":)");
  row.sigma_tenths = line.tenths("sigma", kPlacesMost);
  row.near_threshold = line.accept(R"(,"near_threshold":true)");
  const std::uint64_t least = row.rest_of > 0 ? protection_.people_min : noise.threshold;
  if (line.ok() && value < least) {
    line.refuse(fmt::format("value must be {} or more", least));
  }
  if (line.ok() && row.rest_of == 0 && row.near_threshold != (value < noise.near_below)) {
    line.refuse(
        fmt::format("near_threshold must be there below {}, and only there", noise.near_below));
  }
  return row;
}

// Events have one of two keys.
void RowReader::read_key(LineCursor& line, RowKey& key) const {
  constexpr std::string_view kService = "service";
  const std::string_view usual = row_key_name(statistic_);
  if (statistic_ == Statistic::events && line.accept(R"(,"service":")")) {
    key.name = kService;
  } else if (!usual.empty() && line.accept(before_word_)) {
    key.name = usual;
  } else {
    if (!may_have_no_key_) line.expect(before_word_);
    return;
  }
  key.word = line.word();
  if (!is_row_key(statistic_, key.name, key.word)) line.refuse(word_wanted(key.name));
  line.expect("\"");
}

}  // namespace celltally
