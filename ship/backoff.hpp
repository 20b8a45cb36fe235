#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "ship/delivery_settings.hpp"

namespace celltally {

// A number from 0 to 2^32 - 1, each as likely. Tests give their own.
using RandomSource = std::function<std::uint32_t()>;

// How long to wait after the next failure: doubles up to a limit, give or take the jitter, which
// keeps a thousand probes from coming back in the same second. Never more than wait_most.
class Backoff {
 public:
  Backoff(const DeliverySettings& settings, RandomSource random);

  std::chrono::nanoseconds next();
  void reset() noexcept { doublings_ = 0; }

 private:
  DeliverySettings settings_;
  RandomSource random_;
  std::uint32_t doublings_ = 0;
};

}  // namespace celltally
