#include "capture/idle_backoff.hpp"

#include <time.h>

#include <algorithm>

namespace celltally {

namespace {

constexpr std::uint64_t kTenGigabit = 14'880'952;
constexpr std::uint32_t kPausesAtOnce = 16;

std::int64_t sleep_bound_ns(std::uint64_t ring_packets, std::uint64_t rate) noexcept {
  constexpr std::uint64_t kRingMost = 1'000'000;  // keeps the product in range
  const std::uint64_t half = std::min(ring_packets, kRingMost) / 2;
  const auto bound = static_cast<std::int64_t>(half * 1'000'000'000 / rate);
  if (bound < IdleBackoff::kSleepLeastNs) return 0;
  return std::min(bound, IdleBackoff::kSleepMostNs);
}

void pause_processor() noexcept {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

}  // namespace

IdleBackoff::IdleBackoff(std::uint64_t ring_packets, std::uint64_t packets_per_second_max) noexcept
    : most_ns_(sleep_bound_ns(
          ring_packets, packets_per_second_max == 0 ? kTenGigabit : packets_per_second_max)) {}

IdleBackoff::Rest IdleBackoff::after(std::size_t packets) noexcept {
  if (packets > 0) {
    empty_ = 0;
    sleep_ns_ = kSleepLeastNs;
    return {};
  }
  if (empty_ < kSpins + kPauses) {
    return {.kind = ++empty_ <= kSpins ? Rest::Kind::none : Rest::Kind::pause};
  }
  if (most_ns_ == 0) return {.kind = Rest::Kind::pause};
  const Rest rest{.kind = Rest::Kind::sleep, .sleep_ns = std::min(sleep_ns_, most_ns_)};
  sleep_ns_ = std::min(2 * sleep_ns_, most_ns_);
  return rest;
}

void take(const IdleBackoff::Rest& rest) noexcept {
  using Kind = IdleBackoff::Rest::Kind;
  if (rest.kind == Kind::pause) {
    for (std::uint32_t i = 0; i < kPausesAtOnce; ++i) pause_processor();
  } else if (rest.kind == Kind::sleep) {
    const timespec time{.tv_sec = 0, .tv_nsec = rest.sleep_ns};
    nanosleep(&time, nullptr);
  }
}

}  // namespace celltally
