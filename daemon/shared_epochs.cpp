#include "daemon/shared_epochs.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace celltally {
namespace {

constexpr Timestamp kNowhere{std::numeric_limits<std::int64_t>::min()};

Timestamp whole_seconds(Timestamp at) noexcept {
  return Timestamp::from_seconds(at.seconds());
}

}  // namespace

SharedEpochs::SharedEpochs(std::size_t workers, Timestamp now,
                           std::shared_ptr<const MachineRules> machines,
                           std::shared_ptr<const SubscriberLists> lists)
    : workers_(workers, Name{0, kNowhere}),
      latest_(whole_seconds(now)),
      machines_(std::move(machines)),
      lists_(std::move(lists)),
      lists_in_force_(lists_) {}

void SharedEpochs::replace_machines(std::shared_ptr<const MachineRules> machines) {
  const std::scoped_lock lock{mutex_};
  machines_ = std::move(machines);
}

bool SharedEpochs::replace_lists(std::shared_ptr<const SubscriberLists> lists) {
  const std::scoped_lock lock{mutex_};
  const bool follows =
      lists != nullptr && lists_in_force_ != nullptr && lists->can_follow(*lists_in_force_);
  lists_ = std::move(lists);
  lists_edition_.fetch_add(1, std::memory_order_release);
  return follows;
}

std::shared_ptr<const SubscriberLists> SharedEpochs::lists() const {
  const std::scoped_lock lock{mutex_};
  return lists_;
}

EpochStart SharedEpochs::enter(std::size_t worker, Window day, Timestamp now) {
  const std::scoped_lock lock{mutex_};
  const Name name{workers_[worker].steps, day.from};
  Epoch& epoch = find_or_make(name, now);
  EpochStart start{.key = std::exchange(epoch.keys[worker], std::nullopt),
                   .born = epoch.born,
                   .machines = epoch.machines,
                   .lists = epoch.lists};
  workers_[worker] = name;
  forget_passed();
  return start;
}

std::uint64_t SharedEpochs::clock_was_set(std::uint64_t known) noexcept {
  std::uint64_t steps = known;
  if (steps_.compare_exchange_strong(steps, known + 1)) return known + 1;
  return steps;  // another worker saw it first
}

void SharedEpochs::begin_anew(std::size_t worker, std::uint64_t steps) {
  const std::scoped_lock lock{mutex_};
  workers_[worker] = {steps, kNowhere};
}

Timestamp SharedEpochs::latest() const {
  const std::scoped_lock lock{mutex_};
  return latest_;
}

// Two epochs never share the time of their birth, whatever the clock does: it is their name in what
// leaves the probe.
SharedEpochs::Epoch& SharedEpochs::find_or_make(Name name, Timestamp now) {
  const auto found = std::find_if(epochs_.begin(), epochs_.end(),
                                  [name](const Epoch& epoch) { return epoch.name == name; });
  if (found != epochs_.end()) return *found;
  Epoch epoch{.name = name, .born = latest_, .machines = machines_, .lists = lists_, .keys = {}};
  epoch.keys.resize(workers_.size());
  lists_in_force_ = lists_;
  if (std::exchange(begun_, true)) {
    auto keys = EpochKey::generate(workers_.size());
    if (!keys) throw std::runtime_error{keys.error()};
    std::move(keys->begin(), keys->end(), epoch.keys.begin());
    latest_ = epoch.born =
        std::max(whole_seconds(now), Timestamp::from_seconds(latest_.seconds() + 1));
  }
  return epochs_.emplace_back(std::move(epoch));
}

void SharedEpochs::forget_passed() {
  const Name last = *std::min_element(workers_.begin(), workers_.end());
  std::erase_if(epochs_, [&](const Epoch& epoch) { return epoch.name < last; });
}

}  // namespace celltally
