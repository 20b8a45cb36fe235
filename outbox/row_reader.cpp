#include "outbox/row_reader.hpp"

#include <fmt/format.h>

#include "outbox/row_text.hpp"
#include "vocabulary/place.hpp"
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

EventKind read_kind(LineCursor& line) {
  const std::string_view word = line.word();
  for (std::size_t i = 1; i < kEventKinds; ++i) {
    const auto kind = static_cast<EventKind>(i);
    if (word == to_text(kind)) return kind;
  }
  line.refuse("kind must be that of an event, such as attach");
  return EventKind::none;
}

}  // namespace

RowReader::RowReader(const SegmentHeader& header)
    : statistic_(header.statistic),
      protection_(header.protection),
      before_place_(fmt::format(R"({{"stat":"{}","place":")", to_text(header.statistic))),
      after_place_(fmt::format(R"(","from":"{}","to":"{}","state":")",
                               utc_seconds(header.window.from), utc_seconds(header.window.to))),
      end_(below_floor_mark(header.protection.people_min) + "}") {}

SegmentRow RowReader::read(LineCursor& line) const {
  SegmentRow row;
  line.expect(before_place_);
  row.place = line.word();
  if (!place_from_text(row.place)) {
    line.refuse("place must be that of a cell or an area, such as ecgi:001-01-0000101");
  }
  line.expect(after_place_);
  row.state = read_state(line);
  line.expect("\"");
  if (row.state == ReleaseState::published) row.value = read_value(line);
  if (statistic_ == Statistic::events) {
    line.expect(R"(,"kind":")");
    row.kind = read_kind(line);
    line.expect("\"");
  }
  line.expect(end_);
  line.expect_end();
  return row;
}

// Whoever is told a number below the threshold, or an exact one, was not told by the Gate.
std::uint64_t RowReader::read_value(LineCursor& line) const {
  line.expect(R"(,"value":)");
  const std::uint64_t value =
      line.number("value", protection_.people_min, SegmentHeader::kSequenceMost);
  if (line.ok() && value % protection_.rounding != 0) {
    line.refuse(fmt::format("value must be a multiple of {}", protection_.rounding));
  }
  return value;
}

}  // namespace celltally
