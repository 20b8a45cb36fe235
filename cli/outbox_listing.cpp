#include "cli/outbox_listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "cli/printable.hpp"
#include "outbox/outbox_reader.hpp"
#include "vocabulary/release_state.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

using Json = nlohmann::ordered_json;

std::string_view to_text(SequenceGap::Why why) {
  switch (why) {
    case SequenceGap::Why::dropped: return "dropped";
    case SequenceGap::Why::quarantined: return "quarantined";
    case SequenceGap::Why::unexplained: break;
  }
  return "missing";
}

// "2026-01-01 12:00"
std::string minute(Timestamp at) {
  std::string text = utc_seconds(at).substr(0, 16);
  text[10] = ' ';
  return text;
}

// "24h"; to the minute where it is no whole hour.
std::string length(const Window& window) {
  constexpr std::int64_t kMinute = 60;
  constexpr std::int64_t kHour = 3600;
  const std::int64_t seconds = window.to.seconds() - window.from.seconds();
  return seconds % kHour == 0 ? fmt::format("{}h", seconds / kHour)
                              : fmt::format("{}m", seconds / kMinute);
}

// "860", "123K", "27M": rounded down.
std::string short_bytes(std::uint64_t bytes) {
  constexpr std::uint64_t kThousand = 1000;
  if (bytes < 100 * kThousand) return fmt::format("{}", bytes);
  if (bytes < 100 * kThousand * kThousand) return fmt::format("{}K", bytes / kThousand);
  return fmt::format("{}M", bytes / kThousand / kThousand);
}

std::string numbers(const SequenceGap& gap) {
  return gap.numbers() == 1 ? fmt::format("{}", gap.first)
                            : fmt::format("{} to {}", gap.first, gap.last);
}

struct First {
  template <typename Line>
  std::uint64_t operator()(const Line& line) const {
    return line.name.sequence;
  }
  std::uint64_t operator()(const SequenceGap& gap) const { return gap.first; }
};

}  // namespace

Result<OutboxListing, std::string> OutboxListing::of(const std::string& folder) {
  OutboxReader reader{folder};
  const auto view = reader.look(0);
  if (!view) return fail(view.error());
  OutboxListing listing;
  for (const OutboxReader::Item& item : view->segments) {
    const auto segment = reader.read(item);
    if (!segment && segment.error().kind == SegmentFault::Kind::gone) continue;
    if (!segment) {
      listing.lines_.emplace_back(Damaged{item.name, segment.error().text});
      continue;
    }
    Sound sound{.name = item.name, .window = segment->header.window, .bytes = segment->bytes};
    for (const SegmentRow& row : segment->rows) {
      ++sound.rows[static_cast<std::size_t>(row.state)];
    }
    listing.lines_.emplace_back(sound);
  }
  for (const SequenceGap& gap : view->gaps) listing.lines_.emplace_back(gap);
  std::stable_sort(listing.lines_.begin(), listing.lines_.end(),
                   [](const Line& one, const Line& next) {
                     return std::visit(First{}, one) < std::visit(First{}, next);
                   });
  return listing;
}

void OutboxListing::print_table(Output& out) const {
  if (lines_.empty()) return out.write("the outbox is empty\n");
  out.write(fmt::format("{:<10} {:<8} {:<16} {:>3} {:>6} {:>6} {:>7} {:>6} {}\n", "sequence",
                        "stat", "from (UTC)", "for", "publ.", "withh.", "no data", "bytes",
                        "state"));
  for (const Line& line : lines_) {
    if (const auto* sound = std::get_if<Sound>(&line)) {
      out.write(fmt::format("{:<10} {:<8} {} {:>3} {:>6} {:>6} {:>7} {:>6} sound\n",
                            sound->name.sequence, to_text(sound->name.statistic),
                            minute(sound->window.from), length(sound->window), sound->rows[0],
                            sound->rows[1], sound->rows[2], short_bytes(sound->bytes)));
    } else if (const auto* damaged = std::get_if<Damaged>(&line)) {
      out.write(fmt::format("{:<10} {:<8} {} {:<33}damaged\n", damaged->name.sequence,
                            to_text(damaged->name.statistic), minute(damaged->name.from), ""));
    } else {
      const auto& gap = std::get<SequenceGap>(line);
      out.write(
          fmt::format("{:<70}{}\n", numbers(gap),
                      gap.why == SequenceGap::Why::quarantined ? "quarantine" : to_text(gap.why)));
    }
  }
}

void OutboxListing::print_json(Output& out) const {
  for (const Line& line : lines_) {
    Json json;
    if (const auto* sound = std::get_if<Sound>(&line)) {
      json = {{"sequence", sound->name.sequence},
              {"stat", to_text(sound->name.statistic)},
              {"from", utc_seconds(sound->window.from)},
              {"to", utc_seconds(sound->window.to)},
              {"published", sound->rows[0]},
              {"withheld", sound->rows[1]},
              {"no_data", sound->rows[2]},
              {"bytes", sound->bytes},
              {"state", "sound"},
              {"file", to_text(sound->name)}};
    } else if (const auto* damaged = std::get_if<Damaged>(&line)) {
      json = {{"sequence", damaged->name.sequence},
              {"state", "damaged"},
              {"file", to_text(damaged->name)},
              {"reason", damaged->reason}};
    } else {
      const auto& gap = std::get<SequenceGap>(line);
      json = {{"first", gap.first}, {"last", gap.last}, {"state", to_text(gap.why)}};
    }
    out.write(json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  }
}

}  // namespace celltally
