#include "cli/replay_counting.hpp"

#include <unistd.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "capture/pcap_files.hpp"
#include "cli/interruption.hpp"
#include "cli/progress_line.hpp"
#include "cli/replay_release.hpp"
#include "cli/table_sizes.hpp"
#include "cli/terminal.hpp"
#include "daemon/config_mapping.hpp"
#include "daemon/inline_shard.hpp"
#include "daemon/worker.hpp"

namespace celltally {

namespace {

constexpr std::string_view kInterrupted =
    "\ncelltally: interrupted: nothing is printed, for counts of half a capture are wrong\n";

// Ends the replay from inside the worker; caught in main.
EpochStart next_epoch(Timestamp now) {
  auto key = EpochKey::generate();
  if (!key) throw std::runtime_error{key.error()};
  return {std::move(*key), now};
}

TableSizes table_sizes(const ReplayOptions& options, const PcapFiles& files) {
  // Without a packet there is nothing to make room for.
  const std::uint64_t octets = files.finished() ? 1 : files.bytes_total();
  TableSizes sizes = TableSizes::for_input(octets, options.people_max);
  sizes.shard.drop_test_networks = options.drop_test_networks;
  return sizes;
}

// The stages between the files and the report.
class Chain {
 public:
  Chain(PcapFiles& files, EpochKey key, const TableSizes& sizes, const MachineRules& machines,
        std::shared_ptr<const SubscriberLists> lists, Calendar calendar,
        std::shared_ptr<const CountingBasis> basis, std::function<void(ClosedWindow)> sink)
      : files_(files),
        anonymiser_(std::move(key), sizes.sessions, Anonymiser::Join::telling_messages),
        shard_(sizes.shard, calendar, std::move(basis)),
        feed_(shard_,
              [sink = std::move(sink)](EpochWindow closed) { sink(std::move(closed.window)); }),
        worker_(
            files, decoder_, anonymiser_, std::move(calendar),
            [this](Window, Timestamp now) { return begin_epoch(now); }, feed_) {
    decoder_.set_machine_rules(std::make_shared<const MachineRules>(machines));
    anonymiser_.use_lists(std::move(lists));
  }

  void run(ProgressLine& progress) {
    while (worker_.step()) {
      if (progress.due()) {
        progress.show(files_.bytes_read(), files_.bytes_total(), worker_.packets());
      }
    }
    worker_.finish();
  }

  void describe(ReplaySummary& summary) const {
    summary.packets = worker_.packets();
    summary.first = worker_.first_packet();
    summary.last = worker_.clock();
    summary.decoded = decoder_.counters();
    summary.reassembly = decoder_.reassembly();
    summary.sessions = anonymiser_.counters();
    summary.counted = shard_.counters();
  }

 private:
  // The first epoch has the key that everything was made with.
  EpochStart begin_epoch(Timestamp now) {
    return std::exchange(begun_, true) ? next_epoch(now) : EpochStart{std::nullopt, now};
  }

  PcapFiles& files_;
  Decoder decoder_;
  Anonymiser anonymiser_;
  Shard shard_;
  InlineShard feed_;
  Worker worker_;
  bool begun_ = false;
};

void describe_files(const PcapFiles& files, ReplaySummary& summary) {
  for (const CaptureProblem& problem : files.problems())
    summary.problems.push_back(to_text(problem));
  for (const CaptureProblem& note : files.notes()) summary.notes.push_back(to_text(note));
  summary.backward_steps = files.backward_steps();
}

// A cell of a day has one row of each class of visitors. REQUIRES: the report is sorted.
std::uint64_t cells_most_in_a_day(const Report& report) {
  std::vector<std::uint64_t> cells(report.windows() + 1);
  const ReportRow* before = nullptr;
  for (const ReportRow& row : report.rows()) {
    if (row.statistic != Statistic::visitors || row.state == ReleaseState::no_data) continue;
    if (report.noise(row.noise).rest_of > 0) continue;
    const bool same = before && before->place == row.place && before->window == row.window;
    if (!same) ++cells[row.window];
    before = &row;
  }
  return *std::max_element(cells.begin(), cells.end());
}

void describe_rows(const Report& report, ReplaySummary& summary) {
  summary.cells = cells_most_in_a_day(report);
  summary.rows_published = report.count(ReleaseState::published);
  summary.rows_withheld = report.count(ReleaseState::withheld);
  summary.rows_no_data = report.count(ReleaseState::no_data);
}

}  // namespace

Result<ReplayCounting, std::string> count_captures(const ReplayOptions& options,
                                                   const CellInventory& inventory,
                                                   const MachineRules& machines,
                                                   std::shared_ptr<const SubscriberLists> lists) {
  auto calendar = Calendar::in_zone(options.timezone);
  if (!calendar) return fail(calendar.error());
  const auto links = LinkTypes::parse(options.link_types);
  if (!links) return fail(links.error());
  auto key = EpochKey::generate();
  if (!key) return fail(key.error());

  PlaceList list = place_list(inventory, options.plan.level);
  ReplayCounting counting{.report = Report{options.exact, list.names}, .summary = {}};
  ReplaySummary& summary = counting.summary;
  summary.protection = options.protection();
  summary.files = options.files.size();
  summary.key = key->protection();

  const Interruption interruption{kInterrupted};
  PcapFiles files{options.files, *links};  // may wait for a pipe
  const TableSizes sizes = table_sizes(options, files);
  counting.people_max = sizes.shard.people_max;

  ReplayRelease release{options, list, counting.report};
  Chain chain{files,
              std::move(*key),
              sizes,
              machines,
              std::move(lists),
              std::move(*calendar),
              counting_basis(inventory, options.plan, 0),
              [&release](ClosedWindow closed) { release.take(std::move(closed)); }};
  ProgressLine progress{options.progress, Terminal::of(STDERR_FILENO)};
  chain.run(progress);
  summary.people = release.people();
  chain.describe(summary);
  describe_files(files, summary);
  counting.report.sort();
  describe_rows(counting.report, summary);
  return counting;
}

}  // namespace celltally
