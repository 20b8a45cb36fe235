#pragma once

#include <atomic>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "daemon/epoch_start.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// The epochs that all workers of a probe are in together, so that one person has one tag whichever
// worker sees them. Each worker enters an epoch when its own clock gets there; the first makes its
// key, in as many copies as there are workers. A copy that waits dies when no worker can want it
// any more. Any thread; a lock is taken when a worker enters, not otherwise.
class SharedEpochs {
 public:
  // The first epoch's keys are with the workers already; it was born at `now`.
  SharedEpochs(std::size_t workers, Timestamp now, std::shared_ptr<const MachineRules> machines,
               std::shared_ptr<const SubscriberLists> lists);

  // Rules and lists for the epochs that nobody has entered yet: all of an epoch is counted by the
  // same.
  void replace_machines(std::shared_ptr<const MachineRules> machines);
  // True: those who have opted out since the lists of this epoch are left out of it, too.
  bool replace_lists(std::shared_ptr<const SubscriberLists> lists);

  // How many times the lists were replaced: a worker that finds it changed leaves out whom lists()
  // say.
  std::uint64_t lists_edition() const noexcept {
    return lists_edition_.load(std::memory_order_acquire);
  }
  std::shared_ptr<const SubscriberLists> lists() const;

  // The worker's clock got into `day`; it is `now`. Throws std::runtime_error when no key can be
  // had.
  EpochStart enter(std::size_t worker, Window day, Timestamp now);

  // How many times the clock was set, as all workers know. To be read before a look at the clock:
  // who then sees time jump has seen the same setting of it.
  std::uint64_t clock_steps() const noexcept { return steps_.load(std::memory_order_acquire); }

  // A worker that knew of `known` settings of the clock found it set: how many there are now.
  std::uint64_t clock_was_set(std::uint64_t known) noexcept;

  // The worker is past that many of them; its next epoch is another, though the day be the same.
  void begin_anew(std::size_t worker, std::uint64_t steps);

  // When the latest key was born.
  Timestamp latest() const;

 private:
  // Ordered as workers pass them.
  struct Name {
    std::uint64_t steps = 0;
    Timestamp day{};
    friend auto operator<=>(const Name&, const Name&) = default;
  };
  struct Epoch {
    Name name;
    Timestamp born;
    std::shared_ptr<const MachineRules> machines;
    std::shared_ptr<const SubscriberLists> lists;
    std::vector<std::optional<EpochKey>> keys;  // a copy for each worker that is not there yet
  };

  Epoch& find_or_make(Name name, Timestamp now);
  void forget_passed();

  std::atomic<std::uint64_t> steps_{0};
  std::atomic<std::uint64_t> lists_edition_{1};
  mutable std::mutex mutex_;   // guards the rest
  std::vector<Name> workers_;  // where each is
  std::vector<Epoch> epochs_;
  bool begun_ = false;  // somebody has entered the first epoch
  Timestamp latest_;
  std::shared_ptr<const MachineRules> machines_;
  std::shared_ptr<const SubscriberLists> lists_;
  std::shared_ptr<const SubscriberLists> lists_in_force_;  // in the last epoch
};

}  // namespace celltally
