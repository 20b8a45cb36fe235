#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "anonymise/anonymiser.hpp"
#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"
#include "simulate/node_address.hpp"
#include "simulate/octets.hpp"
#include "tests/anonymise/probe.hpp"

namespace celltally::test {

// One message of a protocol as its transport delivers it, to be read by the protocol's decoder.
struct WireMessage {
  using Decode = bool (*)(const Datagram& pdu, MessageBurst& burst) noexcept;

  std::int64_t second = 0;
  Decode decode = nullptr;
  NodeAddress source;
  NodeAddress destination;
  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  Octets octets;
};

// An Anonymiser behind the product's decoders: from octets to events.
class WireProbe {
 public:
  explicit WireProbe(const Anonymiser::Limits& limits = kSmallLimits)
      : anonymiser_(key_of(7), limits) {}

  // No event where the decoder finds no message.
  std::vector<SignallingEvent> see(WireMessage message) {
    burst_->clear();
    message.decode({.source = IpAddress::of(message.source.octets()),
                    .destination = IpAddress::of(message.destination.octets()),
                    .source_port = message.source_port,
                    .destination_port = message.destination_port,
                    .payload = message.octets},
                   *burst_);
    for (std::size_t i = 0; i < burst_->size(); ++i) {
      (*burst_)[i].at = Timestamp::from_seconds(message.second);
    }
    std::vector<SignallingEvent> events(burst_->size());
    anonymiser_.anonymise(*burst_, events);
    const auto revisions = anonymiser_.revisions().all();
    revisions_.assign(revisions.begin(), revisions.end());
    return events;
  }

  // Of the last see().
  const std::vector<SignallingEvent>& revisions() const { return revisions_; }

  const Anonymiser::Counters& counters() const { return anonymiser_.counters(); }

 private:
  Anonymiser anonymiser_;
  std::unique_ptr<MessageBurst> burst_ = std::make_unique<MessageBurst>();
  std::vector<SignallingEvent> revisions_;
};

}  // namespace celltally::test
