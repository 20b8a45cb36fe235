#include "audit/box/neighbouring.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "audit/box/attempt.hpp"
#include "audit/box/packet_feed.hpp"
#include "audit/box/private_site.hpp"
#include "audit/box/program_failed.hpp"
#include "audit/box/replica_day.hpp"
#include "audit/box/temporary_folder.hpp"

namespace celltally {
namespace {

constexpr double kCrowd =
    3;  // widths of the noise: so nearly every number is high enough to be told
constexpr double kCap = ReplicaDay::kHours;
constexpr double kRoom = 0.01;                     // privacy reference, section 3, row 2
constexpr double kBelowNone = 0.002;               // what is lost of the noise's width below none
constexpr double kFar = 3.5;                       // widths of sampling: once in some thousand runs
constexpr std::uint32_t kDevicesMost = 1'100'000;  // of all crowds: wide noise asks for large ones
constexpr std::chrono::seconds kPatience{120};

std::uint32_t crowd_of(const BoxOptions& options) {
  return static_cast<std::uint32_t>(std::lround(kCrowd * options.presence_sigma));
}

// What was told of one day: the attacker's statistic of each replica, its log-likelihood ratio.
struct Told {
  std::vector<double> ratios;
  std::uint64_t numbers = 0;
  double squares = 0;  // of how far each number is from the crowd's

