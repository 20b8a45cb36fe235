#include "daemon/shard_thread.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "capture/idle_backoff.hpp"

namespace celltally {
namespace {

// Passes between two copies of the totals: some tens of milliseconds under load.
constexpr std::uint64_t kPassesPerCopy = 4096;

using Rings = std::vector<std::unique_ptr<EventRing>>;

Rings make_rings(const ShardThread::Settings& settings) {
  Rings rings;
  for (std::size_t worker = 0; worker < settings.workers; ++worker) {
    rings.push_back(std::make_unique<EventRing>(settings.ring_items));
  }
  return rings;
}

std::vector<EventRing*> borrowed(const Rings& rings) {
  std::vector<EventRing*> pointers;
  for (const auto& ring : rings) pointers.push_back(ring.get());
  return pointers;
}

}  // namespace

ShardThread::ShardThread(const Settings& settings, Calendar calendar,
                         ShardMerge::WindowSink on_closed)
    : settings_(settings),
      rings_(make_rings(settings)),
      shard_(settings.counting, std::move(calendar), settings.bases),
      merge_(shard_, borrowed(rings_), std::move(on_closed)) {
  copy_totals();
}

std::string ShardThread::start(const std::string& name, std::optional<std::uint32_t> core) {
  return thread_.start(name, core, [this] { run(); });
}

ShardTotals ShardThread::totals() const {
  const std::scoped_lock lock{meeting_};
  return totals_;
}

std::string ShardThread::failure() const {
  const std::scoped_lock lock{meeting_};
  return failure_;
}

void ShardThread::run() noexcept {
  try {
    count();
  } catch (const std::exception& problem) {
    {
      const std::scoped_lock lock{meeting_};
      failure_ = problem.what();
    }
    // Workers must not wait for a shard that is no more.
    while (!merge_.discard()) take({.kind = IdleBackoff::Rest::Kind::pause});
  }
  finished_.store(true, std::memory_order_release);
}

void ShardThread::count() {
  IdleBackoff idle{settings_.ring_items, 0};
  std::uint64_t copied = 0;
  while (!merge_.finished()) {
    const std::size_t taken = merge_.step();
    const std::uint64_t steps = steps_.fetch_add(1, std::memory_order_relaxed) + 1;
    const IdleBackoff::Rest rest = idle.after(taken);
    if (steps - copied >= kPassesPerCopy || rest.kind == IdleBackoff::Rest::Kind::sleep) {
      copied = steps;
      copy_totals();
    }
    if (!settings_.spin) take(rest);
  }
  copy_totals();
}

void ShardThread::copy_totals() {
  ShardTotals totals{
      .counted = shard_.counters(), .people = shard_.people(), .cells = shard_.cells()};
  for (const auto& ring : rings_) {
    totals.ring_most_used = std::max<std::uint64_t>(totals.ring_most_used, ring->most_used());
    totals.ring_capacity = ring->capacity();
  }
  const std::scoped_lock lock{meeting_};
  totals_ = totals;
}

}  // namespace celltally
