#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ship/named_sink.hpp"
#include "ship/segment_source.hpp"
#include "ship/ship_log.hpp"
#include "ship/shipper_settings.hpp"
#include "ship/shipper_view.hpp"
#include "vocabulary/result.hpp"

struct uv_loop_s;

namespace celltally {

// The whole shipper on somebody's libuv loop: watches the outbox, wakes a courier per sink, writes
// STATE_FOLDER/acknowledged, answers /metrics, /healthz and /readyz. All calls are the loop's
// thread's. Threads: one a sink, made here and gone when the stop is done.
//
// `acknowledged` holds one line: the greatest sequence up to which every sink is done, by what the
// sinks' state files say. It is not written before every sink has seen a first segment.
class Shipper {
 public:
  // `loop` and what `log` refers to must outlive the process's last sink thread. The outbox need
  // not be there yet; the state folder must.
  static Result<std::unique_ptr<Shipper>, std::string> start(
      uv_loop_s* loop, const ShipperSettings& settings, std::vector<NamedSink> sinks,
      std::shared_ptr<const SegmentSource> source, ShipLog log);

  Shipper(const Shipper&) = delete;
  Shipper& operator=(const Shipper&) = delete;
  // REQUIRES: the loop has run until the stop was done: uv_run() came back by itself.
  ~Shipper();

  // Begins the end: sinks at work are cut off, or let go of after stop_within; then nothing of this
  // is left in the loop. May be called again.
  void stop();

  // Other limits from now on; sinks read their secrets again, and those that pause after a failure
  // try at once.
  void renew(const HealthLimits& limits);

  ShipperView view() const;
  std::uint16_t http_port() const noexcept;  // 0 when there is no server

 private:
  class Running;
  explicit Shipper(std::unique_ptr<Running> running);
  std::unique_ptr<Running> running_;
};

}  // namespace celltally
