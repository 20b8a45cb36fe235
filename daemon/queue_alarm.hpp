#pragma once

#include <cstdint>

namespace celltally {

// Wakes the thread that polls a queue when something comes. Made and used by that thread.
class QueueAlarm {
 public:
  QueueAlarm() = default;
  QueueAlarm(const QueueAlarm&) = delete;
  QueueAlarm& operator=(const QueueAlarm&) = delete;
  virtual ~QueueAlarm() = default;

  // After a poll that gave nothing: sleeps until something comes or the time is over. The next step
  // is a poll in both cases.
  virtual void sleep(std::uint32_t most_ms) noexcept = 0;
};

}  // namespace celltally
