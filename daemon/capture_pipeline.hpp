#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "daemon/capture_port.hpp"
#include "daemon/capture_settings.hpp"
#include "daemon/capture_thread.hpp"
#include "daemon/capture_totals.hpp"
#include "daemon/inline_shard.hpp"
#include "daemon/ring_feed.hpp"
#include "daemon/shard_thread.hpp"
#include "daemon/window_merge.hpp"

namespace celltally {

// All threads between the ports and the closed windows: workers, each with its queues; shards, each
// with the people it owns; a ring from every worker to every shard. One worker and one shard are a
// single thread without a ring. The control thread uses it, and meets the others in two places
// only: closed windows are put into a list, and totals are copied.
class CapturePipeline {
 public:
  // Takes all memory, which may take seconds. `keys`: the first epoch's, one for each worker.
  // `wake` is called from other threads when there is something for the control thread: windows, or
  // an end. Throws std::bad_alloc.
  CapturePipeline(const CaptureSettings& settings, const Calendar& calendar,
                  std::vector<EpochKey> keys, std::function<void()> wake,
                  const LiveClock::Source& clock = LiveClock::of_system);
  ~CapturePipeline();

  // Once. The ports must outlive this, and be left alone until stop() returned. What is not as
  // asked for, though it works: a line each.
  std::vector<std::string> start(const std::vector<std::unique_ptr<CapturePort>>& ports);
  // From the next epoch on.
  void replace_machines(std::shared_ptr<const MachineRules> machines) {
    epochs_.replace_machines(std::move(machines));
  }
  // From the next day on.
  void replace_basis(std::shared_ptr<const CountingBasis> basis) {
    bases_->replace(std::move(basis));
  }
  // As SharedEpochs::replace_lists().
  bool replace_lists(std::shared_ptr<const SubscriberLists> lists) {
    return epochs_.replace_lists(std::move(lists));
  }
  // Polls what still waits in the ports, closes the open windows, ends. Idempotent.
  void stop();

  // Those that closed since the last call, in the order of closing.
  std::vector<EpochWindow> take_windows();
  CaptureTotals totals() const;
  // Every thread that has not ended has moved since the last call.
  bool moved();
  // A worker ended: at the end of all files when all have; else by a failure. stop() does the rest.
  bool finished() const noexcept;
  // Why a thread ended by itself; "" when none did.
  std::string failure() const;

 private:
  void make_one_thread(std::vector<EpochKey> keys, const Calendar& calendar,
                       const LiveClock::Source& clock);
  void make_threads(std::vector<EpochKey> keys, const Calendar& calendar,
                    const LiveClock::Source& clock);
  void share_out(const std::vector<std::unique_ptr<CapturePort>>& ports);
  std::optional<std::uint32_t> core(std::size_t thread) const;
  void put(EpochWindow window);

  CaptureSettings settings_;
  std::function<void()> wake_;
  SharedEpochs epochs_;
  std::shared_ptr<CountingBases> bases_;
  std::vector<std::unique_ptr<SharedPort>> ports_;

  std::unique_ptr<Shard> own_shard_;  // of the one thread
  std::vector<std::unique_ptr<ShardThread>> shards_;
  std::vector<std::unique_ptr<EventFeed>> feeds_;
  std::vector<std::unique_ptr<CaptureThread>> workers_;
  std::vector<std::uint64_t> last_steps_;

  mutable std::mutex meeting_;  // guards the rest
  WindowMerge closed_;
  std::uint64_t windows_ = 0;
  ShardTotals own_totals_;
};

}  // namespace celltally
