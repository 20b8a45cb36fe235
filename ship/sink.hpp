#pragma once

#include "outbox/segment.hpp"
#include "ship/delivery.hpp"

namespace celltally {

// Where segments go. Owns its connection and makes it anew when it is lost. A segment may be
// delivered again, after a crash for example; the sink must end with the same rows.
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  virtual ~Sink() = default;

  // Blocks until the sink has the whole segment or the attempt failed; bounded by the sink's own
  // timeouts. Called from one thread only. Never throws.
  virtual Delivery deliver(const Segment& segment) = 0;

  // From another thread: from the next segment on certificates, keys and the like are read from
  // their files again, and a connection that was made with the old ones is not used any more.
  virtual void renew() noexcept {}

  // From another thread: the attempt that runs ends soon, with try_again, and so does every later
  // one.
  virtual void stop() noexcept = 0;
};

}  // namespace celltally
