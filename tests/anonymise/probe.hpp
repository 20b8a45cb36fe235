#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "anonymise/anonymiser.hpp"
#include "decode/message_burst.hpp"
#include "tests/anonymise/message_spec.hpp"

namespace celltally::test {

inline EpochKey key_of(std::uint8_t octet) {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(octet);
  return EpochKey::from_bytes_for_test(bytes).value();
}

inline constexpr Anonymiser::Limits kSmallLimits{.sessions_max = 1u << 12,
                                                 .transactions_max = 1u << 14};

// An Anonymiser that is told messages in a test's words. Messages without a sequence number of
// their own get a new one, so that they are nobody's copies.
class Probe {
 public:
  explicit Probe(const Anonymiser::Limits& limits = kSmallLimits)
      : anonymiser_(key_of(7), limits) {}

  // All in one burst; at most MessageBurst::kMessagesMax.
  std::vector<SignallingEvent> see(const std::vector<MessageSpec>& specs) {
    MessageMaker maker;
    MessageBurst burst;
    for (MessageSpec spec : specs) {
      if (spec.sequence == 0) spec.sequence = ++sequence_;
      maker.add(spec, burst);
    }
    std::vector<SignallingEvent> events(specs.size());
    anonymiser_.anonymise(burst, events);
    const auto revisions = anonymiser_.revisions().all();
    revisions_.assign(revisions.begin(), revisions.end());
    return events;
  }
  SignallingEvent see(const MessageSpec& spec) { return see(std::vector{spec}).front(); }

  // Of the last see().
  const std::vector<SignallingEvent>& revisions() const { return revisions_; }

  const Anonymiser::Counters& counters() const { return anonymiser_.counters(); }
  Anonymiser& anonymiser() { return anonymiser_; }

 private:
  Anonymiser anonymiser_;
  std::vector<SignallingEvent> revisions_;
  std::uint32_t sequence_ = 0x10000;
};

}  // namespace celltally::test
