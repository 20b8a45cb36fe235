#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "aggregate/shard.hpp"
#include "anonymise/anonymiser.hpp"
#include "capture/packet_source.hpp"
#include "decode/decoder.hpp"

namespace celltally {

// One capture core: the loop from packets to closed windows, run to completion with one shard.
// Packets may bear any time; those before Calendar::kEarliest or after kLatest, which no clock is
// right with, count as of that moment.
class Worker {
 public:
  // Called between two bursts with each window that closes; may take its time in replay.
  using WindowSink = std::function<void(ClosedWindow)>;
  // Gives the key of a new epoch, once for each that begins after the first.
  using KeySource = std::function<EpochKey()>;

  // Borrows everything; all of it must outlive the worker.
  Worker(PacketSource& source, Decoder& decoder, Anonymiser& anonymiser, Shard& shard,
         KeySource new_key, WindowSink on_closed);

  // One burst of packets. False when the source is finished and nothing was polled.
  bool step();

  // Live, between two steps: it is `now`, though no packet says so. Closes what is due by then.
  void tick(Timestamp now);

  // Closes what is still open. After the last step(), or before begin_anew().
  void finish();

  // Live: the clock was set. After finish(); forgets everybody and begins an epoch of its own, in
  // which time may be earlier than it was.
  void begin_anew();

  std::uint64_t packets() const noexcept { return packets_; }
  Timestamp first_packet() const noexcept { return first_; }
  Timestamp clock() const noexcept { return clock_; }

 private:
  void close_due(Timestamp at);
  void begin_epoch();
  void flush();

  PacketSource& source_;
  Decoder& decoder_;
  Anonymiser& anonymiser_;
  Shard& shard_;
  KeySource new_key_;
  WindowSink on_closed_;
  std::array<Packet, 32> room_;
  MessageBurst burst_;
  std::array<SignallingEvent, MessageBurst::kMessagesMax> events_;
  std::uint64_t packets_ = 0;
  Timestamp first_;
  Timestamp clock_;
  Timestamp due_;  // when the next window closes; before the first packet, always
};

}  // namespace celltally
