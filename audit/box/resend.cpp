#include "audit/box/resend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <stdexcept>
#include <thread>

#include "audit/box/attempt.hpp"
#include "audit/box/packet_feed.hpp"
#include "audit/box/private_site.hpp"
#include "audit/box/program_failed.hpp"
#include "audit/box/replica_day.hpp"
#include "audit/box/seen_numbers.hpp"
#include "audit/box/stop_request.hpp"
#include "audit/box/temporary_folder.hpp"
#include "outbox/ledger.hpp"
#include "outbox/ledger_reader.hpp"
#include "simulate/split_mix.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kCells = 40;
constexpr std::uint32_t kCrowd = 150;           // far above the threshold
constexpr std::uint32_t kKillsOnOneOutbox = 3;  // by then nearly everything was released
constexpr std::chrono::seconds kPatience{60};
using Figure = AuditCheck::Figure;
using Microseconds = std::chrono::microseconds;

struct Outcome {
  std::size_t numbers = 0;
  std::size_t most_values = 0;
  std::size_t most_releases = 0;
  std::uint64_t faults = 0;   // of ledgers
  std::uint64_t at_work = 0;  // kills after some and before all of what there was to release
  std::uint64_t kills = 0;
};

// One outbox, and everything that was ever in it.
class Target {
 public:
  Target(const std::string& folder, const std::string& capture, const BoxOptions& options,
         const ReplicaDay& day)
      : site_(folder, options) {
    site_.configure({.port = "files: ['" + capture + "']",
                     .protection = "  mode: noise\n",
                     .people_max = day.devices()},
                    day.cells());
  }

  // A life to its end; how long it worked, from when it was ready.
  Microseconds whole_life() {
    const auto probe = site_.start_probe();
    site_.wait_for_probe(*probe);
    const auto ready = std::chrono::steady_clock::now();
    const auto end = probe->wait(kPatience);
    if (!end || end->code != 0) {
      throw ProgramFailed{"the probe does not end well: " + probe->last_words()};
    }
    look();
    return std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now() - ready);
  }

  // Killed so long after it is ready, or after it was started. Whether it was at work, with some of
  // its windows released and some not.
  bool killed_life(bool once_ready, Microseconds after) {
    const std::size_t before = segments_;
    const auto probe = site_.start_probe();
    if (once_ready) site_.wait_for_probe(*probe);
    StopRequest::check();
    std::this_thread::sleep_for(after);
    const bool at_work = probe->running();
    probe->send(SIGKILL);
    probe->wait(kPatience);
    look();
    return at_work && segments_ > before;
  }

  void conclude(Outcome& outcome) const {
    outcome.numbers += seen_.numbers();
    outcome.most_values = std::max(outcome.most_values, seen_.most_values());
    const auto ledger = read_ledger(site_.outbox());
    if (!ledger) {
      ++outcome.faults;
      return;
    }
    outcome.faults += ledger_disagreements(site_.outbox(), *ledger).size();
    outcome.most_releases = std::max(outcome.most_releases, most_releases(ledger->entries));
  }

 private:
  void look() {
    const auto segments = site_.segments();
    segments_ = segments.size();
    seen_.add(segments);
  }

  PrivateSite site_;
  SeenNumbers seen_;
  std::size_t segments_ = 0;
};

Outcome kill_again_and_again(const BoxOptions& options) {
  const TemporaryFolder folder{options.folder};
  const std::string capture = folder / "day.pcap";
  ReplicaDay day{kCells, kCrowd};
  PacketFeed feed = PacketFeed::to_file(capture);
  day.write(false,
            [&](Timestamp at, std::span<const std::uint8_t> frame) { feed.write(at, frame); });
  feed.close();
  const auto length = Target{folder / "undisturbed", capture, options, day}.whole_life();
  SplitMix random{options.seed};
  Outcome outcome;
  while (outcome.kills < options.kills) {
    options.tell(fmt::format("killed {} times of {}", outcome.kills, options.kills));
    Target target{folder / fmt::format("killed-{}", outcome.kills), capture, options, day};
    for (std::uint32_t i = 0; i < kKillsOnOneOutbox; ++i, ++outcome.kills) {
      const Microseconds after{random.between(0, length.count())};
      if (target.killed_life(i > 0, after)) ++outcome.at_work;
    }
    target.whole_life();
    target.conclude(outcome);
  }
  return outcome;
}

void judge(AuditCheck& check, const Outcome& outcome) {
  check.figures = {
      {.what = "most values that one number was told with",
       .measured = static_cast<double>(outcome.most_values),
       .bound = 1},
      {.what = "most releases of one moment in the ledger",
       .measured = static_cast<double>(outcome.most_releases),
       .bound = 1},
      {.what = "faults of ledgers", .measured = static_cast<double>(outcome.faults), .bound = 0},
      {.what = "numbers that were told",
       .measured = static_cast<double>(outcome.numbers),
       .bound = 1,
       .mark = Figure::Mark::at_least}};
  check.said =
      fmt::format("{} kills, of which {} between the first and the last release of a life.",
                  outcome.kills, outcome.at_work);
  check.judge(
      "The same was told twice: whoever has both knows more than promised. Keep the outbox "
      "and its ledger together, on one disk, and report this.");
}

}  // namespace

AuditCheck check_resend(const BoxOptions& options) {
  const AuditCheck check{
      .name = "resend",
      .attacker =
          "Somebody kills the probe, or gives it the same packets again, to be told the "
          "same numbers with other noise, and takes the mean.",
      .defence =
          "What a release costs is in the ledger, on the disk, before the release is; no "
          "moment of a statistic is released twice.",
      .said = {}};
  return attempt(check, options,
                 [&](AuditCheck& filled) { judge(filled, kill_again_and_again(options)); });
}

}  // namespace celltally
