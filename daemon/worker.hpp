#pragma once

#include <array>
#include <cstdint>
#include <functional>

#include "aggregate/calendar.hpp"
#include "anonymise/anonymiser.hpp"
#include "capture/packet_source.hpp"
#include "daemon/epoch_start.hpp"
#include "daemon/event_feed.hpp"
#include "decode/decoder.hpp"

namespace celltally {

// One capture core: the loop from packets to events without identifiers, and the epochs that they
// are tagged in. Packets may bear any time; those before Calendar::kEarliest or after kLatest,
// which no clock is right with, count as of that moment.
class Worker {
 public:
  // Gives the key of a new epoch: of the first one too, which may be that of the anonymiser. `day`
  // is the epoch's, 04:00 to 04:00; `now` is in it.
  using KeySource = std::function<EpochStart(Window day, Timestamp now)>;

  // Borrows everything but the calendar; all of it must outlive the worker.
  Worker(PacketSource& source, Decoder& decoder, Anonymiser& anonymiser, Calendar calendar,
         KeySource new_key, EventFeed& feed);

  // One burst of packets. False when the source is finished and nothing was polled.
  bool step();

  // Live, between two steps: it is `now`, though no packet says so. Closes what is due by then.
  void tick(Timestamp now);

  // In the packets' own time, after a step that gave nothing.
  void rest() { feed_.rest(); }

  // Closes what is still open. After the last step().
  void finish() { feed_.finish(); }

  // Live: the clock was set for the `steps`th time. Closes what is open, and begins an epoch of its
  // own at the next packet or tick(), in which time may be earlier than it was.
  void begin_anew(std::uint64_t steps);

  std::uint64_t packets() const noexcept { return packets_; }
  Timestamp first_packet() const noexcept { return first_; }
  Timestamp clock() const noexcept { return clock_; }

 private:
  void advance(Timestamp at);
  void forget_time() noexcept;
  void flush();

  PacketSource& source_;
  Decoder& decoder_;
  Anonymiser& anonymiser_;
  Calendar calendar_;
  KeySource new_key_;
  EventFeed& feed_;
  std::array<Packet, 32> room_;
  MessageBurst burst_;
  std::array<SignallingEvent, MessageBurst::kMessagesMax> events_;
  std::uint64_t packets_ = 0;
  Timestamp first_;
  Timestamp clock_;
  Timestamp day_end_;  // of the epoch
  Timestamp due_;      // when there is something to do before a packet: before the first, always
};

}  // namespace celltally