  double mean() const {
    double sum = 0;
    for (const double each : ratios) sum += each;
    return sum / static_cast<double>(ratios.size());
  }
  double variance() const {
    const double middle = mean();
    double sum = 0;
    for (const double each : ratios) sum += (each - middle) * (each - middle);
    return sum / static_cast<double>(ratios.size() - 1);
  }
};

// Of what was told of the two days, cell by cell: they have nothing in common but the crowd.
double correlation(const Told& with, const Told& without) {
  const double middle = with.mean(), other_middle = without.mean();
  double products = 0;
  for (std::size_t i = 0; i < with.ratios.size(); ++i) {
    products += (with.ratios[i] - middle) * (without.ratios[i] - other_middle);
  }
  const double squares =
      static_cast<double>(with.ratios.size() - 1) * std::sqrt(with.variance() * without.variance());
  return squares > 0 ? products / squares : 1;
}

void run_probe(const PrivateSite& site, ReplicaDay& day, bool with_targets) {
  std::unique_ptr<ChildProcess> probe;
  PacketFeed feed =
      PacketFeed::to_pipe(site / "packets", [&] { return !probe || probe->running(); });
  feed.flush();
  probe = site.start_probe();
  try {
    day.write(with_targets,
              [&](Timestamp at, std::span<const std::uint8_t> frame) { feed.write(at, frame); });
    feed.close();
  } catch (const ProgramFailed& error) {
    throw ProgramFailed{std::string{error.what()} + ": " + probe->last_words()};
  }
  const auto end = probe->wait(kPatience);
  if (!end || end->code != 0) {
    throw ProgramFailed{"the probe does not end well: " + probe->last_words()};
  }
}

// Of noise N and a crowd K, log p(v | K + 1) / p(v | K) = ((v - K) - 1/2) / sigma^2. A number that
// is not told is one below the threshold: none.
Told read_told(const PrivateSite& site, const ReplicaDay& day, const BoxOptions& options) {
  Told told;
  const std::uint32_t replicas = options.replicas;
  const double variance = options.presence_sigma * options.presence_sigma;
  const double crowd = crowd_of(options);
  const double none = crowd * crowd;
  told.squares = none * ReplicaDay::kHours * replicas;
  told.ratios.assign(replicas, -ReplicaDay::kHours * (crowd + 0.5) / variance);
  for (const Segment& segment : site.segments()) {
    if (segment.header.statistic != Statistic::presence) continue;
    for (const SegmentRow& row : segment.rows) {
      const auto cell = place_from_text(row.place);
      if (!cell || !day.is_replica(*cell) || !row.value || row.noise.rest_of != 0) continue;
      const auto value = static_cast<double>(*row.value);
      told.ratios[day.replica_of(*cell)] += value / variance;
      told.squares += (value - crowd) * (value - crowd) - none;
      ++told.numbers;
    }
  }
  return told;
}

Told count_day(const BoxOptions& options, const TemporaryFolder& folder, ReplicaDay& day,
               bool with_targets) {
  options.tell(with_targets ? "the day with the targets" : "the day without");
  const PrivateSite site{folder / (with_targets ? "with" : "without"), options};
  site.configure({.port = "files: ['" + (site / "packets") + "']",
                  .protection = std::string{} +
                                "  mode: noise\n  statistics: [presence]\n  start_above: 0\n"
                                "  near_below: 0\n  families:\n    - statistic: presence\n"
                                "      threshold: 1\n" +
                                fmt::format("      scale: {:.1f}\n", options.presence_sigma),
                  .people_max = day.devices(),
                  .cells_max = options.replicas + 1},
                 day.cells());
  run_probe(site, day, with_targets);
  return read_told(site, day, options);
}

AuditCheck::Plot plot_of(const Told& with, const Told& without) {
  constexpr int kBins = 40;
  const double middle = (with.mean() + without.mean()) / 2;
  const double width = std::max(std::sqrt(without.variance()), 1e-6) * 8 / kBins;
  AuditCheck::Plot plot{.title = "One device more or less, seen from outside",
                        .x_label = "log-likelihood ratio of a day in a cell",
                        .y_label = "cells",
                        .series = {}};
  for (const Told* const told : {&without, &with}) {
    AuditCheck::Series series{.name = told == &with ? "with" : "without", .x = {}, .y = {}};
    for (int bin = 0; bin < kBins; ++bin) {
      series.x.push_back(middle + (bin + 0.5 - kBins / 2.0) * width);
    }
    series.y.assign(kBins, 0);
    for (const double ratio : told->ratios) {
      const double bin = std::floor((ratio - middle) / width + kBins / 2.0);
      if (bin >= 0 && bin < kBins) series.y[static_cast<std::size_t>(bin)] += 1;
    }
    plot.series.push_back(std::move(series));
  }
  return plot;
}

void judge(AuditCheck& check, const Told& with, const Told& without, const BoxOptions& options) {
  const double replicas = options.replicas;
  const double sigma = options.presence_sigma;
  constexpr double kWithoutNoise = 1e6;
  const double promised = std::sqrt(kCap) / sigma;
  const double width = std::sqrt((with.variance() + without.variance()) / 2);
  const double apart = with.mean() - without.mean();
  const double measured = std::min(kWithoutNoise, width > 0 ? apart / width : kWithoutNoise);
  const double sampling = kFar * std::sqrt(2 / replicas);
  const auto numbers = static_cast<double>(with.numbers + without.numbers);
  const double of_all = 2 * replicas * ReplicaDay::kHours;
  check.figures = {{.what = "mu of a device's day, from what was told",
                    .measured = measured,
                    .bound = promised + kRoom + sampling},
                   {.what = "widths of the noise of the promised ones, without the target",
                    .measured = std::sqrt(2 * without.squares / of_all) / sigma,
                    .bound = 1 - kBelowNone - kFar / std::sqrt(of_all),
                    .mark = AuditCheck::Figure::Mark::at_least},
                   {.what = "correlation of the noise of both days",
                    .measured = std::abs(correlation(with, without)),
                    .bound = kFar / std::sqrt(replicas)},
                   {.what = "numbers that were told",
                    .measured = numbers,
                    .bound = 0.99 * of_all,
                    .mark = AuditCheck::Figure::Mark::at_least}};
  check.plots = {plot_of(with, without)};
  check.said = fmt::format(
      "Promised is {:.3f}; the mark adds {:.2f} and {:.3f} for {:.0f} cells drawn twice ({} "
      "widths). Noise of {:.0f} as configured; thresholds were put to 1, so that the attacker sees "
      "every number.",
      promised, kRoom, sampling, replicas, kFar, sigma);
}

}  // namespace

AuditCheck check_neighbouring(const BoxOptions& options) {
  const AuditCheck check{.name = "neighbouring",
                         .attacker =
                             "Somebody who knows everybody in a cell but one, or brought them "
                             "there, reads all that is told of a day to learn of that one.",
                         .defence =
                             "Each number has noise of its own, and one device is in no more "
                             "numbers of a day than that is made for.",
                         .said = {}};
  return attempt(check, options, [&](AuditCheck& filled) {
    const TemporaryFolder folder{options.folder};
    BoxOptions fewer = options;
    fewer.replicas = std::min(options.replicas, kDevicesMost / (crowd_of(options) + 1));
    ReplicaDay day{fewer.replicas, crowd_of(options)};
    const Told without = count_day(fewer, folder, day, false);
    const Told with = count_day(fewer, folder, day, true);
    judge(filled, with, without, fewer);
    const bool told = filled.figures.back().holds();
    filled.judge(told ? "One device shows more than promised; publish nothing in this mode until "
                        "it is known why, and report this."
                      : "Numbers are missing that should have been told, so that the rest shows "
                        "nothing; report this.");
  });
}

}  // namespace celltally
