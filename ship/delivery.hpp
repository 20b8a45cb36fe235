#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace celltally {

// How the attempt to deliver one segment ended.
struct Delivery {
  enum class Outcome : std::uint8_t {
    accepted,   // the sink has it, durably
    try_again,  // the world failed, or the operator has something to mend: the segment waits
    refused,    // the sink will never take this segment: its content is at fault
  };

  Outcome outcome = Outcome::accepted;
  std::string reason;  // one line, empty when accepted
  // What the sink itself asked for; the schedule bounds it.
  std::optional<std::chrono::seconds> retry_after{};

  static Delivery accepted() { return {}; }
  static Delivery try_again(std::string reason,
                            std::optional<std::chrono::seconds> retry_after = std::nullopt) {
    return {Outcome::try_again, std::move(reason), retry_after};
  }
  static Delivery refused(std::string reason) {
    return {Outcome::refused, std::move(reason), std::nullopt};
  }

  bool ok() const noexcept { return outcome == Outcome::accepted; }
};

}  // namespace celltally
