#include "cli/segment_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include "cli/protection_note.hpp"
#include "cli/wrapped.hpp"
#include "outbox/outbox_folder.hpp"
#include "outbox/row_text.hpp"
#include "outbox/segment_file.hpp"
#include "outbox/segment_reader.hpp"
#include "vocabulary/release_state.hpp"
#include "vocabulary/row_key.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

constexpr std::size_t kColumns = 80;

// 998000 is "99.8".
std::string percent(std::uint32_t ppm) {
  std::string text = fmt::format("{}.{:04}", ppm / 10'000, ppm % 10'000);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::optional<std::uint64_t> number_of(const std::string& text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return number;
}

// The file that is meant.
Result<std::string, std::string> path_of(const std::string& folder, const std::string& which) {
  if (which.find('/') != std::string::npos) return which;
  const auto sequence = number_of(which);
  if (!sequence) {
    return fail("\"" + which + "\" is no sequence number; a file is written with a /: ./NAME");
  }
  const auto names = OutboxFolder{folder}.names();
  if (!names) return fail(names.error());
  for (const SegmentName& name : names->segments) {
    if (name.sequence == *sequence) return folder + "/" + to_text(name);
  }
  return fail(folder + ": there is no segment " + which);
}

std::string dropped_text(const SegmentHeader::Dropped& dropped) {
  if (dropped.segments == 0) return "nothing before this one that was not declared earlier";
  if (dropped.segments == 1) return fmt::format("segment {}, undelivered", dropped.first);
  return fmt::format("{} segments from {} to {}, undelivered", dropped.segments, dropped.first,
                     dropped.last);
}

std::string note_of(const SegmentHeader::Protection& protection) {
  if (!protection.noise) {
    return protection_note({.rules = {protection.people_min, protection.rounding}});
  }
  const SegmentHeader::Noise& noise = *protection.noise;
  std::string text = fmt::format("Each number has {} noise of width {} of its own",
                                 to_text(noise.shape), tenths_text(noise.scale_tenths));
  if (noise.threshold > 0) {
    text += fmt::format(", and is told from {} on; below {} it is likely too high (~)",
                        noise.threshold, noise.near_below);
  }
  return text + fmt::format(". One person is in {} of a day's numbers at most.", noise.cap);
}

std::string noise_text(const RowNoise& noise) {
  if (noise.sigma_tenths == 0) return {};
  std::string text = fmt::format(" +-{}", tenths_text(noise.sigma_tenths));
  if (noise.rest_of > 0) text += fmt::format(", of {} withheld ones", noise.rest_of);
  return text;
}

std::string value_text(const SegmentRow& row, const SegmentHeader::Protection& protection) {
  if (row.state == ReleaseState::no_data) return "no data";
  if (!row.value) {
    return protection.noise ? "withheld" : fmt::format("<{}", protection.people_min);
  }
  return fmt::format("{}{}", row.noise.near_threshold ? "~" : "", *row.value);
}

std::string_view counted_in(Statistic statistic) noexcept {
  switch (statistic) {
    case Statistic::events: return "events";
    case Statistic::flows: return "trips";
    case Statistic::machines: return "machines";
    case Statistic::quality: return "devices";
    default: return "people";
  }
}

}  // namespace

Result<SegmentPage, std::string> SegmentPage::of(const std::string& folder,
                                                 const std::string& which) {
  const auto path = path_of(folder, which);
  if (!path) return fail(path.error());
  auto bytes = bytes_of_file(*path, kSegmentOctetsMost + 1);
  if (!bytes) return fail(bytes.error().text);
  auto segment = read_segment(*bytes, *path);
  if (!segment) return fail(segment.error());
  SegmentPage page;
  page.bytes_ = std::move(*bytes);
  page.segment_ = std::move(*segment);
  return page;
}

void SegmentPage::print(Output& out) const {
  print_header(out);
  out.write("\n");
  print_rows(out);
  out.write("\n" + wrapped(note_of(segment_.header.protection), kColumns));
}

void SegmentPage::print_header(Output& out) const {
  const SegmentHeader& header = segment_.header;
  std::array<std::uint64_t, 3> rows{};
  for (const SegmentRow& row : segment_.rows) ++rows[static_cast<std::size_t>(row.state)];
  const auto line = [&](std::string_view name, const std::string& text) {
    out.write(fmt::format("{:<11}{}\n", name, text));
  };
  line("segment", fmt::format("{} of probe {}", header.sequence, header.probe));
  line("about", fmt::format("{}, {} to {}", to_text(header.statistic),
                            utc_seconds(header.window.from), utc_seconds(header.window.to)));
  line("revision", fmt::format("{}", header.revision));
  line("key born", utc_seconds(header.epoch));
  line("received", percent(header.coverage_ppm) + "% of the window");
  line("lost", percent(header.loss_ppm) + "% of the packets");
  line("unknown",
       header.unknown_percent
           ? fmt::format("{}% of the events with a cell: whose they are", *header.unknown_percent)
           : "not told, for too few people were seen");
  if (header.temporary_percent) {
    line(
        "temporary",
        fmt::format("{}% of the events with a cell: by a temporary identity only, so that a person "
                    "may be counted twice",
                    *header.temporary_percent));
  }
  if (header.ledger) line("ledger", fmt::format("line {}", header.ledger->number));
  line("dropped", dropped_text(header.dropped));
  line("rows", fmt::format("{}: {} published, {} withheld, {} no data", header.rows, rows[0],
                           rows[1], rows[2]));
  line("previous", header.previous);
  line("sha256", segment_.sha256);
}

void SegmentPage::print_rows(Output& out) const {
  std::size_t place = 5;
  std::size_t word = 0;
  for (const SegmentRow& row : segment_.rows) {
    place = std::max(place, row.place.size());
    word = std::max(word, row.key.word.size());
  }
  const std::string_view key =
      word > 0 ? row_key_name(segment_.header.statistic) : std::string_view{};
  if (word > 0) word = std::max(word, key.size()) + 2;
  out.write(fmt::format("{:<{}}  {:<{}}{:>9}\n", "place", place, key, word,
                        counted_in(segment_.header.statistic)));
  for (const SegmentRow& row : segment_.rows) {
    if (out.failed()) return;
    out.write(fmt::format("{:<{}}  {:<{}}{:>9}{}\n", row.place, place, row.key.word, word,
                          value_text(row, segment_.header.protection), noise_text(row.noise)));
  }
}

}  // namespace celltally
