#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"
#include "tests/decode/message_text.hpp"

namespace celltally {

// What a decoder gives for octets sent from 192.0.2.11 to 192.0.2.22. They are copied to a heap
// buffer of exactly their size, so that the address sanitizer sees every octet read beyond it; the
// messages borrow that buffer. One type for each decoder says with which ports, and calls it.
struct DecodedMessage {
  static constexpr std::array<std::uint8_t, 4> kSource{192, 0, 2, 11};
  static constexpr std::array<std::uint8_t, 4> kDestination{192, 0, 2, 22};

  struct Sent {
    std::uint16_t source_port = 40000;
    std::uint16_t destination_port = 0;
    bool back = false;  // from the destination to the source
    bool cut = false;   // the capture does not have all of it
  };

  DecodedMessage(std::span<const std::uint8_t> octets, const Sent& sent)
      : payload(std::make_unique<std::uint8_t[]>(octets.size())) {
    std::copy(octets.begin(), octets.end(), payload.get());
    datagram.source = IpAddress::of(kSource);
    datagram.destination = IpAddress::of(kDestination);
    datagram.source_port = sent.source_port;
    datagram.destination_port = sent.destination_port;
    if (sent.back) {
      std::swap(datagram.source, datagram.destination);
      std::swap(datagram.source_port, datagram.destination_port);
    }
    datagram.payload = {payload.get(), octets.size()};
    datagram.cut = sent.cut;
  }

  // Gives what `decode(datagram, burst)` gives.
  template <typename Decode>
  auto decode_with(Decode decode) {
    static const auto burst = std::make_unique<MessageBurst>();  // made once, for it is large
    burst->clear();
    const auto read = decode(datagram, *burst);
    messages = burst->size();
    all.assign(burst->messages().begin(), burst->messages().end());
    for (const SignallingMessage& each : burst->messages()) {
      const auto of_message = burst->temporary_ids(each);
      all_ids.emplace_back(of_message.begin(), of_message.end());
    }
    if (messages != 0) {
      message = all.front();
      ids = all_ids.front();
    }
    return read;
  }

  // "enb_ue given, mme_ue": by what the first message names the device.
  std::string named() const { return text_of(ids); }

  // Everything that the messages hold, wherever the bytes are.
  auto whole() const {
    std::vector<decltype(celltally::whole_of(message, ids))> whole;
    for (std::size_t i = 0; i < all.size(); ++i) whole.push_back(whole_of(all[i], all_ids[i]));
    return whole;
  }

  std::unique_ptr<std::uint8_t[]> payload;
  Datagram datagram;
  std::size_t messages = 0;
  SignallingMessage message;     // the first; empty when there is none
  std::vector<TemporaryId> ids;  // its
  std::vector<SignallingMessage> all;
  std::vector<std::vector<TemporaryId>> all_ids;
};

}  // namespace celltally
